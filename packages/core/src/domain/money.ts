import { z } from 'zod'
import { PaperclipError } from './error.ts'

/** An amount in whole micro-dollars: 1_000_000 is one US dollar. Always a safe integer. */
export type UsdMicros = number & { readonly __unit: 'usd-micros' }

const MICROS = 1_000_000
const WRITTEN = /^\$?(\d{1,9})(?:\.(\d{1,6}))?$/

export const micros = (amount: number): UsdMicros => {
  if (!Number.isSafeInteger(amount)) throw new PaperclipError('invalid_input', `${amount} is not a whole number of micro-dollars.`)
  return amount as UsdMicros
}

/** Dollars as micro-dollars, rounded half up: `usd(0.25)` is 250,000. */
export const usd = (dollars: number): UsdMicros => micros(Math.floor(Number((dollars * MICROS).toFixed(3)) + 0.5))

export const NO_MONEY = 0 as UsdMicros

/** The sum; where it is more than the largest amount there is (nine billion dollars), that. Whoever claims such costs must not keep a run from ending. */
export const addMoney = (...amounts: readonly UsdMicros[]): UsdMicros => micros(Math.min(amounts.reduce((sum, amount) => sum + amount, 0), Number.MAX_SAFE_INTEGER))

/** `$1.25`, with four places below one cent: `$0.0004`. */
export function formatUsd(amount: UsdMicros): string {
  const places = amount !== 0 && Math.abs(amount) < MICROS / 100 ? 4 : 2
  return `${amount < 0 ? '-' : ''}$${(Math.abs(amount) / MICROS).toFixed(places)}`
}

const MONEY = z.int().transform(amount => amount as UsdMicros)

/** A stored amount. */
export const money = () => MONEY

/** An amount as a person writes it: `"$5"`, `"0.25"`, or micro-dollars from `usd(5)`. */
export const moneyInput = () =>
  z.union([z.string(), z.number()]).transform((written, context): UsdMicros => {
    if (typeof written === 'number' && Number.isSafeInteger(written) && written >= 0 && (written === 0 || written >= 100)) return micros(written)
    const match = typeof written === 'string' ? WRITTEN.exec(written.trim()) : null
    if (match) return micros(Number(match[1]) * MICROS + Number((match[2] ?? '').padEnd(6, '0')))
    context.addIssue({ code: 'custom', message: 'must be an amount like "$5" or "0.25", or micro-dollars from usd(5); a number below 100 is taken for dollars by mistake', input: written })
    return z.NEVER
  })
