import { z } from 'zod'
import { id, json, slug } from '../domain/fields.ts'
import type { Signal } from '../domain/message.ts'
import { defineAct } from './act.ts'
import { agentRef } from './find.ts'
import { reportsOf } from './org.ts'
import { tell } from './wake.ts'
import { create, deed } from './work.ts'

/** Brings data from outside to an agent, or to everybody in a manager's team. */
export const sendSignal = defineAct({
  kind: 'signal.send',
  input: z.strictObject({ to: id(), audience: z.enum(['agent', 'team']).default('agent'), source: slug(), payload: json() }),
  rule: { agent: 'signal.send', board: 'operator', weight: 'work' },
  concern: async ({ tx }, { to }) => ({ agents: [await agentRef(tx, to)] }),
  async perform(work, { to, audience, source, payload }): Promise<Signal[]> {
    const lead = await agentRef(work.tx, to)
    const agents = audience === 'agent' ? [lead] : [lead, ...await reportsOf(work.tx, lead.id)]
    const signals: Signal[] = []
    for (const agent of agents) {
      const signal = await create(deed(work, 'signal', 'signal.send'), { id: work.deps.ids.next('sig'), source, agentId: agent.id, payload, createdAt: work.now })
      await tell(work, agent, { cause: 'signal', noun: 'signal', refId: signal.id })
      signals.push(signal)
    }
    return signals
  },
})
