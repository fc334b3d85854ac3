import { isBalanceOf } from '../../domain/budget.ts'
import { conflict } from '../../domain/error.ts'
import type { Run } from '../../domain/run.ts'
import { formatUsd } from '../../domain/money.ts'
import type { Task } from '../../domain/task.ts'
import { reserveFrom, type Account } from '../../policy/reserve.ts'
import { accountsOf, moneyOf } from '../money/accounts.ts'
import { reserve } from '../money/ledger.ts'
import { change, deed, type Work } from '../work.ts'

/**
 * Binds a run to the task it takes. The first one decides which project and goal pay: what the run may still spend is reserved there too.
 * Later ones must belong to the same project and goal and come of no other key, or the take is refused.
 */
export async function bindRun(work: Work, run: Run, task: Task): Promise<void> {
  const money = await moneyOf(work.tx, task)
  if (run.taskId !== null) {
    const isPaidFor = task.keyIds.every(key => run.keyIds.includes(key))
    if (run.projectId === money.projectId && run.goalId === money.goalId && isPaidFor) return
    throw conflict('other_focus', `${task.identifier} belongs to another project${isPaidFor ? ' or' : ','} goal${isPaidFor ? '' : ' or key'} than the task this run is about. It will be the focus of a later run.`)
  }
  const keyIds = [...new Set([...run.keyIds, ...task.keyIds])], scope = { agentId: run.agentId, managers: run.managers, ...money, keyIds }
  const added = (await accountsOf(work, scope)).filter(({ budget }) => !run.balances.some(id => isBalanceOf(id, budget.id)))          // one it holds in an earlier window goes on there
  const bound = await change(deed(work, 'run', 'run.bind'), run, { taskId: task.id, ...money, keyIds })
  if (added.length > 0) await reserveMore(work, bound, added)
}

/** Reserves what is left of a run's cap in further accounts. A run does not get less than it had: an account that has less refuses it. */
async function reserveMore(work: Work, run: Run, added: readonly Account[]): Promise<void> {
  const verdict = reserveFrom(added, run.reserved)
  if (verdict.kind !== 'reserve' || verdict.amount < run.reserved) {
    throw conflict('over_budget', `A budget of this task has less than the ${formatUsd(run.reserved)} this run still holds. Leave it for a later run.`)
  }
  await reserve(work, run, { accounts: added, amount: run.reserved })
  await change(deed(work, 'run', 'run.bind'), run, { balances: [...run.balances, ...added.map(({ balance }) => balance.id)] })
}
