import type { Limits } from '@paperclip/server'
import { CliError } from '../cli-error.ts'

/** The limits there are: the server is loaded only where it serves. */
const NAMES = { requests: true, strangers: true, tries: true, looks: true, changes: true, streams: true, connections: true } satisfies Readonly<Record<keyof Limits, true>>

const isName = (name: string): name is keyof Limits => Object.hasOwn(NAMES, name)

/** Reads how often and how much at once: `requests=600`. */
export function limitWords(texts: readonly string[]): Partial<Limits> {
  const limits: Partial<Limits> = {}
  for (const text of texts) {
    const [, name = '', number = ''] = /^(\w+)=([1-9]\d{0,8})$/.exec(text) ?? []
    if (!isName(name)) throw new CliError('invalid_input', `--limit: must be one of ${Object.keys(NAMES).join(', ')}, "=" and a whole number from 1 (was "${text}").`, 'Write it like --limit requests=600')
    limits[name] = Number(number)
  }
  return limits
}
