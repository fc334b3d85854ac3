import type { Balance } from '../domain/budget.ts'
import { addMoney, micros, NO_MONEY, type UsdMicros } from '../domain/money.ts'

/** What a spend does to a run's reservation: the part that was held, and the part that was not. */
export interface Posting { fromReserve: UsdMicros; beyond: UsdMicros }

/** Money already spent is never hidden: what goes beyond the reservation is posted too, as an overrun. */
export function postingOf(amount: UsdMicros, reserved: UsdMicros): Posting {
  const fromReserve = micros(Math.min(amount, reserved))
  return { fromReserve, beyond: micros(amount - fromReserve) }
}

export const spentFrom = (balance: Balance, amount: UsdMicros, { fromReserve }: Posting): Balance =>
  ({ ...balance, reserved: micros(balance.reserved - fromReserve), spent: addMoney(balance.spent, amount) })

export const releasedFrom = (balance: Balance, amount: UsdMicros): Balance => ({ ...balance, reserved: micros(balance.reserved - amount) })

export const reservedIn = (balance: Balance, amount: UsdMicros): Balance => ({ ...balance, reserved: micros(balance.reserved + amount) })

/** True once a run has spent all that it may. One that has spent nothing goes on, also where it may spend nothing: what is imputed is no spend. */
export const isAtCap = ({ spent, cap }: { spent: number; cap: number }): boolean => spent > 0 && spent >= cap

/** What is posted for a run whose cost nobody can tell: all that was held, for unknown is not zero. */
export const worstOf = (reserved: UsdMicros, cost: 'known' | 'unknown'): UsdMicros => (cost === 'unknown' ? reserved : NO_MONEY)
