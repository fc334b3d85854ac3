const RATES = { near: 4, far: 9 }

// TODO: islands cost more
export function shippingTo(country, weight) {
  const rate = ['DE', 'FR', 'NL'].includes(country) ? RATES.near : RATES.far
  return weight > 5 ? rate * 2 : rate
}
