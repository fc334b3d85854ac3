/** An address of the web as it is read, against another if it is relative; null if it is none. */
export function webAddress(text: string, base?: URL): URL | null {
  if (!URL.canParse(text, base?.href)) return null
  const url = new URL(text, base)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
}
