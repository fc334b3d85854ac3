import { maskCredentials } from './mask-credentials.ts'

export { maskCredentials }

const LEAST_HIDDEN = 6

/** Makes what takes credentials out of a text: whatever looks like one, and the texts that are to be hidden, as they are, in base64, in hex and in URLs. Those shorter than 6 characters are left. */
export function masker(hide: readonly string[] = []): (text: string) => string {
  const masks = [...new Set(hide.filter(text => text.length >= LEAST_HIDDEN).flatMap(formsOf))].sort((a, b) => b.length - a.length)
  return text => maskCredentials(masks.reduce((left, mask) => left.replaceAll(mask, '[hidden]'), text))
}

/** How a text may stand in a line. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text), quoted = inJson(text)
  return [...new Set([text, quoted, inJson(quoted), encodeURIComponent(text), bytes.toString('hex'), ...[0, 1, 2].map(before => inBase64(bytes, before)), ...[0, 1, 2].map(before => inBase64(bytes, before).replaceAll('+', '-').replaceAll('/', '_'))])].filter(form => form.length >= LEAST_HIDDEN)
}

/** As it stands in JSON; JSON that is told of stands in JSON once more. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1)

/** Bytes in base64 as they look in a longer text, without the characters that they share with their neighbours. */
function inBase64(bytes: Buffer, before: number): string {
  const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/(?<!=)=+$/, '')
  return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
}
