import type { Agent } from '../../domain/agent.ts'
import type { Run, RunEnd } from '../../domain/run.ts'
import { tallyOf } from '../../policy/parking.ts'
import { escalate } from '../waking/escalate.ts'
import { workloadOf } from '../waking/workload.ts'
import { need } from '../find.ts'
import { change, deed, type Work } from '../work.ts'

const WHY = {
  failed: 'runs in a row failed with it in focus',
  idle: 'runs in a row succeeded without doing anything to it',
} as const

/** Counts a run against the task it was about, and puts the task aside when it has had enough. */
export async function tallyTask(work: Work, agent: Agent, { run, end }: { run: Run; end: RunEnd }): Promise<void> {
  const task = run.taskId === null ? undefined : await work.tx.get('task', run.taskId)
  if (!task || task.status === 'done' || task.status === 'cancelled') return
  const { parkAfter } = work.deps.limits
  const { failedRuns, idleRuns, parked } = tallyOf(task, { end, touched: run.touched.includes(task.id) ? 'touched' : 'untouched', parkAfter })
  if (failedRuns === task.failedRuns && idleRuns === task.idleRuns) return
  if (parked === 'no') {
    await change(deed(work, 'task', 'task.tally'), task, { failedRuns, idleRuns })
    return
  }
  await change(deed(work, 'task', 'task.park'), task, { failedRuns, idleRuns, parkedAt: work.now, checkoutRunId: null, checkoutFence: null })
  await escalate(work, agent, {
    kind: 'task_parked', taskId: task.id, runId: run.id,
    detail: `${task.identifier} is put aside: ${parkAfter} ${WHY[parked]}. The last: ${run.error?.message ?? run.summary ?? run.status}. Mend it and reopen it, or cancel it.`.slice(0, 4_000),
  })
}

/** Counts one more delivery of what a run was shown and did not deal with; what came too often is put aside. */
export async function countDeliveries(work: Work, agent: Agent, run: Run): Promise<void> {
  const { tx, now, deps: { limits: { parkAfter } } } = work
  const alarm = await need(tx, 'alarm', agent.id)
  let parked = alarm.cursor                                        // earlier items were delivered more often: what is parked comes before what is not
  for (const item of (await workloadOf(tx, agent.id, alarm.cursor)).items) {
    if (item.seq > run.upTo) continue
    const deliveries = item.deliveries + 1
    if (deliveries >= parkAfter) parked = item.seq
    await tx.put('item', { ...item, deliveries, parkedAt: deliveries >= parkAfter ? now : null })
    if (deliveries < parkAfter) continue
    await escalate(work, agent, {
      kind: 'item_parked', runId: run.id, ...(item.noun === 'task' ? { taskId: item.refId } : {}),
      detail: `"${agent.slug}" was shown a ${item.noun} (${item.refId}) in ${deliveries} runs and none succeeded. It is put aside. The last run: ${run.error?.message ?? run.status}`.slice(0, 4_000),
    })
  }
  if (parked > alarm.cursor) await tx.put('alarm', { ...await need(tx, 'alarm', agent.id), cursor: parked })          // else they would stand before what comes after them
}
