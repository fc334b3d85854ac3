import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { defineAct } from '../governance/act.ts'
import { agentRef } from '../find.ts'
import { isHeld, tell } from '../waking/wake.ts'
import { change, deed } from '../work.ts'

/** Wakes an agent now, whatever its schedule says. */
export const wakeAgent = defineAct({
  kind: 'agent.wake',
  input: z.strictObject({ agent: id() }),
  rule: { agent: 'agent.wake', board: 'operator', weight: 'work' },
  concern: async ({ tx }, { agent }) => ({ agents: [await agentRef(tx, agent)] }),
  async perform(work, { agent: ref }) {
    const agent = await agentRef(work.tx, ref)
    const [held] = await Promise.all([isHeld(work.tx, agent), work.tx.get('alarm', agent.id)])           // the alarm is written below
    if (held) throw conflict('wrong_state', `"${agent.slug}" is ${agent.status === 'active' ? 'held' : agent.status}: it cannot be woken. ${agent.status === 'draft' ? 'Activate it first.' : 'Look at its holds.'}`)
    const woken = await change(deed(work, 'agent', 'agent.wake'), agent, {})
    await tell(work, woken, { cause: work.by.kind === 'operator' || work.by.kind === 'key' ? 'operator' : 'message', noun: 'agent', refId: agent.id })
    return woken
  },
})
