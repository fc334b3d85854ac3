// TODO: use the image service of the new provider
const HOST = 'http://images.lantern.example'

export const imageOf = product => `${HOST}/${product.slug}.jpg`
