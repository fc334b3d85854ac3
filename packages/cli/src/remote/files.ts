/** The bytes of a file, all of them: a call that is sent again needs them again. */
export async function allOf(body: Uint8Array | AsyncIterable<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  if (body instanceof Uint8Array) return new Uint8Array(body)
  const pieces: Uint8Array[] = []
  for await (const piece of body) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

/** Files by their paths, as JSON holds them: texts as texts, anything else in base64. */
export const inJson = (files: Readonly<Record<string, string | Uint8Array>>): Record<string, string | { base64: string }> =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [path, typeof file === 'string' ? file : { base64: Buffer.from(file).toString('base64') }]))
