/** Products whose name holds every word. */
export function search(products, words) {
  const wanted = words.toLowerCase().split(' ')
  return products.filter(({ name }) => wanted.every(word => name.toLowerCase().includes(word)))
}
