import { z } from 'zod'
import { id, json, slug } from '../../domain/fields.ts'
import type { Signal } from '../../domain/message.ts'
import { defineAct } from '../governance/act.ts'
import { agentRef, all } from '../find.ts'
import { teamOf } from '../agents/org.ts'
import { tell } from './wake.ts'
import type { Agent } from '../../domain/agent.ts'
import type { CompanyView } from '../../ports/store.ts'
import { dataBlock, fire, fits } from '../routines/fire-routine.ts'
import { create, deed, type Work } from '../work.ts'

/** Brings data from outside to an agent, or to everybody in a manager's team. Where a routine waits for such a signal it becomes its task, else it goes into the inbox. */
export const sendSignal = defineAct({
  kind: 'signal.send',
  input: z.strictObject({ to: id(), audience: z.enum(['agent', 'team']).default('agent'), source: slug(), payload: json() }),
  rule: { agent: 'signal.send', board: 'operator', weight: 'work' },
  concern: async ({ tx }, { to, audience }) => ({ agents: await hearing(tx, to, audience) }),
  async perform(work, { to, audience, source, payload }): Promise<Signal[]> {
    const signals: Signal[] = []
    for (const agent of await hearing(work.tx, to, audience)) {
      const signal = await create(deed(work, 'signal', 'signal.send'), { id: work.deps.ids.next('sig'), source, agentId: agent.id, payload, createdAt: work.now })
      if (!(await becameTasks(work, signal))) await tell(work, agent, { cause: 'signal', noun: 'signal', refId: signal.id })
      signals.push(signal)
    }
    return signals
  },
})

/** True if routines of its agent made tasks of a signal: then it is no news beside them. */
async function becameTasks(work: Work, { agentId, source, payload }: Signal): Promise<boolean> {
  if (work.by.kind === 'agent') return false                                   // routines answer to what comes from outside: an agent fires them by `routine.trigger`
  let isTask = false
  for (const routine of await all(work.tx, 'routine', { where: { assigneeId: agentId, signal: source }, by: 'createdAt' })) {
    if (routine.status === 'active' && fits(routine, dataBlock(payload)) && (await fire(work, routine, dataBlock(payload))).task) isTask = true
  }
  return isTask
}

async function hearing(view: CompanyView, to: string, audience: 'agent' | 'team'): Promise<Agent[]> {
  const lead = await agentRef(view, to)
  return audience === 'agent' ? [lead] : [lead, ...await teamOf(view, lead.id)]
}
