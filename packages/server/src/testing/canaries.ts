import { randomBytes } from 'node:crypto'

/** Something that nobody may see, unlike anything else there is; it looks otherwise in URLs, in JSON and in base64url. */
export const canary = (kind: string, number = 0): string => `${kind}-${number} "ü/${randomBytes(12).toString('hex')}+z`
export const several = (kind: string, count: number): string[] => Array.from({ length: count }, (_, number) => canary(kind, number))

const known = new Map<string, readonly string[]>()

/** How a canary looks in a text, in any way somebody may hide it: all of it, or what only it has. */
export function formsOf(secret: string): readonly string[] {
  const forms = known.get(secret) ?? packedForms(secret)
  known.set(secret, forms)
  return forms
}

function packedForms(secret: string): readonly string[] {
  const core = /[0-9A-Za-z]{20,}$/.exec(secret)?.[0] ?? longestOf(secret.slice(4)), bytes = Buffer.from(core)
  const packed = [0, 1, 2].map(before => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/=+$/, '')
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  })
  return [core, bytes.toString('hex'), ...packed]
}

/** Of what is written in base64, the longest part that stands so in a URL and in JSON too. */
const longestOf = (text: string): string => (text.match(/[0-9A-Za-z]+/g) ?? []).reduce((longest, part) => (part.length > longest.length ? part : longest), '')

/** The canaries that a text holds, in any form: the beginning of each. */
export const canariesIn = (text: string, among: readonly string[]): string[] => among.filter(secret => formsOf(secret).some(form => text.includes(form))).map(secret => secret.slice(0, 12))
