import { isPaperclipError, PaperclipError } from '../domain/error.ts'
import { LEAST_PIECE, pieceMasker, secretLines, type Mask } from './redact-pieces.ts'

/** Takes secrets out of whatever it is given: texts, and texts inside plain data. */
export type Redact = <T>(value: T) => T

/** The value of a secret, under its name. */
export interface KnownSecret { slug: string; value: string }

/** Nothing to hide. */
export const noRedaction: Redact = value => value

/**
 * Makes what takes these secrets out of texts: as they are, and as they look in URLs, JSON, base64 and hex. What stands in their place says which it was.
 * Of a secret with several lines each line is one too. Of one that was cut at the end of a line or a text, or wrapped, the pieces are found that are long enough to be told from other text. One that was altered in any other way is not found.
 */
export function redactorOf(secrets: readonly KnownSecret[]): Redact {
  const made = redactors.get(secrets) ?? makeRedactor(secrets)
  redactors.set(secrets, made)
  return made
}

/** What was made of the secrets of a run: its desk, its log and its end each ask for it. */
const redactors = new WeakMap<readonly KnownSecret[], Redact>()

function makeRedactor(secrets: readonly KnownSecret[]): Redact {
  if (secrets.length === 0) return noRedaction
  const shortest = Math.max(LEAST_FORM, Math.min(LEAST_PIECE, ...secrets.flatMap(({ value }) => [value, ...secretLines(value)]).map(({ length }) => length)))            // no form is shorter than what it is a form of
  let made: { masks: readonly Mask[]; withoutPieces: (text: string) => string } | undefined                    // for the first text that could hold one
  const inText = (text: string): string => {
    if (text.length < shortest) return text
    const { masks, withoutPieces } = made ??= prepared(masksOf(secrets))
    let told = text
    for (const { form, mask } of masks) if (told.length >= form.length && told.includes(form)) told = told.replaceAll(form, () => mask)
    return withoutPieces(told)
  }
  const inValue = (value: unknown): unknown => {
    if (typeof value === 'string') return inText(value)
    if (Array.isArray(value)) return value.map(inValue)
    if (typeof value === 'object' && value !== null && isPlain(value)) return Object.fromEntries(Object.entries(value).map(([key, one]) => [inText(key), inValue(one)]))
    return value
  }
  return <T>(value: T) => inValue(value) as T                                           // the same shape with other texts in it
}

const prepared = (masks: readonly Mask[]) => ({ masks, withoutPieces: pieceMasker(masks) })

/** The longest first: one may hold another. */
const masksOf = (secrets: readonly KnownSecret[]): Mask[] =>
  secrets.flatMap(({ slug, value }) => [...formsOf(value)].map(form => ({ form, mask: `[secret ${slug}]` }))).sort((a, b) => b.form.length - a.form.length)

/** The same error without secrets in what it says, and without what caused it. */
export function redactedError(redact: Redact, error: unknown): Error {
  if (isPaperclipError(error)) return new PaperclipError(error.code, redact(error.message), { fields: redact([...error.fields]), ...(error.reason ? { reason: error.reason } : {}) })
  if (!(error instanceof Error)) return new Error(redact(String(error)))
  const redacted = new Error(redact(error.message))
  redacted.stack = redact(error.stack ?? '')
  return redacted
}

/** The secret that bytes hold, in any form in which it is looked for in texts. */
export const holdsSecret = (bytes: Uint8Array, secrets: readonly KnownSecret[]): KnownSecret | undefined => {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return secrets.find(({ value }) => [...formsOf(value)].some(form => body.includes(form)))
}

const isPlain = (value: object): boolean => {
  const proto: unknown = Object.getPrototypeOf(value)
  return proto === Object.prototype || proto === null
}

const LEAST_FORM = 6

/** How a value may look in a text: in no form with fewer characters. */
function formsOf(value: string): Set<string> {
  const bytes = Buffer.from(value)
  const json = JSON.stringify(value).slice(1, -1)
  const forms = [value, json, encodeURIComponent(value), encodeURIComponent(value).replaceAll('%20', '+'), bytes.toString('hex'), bytes.toString('hex').toUpperCase(), ...base64Forms(bytes), ...secretLines(value).flatMap(line => [line, JSON.stringify(line).slice(1, -1)])]
  return new Set(forms.filter(form => form.length >= LEAST_FORM))
}

/** How bytes look in base64, wherever in a longer text they begin: without the characters that they share with their neighbours. */
function base64Forms(bytes: Buffer): string[] {
  const forms = [bytes.toString('base64'), bytes.toString('base64url')]
  for (const before of [0, 1, 2]) {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/(?<!=)=+$/, '')
    const from = Math.ceil((before * 8) / 6), to = Math.floor(((before + bytes.length) * 8) / 6)
    const core = text.slice(from, to)
    if (core.length >= 12) forms.push(core, core.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return forms
}
