import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Ids } from '../../ports/ids.ts'

/** What begins each kind of token, so that people and scanners of leaked secrets can tell them. */
export const TOKEN_KINDS = { key: 'pck', agent: 'pca', run: 'pcr', login: 'pcs', code: 'pci' } as const
export type TokenKind = keyof typeof TOKEN_KINDS

/** A token, taken apart: where to look, and what proves it. */
export interface TokenParts { kind: TokenKind; place: string; proof: string }

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const SHAPE = /^(pc[karsi])_([0-9A-Za-z]{1,400})_([0-9A-Za-z]{20,60})([0-9A-Za-z]{6})$/
const KINDS = new Map<string, TokenKind>(Object.entries(TOKEN_KINDS).map(([kind, prefix]) => [prefix, kind as TokenKind]))
/** Random bytes in a token that is kept by its digest: 160 bits. */
const RANDOM_BYTES = 20

/** Writes a token: a prefix, where to look, what proves it, and a checksum by which a mistyped one is known without looking anywhere. */
export function writeToken({ kind, place, proof }: TokenParts): string {
  const body = `${TOKEN_KINDS[kind]}_${base62(Buffer.from(place))}_${proof}`
  return `${body}${checksum(body)}`
}

/** Takes a token apart; undefined for what is none, or was mistyped. */
export function readToken(token: string): TokenParts | undefined {
  const [, prefix = '', place = '', proof = '', mark] = SHAPE.exec(token) ?? []
  const kind = KINDS.get(prefix)
  if (!kind || checksum(token.slice(0, -6)) !== mark) return undefined
  return { kind, place: fromBase62(place), proof }
}

/** What proves a token that is kept by its digest. */
export const randomProof = (ids: Ids): string => base62(Buffer.from(ids.secret(), 'hex').subarray(-RANDOM_BYTES))

/** What is kept of a token. */
export const digestOfToken = (token: string): string => hash('sha256', token, 'hex')

/** As many letters at a time as a number holds exactly: large numbers are dear. */
const AT_ONCE = 8
const PART = BigInt(62 ** AT_ONCE)

/** Bytes in letters and digits. A leading one keeps what begins with zeros apart. */
export function base62(bytes: Uint8Array): string {
  let number = BigInt(`0x01${Buffer.from(bytes).toString('hex')}`), text = ''
  for (; number >= PART; number /= PART) text = lettersOf(Number(number % PART)).padStart(AT_ONCE, '0') + text
  return lettersOf(Number(number)) + text
}

function lettersOf(whole: number): string {
  let text = ''
  for (let number = whole; number > 0; number = Math.floor(number / 62)) text = ALPHABET.charAt(number % 62) + text
  return text
}

function fromBase62(text: string): string {
  let number = 0n
  for (let at = 0; at < text.length; at += AT_ONCE) {
    const letters = text.slice(at, at + AT_ONCE)
    let part = 0
    for (const letter of letters) part = part * 62 + ALPHABET.indexOf(letter)
    number = number * BigInt(62 ** letters.length) + BigInt(part)
  }
  const hex = number.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex.slice(2) : hex.slice(1), 'hex').toString('utf8')
}

const checksum = (body: string): string => {
  let number = crc32(body), text = ''
  for (; text.length < 6; number = Math.floor(number / 62)) text = ALPHABET.charAt(number % 62) + text
  return text
}
