import type { Task } from '../../domain/task.ts'
import { formatUsd } from '../../domain/money.ts'
import { remainingIn } from '../../policy/reserve.ts'
import { all } from '../find.ts'
import { rearm } from '../waking/rearm.ts'
import { workloadOf, type Workload } from '../waking/workload.ts'
import type { Work } from '../work.ts'
import { balanceOf, type Moment } from './accounts.ts'

/** Keys that cause no run for now: their money is used up, or other runs hold it. Until when; null is until somebody raises it. */
export type KeysAside = ReadonlyMap<string, Date | null>

const isAside = (aside: KeysAside) => ({ keyIds }: { keyIds: readonly string[] }): boolean => keyIds.some(key => aside.has(key))

/** What is left to do without what came of those keys. */
export function withoutKeys({ items, own, reviews }: Workload, aside: KeysAside): Workload {
  const stays = (one: { keyIds: readonly string[] }): boolean => !isAside(aside)(one)
  return aside.size === 0 ? { items, own, reviews } : { items: items.filter(stays), own: own.filter(stays), reviews: reviews.filter(stays) }
}

/** When the first of those keys may cause something again by itself. */
export function firstBack(aside: KeysAside): Date | null {
  const times = [...aside.values()].flatMap(at => (at === null ? [] : [at.getTime()]))
  return times.length === 0 ? null : new Date(Math.min(...times))
}

/** Of which keys a run comes: those that are behind what it was woken for, and behind the task it is about. */
export const keysOf = ({ items }: Pick<Workload, 'items'>, focus: Task | null): string[] => [...new Set([...focus?.keyIds ?? [], ...items.flatMap(({ keyIds }) => keyIds)])]

/** Why a key may do nothing more for now, in words: the money that its deeds may cost is spent. */
export async function spentOf(moment: Moment, keyId: string): Promise<string[]> {
  const budgets = await all(moment.tx, 'budget', { where: { scopeId: keyId }, by: 'createdAt' })
  const accounts = await Promise.all(budgets.map(async budget => ({ budget, balance: await balanceOf(moment, budget) })))
  return accounts.filter(account => account.balance.stoppedAt !== null || (account.balance.reserved === 0 && remainingIn(account) === 0)).map(({ budget: { limit, window } }) => `the ${formatUsd(limit)} that this key's deeds may cost (${window}) are spent`)
}

/** Lets agents go on with what came of a key: there is money for it again. */
export async function goOnFor(work: Work, keyId: string): Promise<void> {
  for (const agent of await all(work.tx, 'agent', { where: { status: 'active' }, by: 'createdAt' })) {
    const alarm = await work.tx.get('alarm', agent.id)
    const { items, own, reviews } = alarm ? await workloadOf(work.tx, agent.id, alarm.cursor) : { items: [], own: [], reviews: [] }
    if ([...items, ...own, ...reviews].some(({ keyIds }) => keyIds.includes(keyId))) await rearm(work, agent, 'raise')
  }
}
