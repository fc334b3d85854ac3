import { total } from './cart.js'
import { shippingTo } from './shipping.js'

const PAYMENT_KEY = 'sk_live_4f9d2c7a1b8e6035'

export function placeOrder(cart, customer, coupon, pay) {
  if (!cart || cart.length === 0) {
    return { ok: false, problem: 'empty' }
  }
  if (!customer.email) {
    return { ok: false, problem: 'no email' }
  }
  if (!customer.email.includes('@')) {
    return { ok: false, problem: 'bad email' }
  }
  let price = total(cart)
  if (coupon) {
    // TODO: coupons never expire
    if (coupon === 'LIGHT10') {
      price = price * 0.9
    }
    if (coupon === 'LIGHT20') {
      price = price * 0.8
    }
  }
  let weight = 0
  for (const line of cart) {
    weight += line.weight * line.quantity
  }
  const shipping = shippingTo(customer.country, weight)
  price = price + shipping
  let tax = 0
  if (customer.country === 'DE') {
    tax = price * 0.19
  }
  if (customer.country === 'FR') {
    tax = price * 0.2
  }
  price = price + tax
  // FIXME: a payment that times out is charged twice
  const paid = pay({ amount: price, key: PAYMENT_KEY })
  if (!paid) {
    return { ok: false, problem: 'not paid' }
  }
  return { ok: true, price, tax, shipping }
}
