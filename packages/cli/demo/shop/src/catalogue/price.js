export const priceTag = ({ price }) => `$${price.toFixed(2)}`
