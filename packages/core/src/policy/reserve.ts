import type { Balance, Budget } from '../domain/budget.ts'
import { micros, type UsdMicros } from '../domain/money.ts'

/** A budget with its balance in the window that runs. */
export interface Account { budget: Budget; balance: Balance }

/** Whether a run may have money, and how much: never more than the least of what remains anywhere. */
export type ReserveVerdict =
  | { kind: 'reserve'; amount: UsdMicros }
  | { kind: 'wait'; account: Account }
  | { kind: 'stop'; account: Account }

/** Below this share of the cap a run is not worth beginning. */
const LEAST_SHARE = 0.1

/** What of a budget is neither reserved nor spent. Never negative, also after an overrun. */
export const remainingIn = ({ budget, balance }: Account): UsdMicros => micros(Math.max(budget.limit - balance.reserved - balance.spent, 0))

/** Judges a run's claim on every budget that applies to it at once. */
export function reserveFrom(accounts: readonly Account[], cap: UsdMicros): ReserveVerdict {
  const least = Math.max(Math.ceil(cap * LEAST_SHARE), 1)
  for (const account of accounts) {
    if (account.balance.stoppedAt !== null || account.budget.limit - account.balance.spent < least) return { kind: 'stop', account }
  }
  const amount = Math.min(cap, ...accounts.map(remainingIn))
  const tightest = accounts.find(account => remainingIn(account) === amount)
  return amount < least && tightest ? { kind: 'wait', account: tightest } : { kind: 'reserve', amount: micros(amount) }
}
