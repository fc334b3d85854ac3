import type { Balance, Budget, Movement } from '../../domain/budget.ts'
import { addMoney, formatUsd, micros, NO_MONEY, type UsdMicros } from '../../domain/money.ts'
import type { Run } from '../../domain/run.ts'
import type { Usage } from '../../domain/usage.ts'
import type { Account } from '../../policy/reserve.ts'
import { postingOf, releasedFrom, reservedIn, spentFrom, type Posting } from '../../policy/spend.ts'
import { first, need } from '../find.ts'
import { raiseIncident } from '../waking/incident.ts'
import { countCost } from './count-cost.ts'
import { stopBudget } from './stop-budget.ts'
import { change, create, deed, type Work } from '../work.ts'

/** Holds money for a run in every account at once. */
export async function reserve(work: Work, run: Run, { accounts, amount }: { accounts: readonly Account[]; amount: UsdMicros }): Promise<void> {
  for (const { balance } of accounts) await work.tx.put('balance', reservedIn(balance, amount))          // also nothing: what is spent must have where to go
  if (amount > 0 && accounts.length > 0) await move(work, run, { kind: 'reserve', amount, balances: accounts.map(({ balance }) => balance.id) })
}

/** Posts one usage entry; the same id of one run counts once. Returns the run as it then stands. */
export async function postUsage(work: Work, run: Run, usage: Usage): Promise<Run> {
  if (await first(work.tx, 'movement', { where: { runId: run.id, usageId: usage.id }, by: 'createdAt' })) return run
  const about = { usageId: usage.id, provider: usage.provider, model: usage.model, inputTokens: usage.inputTokens, cachedTokens: usage.cachedTokens, outputTokens: usage.outputTokens }
  if (usage.cost === null) {
    await move(work, run, { kind: 'spend', amount: NO_MONEY, balances: run.balances, ...about, billing: 'unpriced' })
    await raiseIncident(work, { kind: 'unpriced', agentId: run.agentId, detail: `Nobody knows what ${usage.model ?? 'this model'} costs: the whole reservation of such a run is taken for spent. Let the adapter report a cost.` })
    return change(deed(work, 'run', 'run.spend'), run, { unpriced: true })
  }
  if (usage.billing === 'imputed') {
    await move(work, run, { kind: 'spend', amount: usage.cost, balances: [], ...about, billing: 'imputed' })
    return change(deed(work, 'run', 'run.spend'), run, { imputed: addMoney(run.imputed, usage.cost) })
  }
  return spend(work, run, { ...about, amount: usage.cost, estimated: false })
}

/** Posts the worst for what nobody metered. */
export const postEstimate = (work: Work, run: Run, amount: UsdMicros): Promise<Run> => spend(work, run, { amount, estimated: true })

/** Gives back what a run did not use. */
export async function release(work: Work, run: Run): Promise<void> {
  if (run.reserved === 0) return
  for (const balance of await balancesOf(work, run)) await work.tx.put('balance', releasedFrom(balance, run.reserved))
  if (run.balances.length > 0) await move(work, run, { kind: 'release', amount: run.reserved, balances: run.balances })
}

/** Corrects once what was estimated for a run, when the true cost is known. */
export async function adjust(work: Work, run: Run, trueCost: UsdMicros): Promise<Run> {
  const difference = micros(trueCost - run.spent)
  const posting: Posting = { fromReserve: NO_MONEY, beyond: micros(Math.max(difference, 0)) }
  await move(work, run, { kind: 'adjust', amount: difference, balances: run.balances, overrun: posting.beyond > 0 })
  for (const balance of await balancesOf(work, run)) await account(work, run, { balance: spentFrom(balance, difference, posting), posting })
  if (posting.beyond > 0) await overran(work, run, trueCost)
  return change(deed(work, 'run', 'run.adjust'), run, { spent: trueCost, estimated: false })
}

async function spend(work: Work, run: Run, { amount, ...about }: Partial<Movement> & Pick<Movement, 'amount'>): Promise<Run> {
  const posting = postingOf(amount, run.reserved)
  const spent = addMoney(run.spent, amount)
  const isOver = posting.beyond > 0
  await move(work, run, { kind: 'spend', amount, balances: run.balances, billing: 'billed', ...about, overrun: isOver })
  const balances = await balancesOf(work, run)
  for (const balance of balances) await account(work, run, { balance: spentFrom(balance, amount, posting), posting })
  if (isOver) await overran(work, run, spent)
  return change(deed(work, 'run', 'run.spend'), run, { spent, reserved: micros(run.reserved - posting.fromReserve), estimated: run.estimated || about.estimated === true })
}

/** Writes a balance and acts on what it says: a warning at its level, a stop where an overrun broke the limit. */
async function account(work: Work, run: Run, { balance, posting }: { balance: Balance; posting: Posting }): Promise<void> {
  const budget = await need(work.tx, 'budget', balance.budgetId)
  const isWarned = balance.warnedAt !== null || balance.spent * 100 < budget.limit * budget.warnPercent
  await work.tx.put('balance', isWarned ? balance : { ...balance, warnedAt: work.now })
  if (!isWarned) await warn(work, budget, balance)
  if (posting.beyond > 0 && balance.spent + balance.reserved > budget.limit) await stopBudget(work, { budget, balance }, await need(work.tx, 'agent', run.agentId))
}

async function overran(work: Work, { id: runId, agentId, cap }: Run, spent: UsdMicros): Promise<void> {
  await raiseIncident(work, { kind: 'overrun', agentId, runId, detail: `A run that may spend ${formatUsd(cap)} has spent ${formatUsd(spent)}.` })
}

async function warn(work: Work, budget: Budget, { spent }: Balance): Promise<void> {
  await raiseIncident(work, { kind: 'budget_warning', budgetId: budget.id, detail: `${formatUsd(spent)} of ${formatUsd(budget.limit)} of the ${budget.window} budget (${budget.scope}) is spent.` })
}

const balancesOf = ({ tx }: Work, { balances }: Run): Promise<Balance[]> => Promise.all(balances.map(id => need(tx, 'balance', id)))

async function move(work: Work, run: Run, what: Pick<Movement, 'kind' | 'amount' | 'balances'> & Partial<Movement>): Promise<void> {
  const moved = await create(deed(work, 'movement', `money.${what.kind}`), {
    id: work.deps.ids.next('mov'), runId: run.id, agentId: run.agentId, taskId: run.taskId, projectId: run.projectId, goalId: run.goalId, usageId: null,
    provider: null, model: null, inputTokens: 0, cachedTokens: 0, outputTokens: 0, billing: 'billed', estimated: false, overrun: false, createdAt: work.now, ...what,
  })
  await countCost(work, moved)
  if (moved.kind === 'spend') work.after.push(() => work.deps.tracing.cost(work.companyId, moved))
}
