import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id, prose } from '../../domain/fields.ts'
import { defineAct } from '../governance/act.ts'
import { need } from '../find.ts'
import { change, deed, type Work } from '../work.ts'

/** Asks a run to end. The node that has it ends it within a moment; a deferred run ends when its adapter was told. */
export const cancelRun = defineAct({
  kind: 'run.cancel',
  input: z.strictObject({ run: id(), reason: prose(500).default('cancelled by an operator') }),
  rule: { agent: 'agent.hold', board: 'operator', weight: 'work' },
  concern: async ({ tx }, { run }) => ({ agents: [await need(tx, 'agent', (await need(tx, 'run', run)).agentId)] }),
  async perform(work, { run: runId, reason }) {
    const run = await need(work.tx, 'run', runId)
    if (run.endedAt !== null) throw conflict('wrong_state', `This run has ended already: it ${run.status}.`)
    return requestCancel(work, runId, reason)
  },
})

/** Marks a run that shall end. Of a deferred one the lease is ended, so that a node takes it up at once; asked for again, it is ended again. */
export async function requestCancel(work: Work, runId: string, reason: string) {
  const run = await need(work.tx, 'run', runId)
  if (run.endedAt !== null) return run
  const asked = run.cancelReason === null ? await change(deed(work, 'run', 'run.cancel'), run, { cancelReason: reason }) : run
  const alarm = await work.tx.get('alarm', run.agentId)
  if (alarm && run.status === 'deferred' && alarm.runId === run.id) {
    const soonest = alarm.leaseUntil !== null && alarm.leaseUntil < work.now ? alarm.leaseUntil : work.now        // the clock of this node may be ahead of the others'
    await work.tx.put('alarm', { ...alarm, leaseUntil: soonest })
    work.after.push(() => work.deps.nudge(work.companyId, run.agentId, work.now))
  }
  return asked
}
