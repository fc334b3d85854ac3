import type { AccessKey } from '../../domain/access-key.ts'
import type { Alarm } from '../../domain/alarm.ts'
import type { Task } from '../../domain/task.ts'
import { formatUsd } from '../../domain/money.ts'
import { remainingIn } from '../../policy/reserve.ts'
import { all } from '../find.ts'
import { rearm } from '../waking/rearm.ts'
import { cursorAt, workloadBut, type CameOfKeys, type Workload } from '../waking/workload.ts'
import { change, deed, type Work } from '../work.ts'
import { balanceOf, type Moment } from './accounts.ts'

/** Keys that cause no run for now: their money is used up, or other runs hold it. Until when; null is until somebody raises it. */
export type KeysAside = ReadonlyMap<string, Date | null>

/** True for what came of one of them. */
export const isAside = (aside: KeysAside) => ({ keyIds }: CameOfKeys): boolean => keyIds.some(key => aside.has(key))

/** When the first of those keys may cause something again by itself. */
export function firstBack(aside: KeysAside): Date | null {
  const times = [...aside.values()].flatMap(at => (at === null ? [] : [at.getTime()]))
  return times.length === 0 ? null : new Date(Math.min(...times))
}

/** Of which keys a run comes: those that are behind what it was woken for, and behind the task it is about. */
export const keysOf = ({ items }: Pick<Workload, 'items'>, focus: Task | null): string[] => [...new Set([...focus?.keyIds ?? [], ...items.flatMap(({ keyIds }) => keyIds)])]

/** Puts what came of keys that are aside behind what a run is shown: it is not shown it, and a later one will be. Comes after the record of the run. */
export async function putBehind({ tx, seq }: Work, { id: agentId, cursor }: Alarm, { upTo, aside }: { upTo: number; aside: KeysAside }): Promise<void> {
  if (aside.size === 0 || upTo === cursor) return
  for (const item of await all(tx, 'item', { where: { agentId }, by: 'seq', after: cursorAt(cursor) })) {
    if (item.seq <= upTo && isAside(aside)(item)) await tx.put('item', { ...item, seq })
  }
}

/** Why a key may do nothing more for now, in words: the money that its deeds may cost is spent. */
export async function spentOf(moment: Moment, { budgetId }: AccessKey): Promise<string[]> {
  const budget = budgetId === null ? undefined : await moment.tx.get('budget', budgetId)
  if (!budget) return []
  const balance = await balanceOf(moment, budget)
  const isSpent = balance.stoppedAt !== null || (balance.reserved === 0 && remainingIn({ budget, balance }) === 0)
  return isSpent ? [`the ${formatUsd(budget.limit)} that this key's deeds may cost (${budget.window}) are spent`] : []
}

/** The keys whose money is used up. */
export async function spentKeys(moment: Moment): Promise<KeysAside> {
  const budgets = (await all(moment.tx, 'budget', { by: 'createdAt' })).filter(({ scope }) => scope === 'key')
  const balances = await Promise.all(budgets.map(budget => balanceOf(moment, budget)))
  return new Map(budgets.flatMap(({ scopeId }, n) => { const balance = balances[n]; return balance && balance.stoppedAt !== null ? [[scopeId, balance.endsAt] as const] : [] }))
}

/** Lets agents go on with what came of a key: there is money for it again. */
export async function goOnFor(work: Work, keyId: string): Promise<void> {
  const { tx } = work
  const agents = await all(tx, 'agent', { where: { status: 'active' }, by: 'createdAt' })
  const waiting = await Promise.all(agents.map(async agent => {
    const alarm = await tx.get('alarm', agent.id)
    const { items, own, reviews } = alarm ? await workloadBut(tx, alarm, ({ keyIds }) => !keyIds.includes(keyId)) : { items: [], own: [], reviews: [] }
    return items.length + own.length + reviews.length > 0 ? [agent] : []
  }))
  for (const agent of waiting.flat()) await rearm(work, agent, 'raise')
}

/** A key whose budget was removed has no money of its own any more. */
export async function letKeyGo(work: Work, keyId: string): Promise<void> {
  const key = await work.tx.get('accessKey', keyId)
  if (key) await change(deed(work, 'accessKey', 'budget.remove'), key, { budgetId: null })
  await goOnFor(work, keyId)
}
