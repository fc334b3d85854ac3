import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { defineAct } from '../governance/act.ts'
import { agentRef } from '../find.ts'
import { checkNoCycle } from './org.ts'
import { change, deed } from '../work.ts'

/** Gives an agent another manager, with its whole team below it; null reports to the board. */
export const moveAgent = defineAct({
  kind: 'agent.move',
  input: z.strictObject({ agent: id(), reportsTo: id().nullable() }),
  rule: { agent: 'agent.move', board: 'operator', weight: 'power' },
  async concern({ tx, by }, { agent, reportsTo }) {
    const moved = await agentRef(tx, agent)
    const manager = reportsTo === null ? null : await agentRef(tx, reportsTo)
    return {
      agents: manager && manager.id !== by.id ? [moved, manager] : [moved],                 // to take somebody below oneself is no power over oneself
      exceeds: reportsTo === null ? ['a place at the top of the chart'] : [],
    }
  },
  async perform(work, { agent: ref, reportsTo }) {
    const agent = await agentRef(work.tx, ref)
    if (agent.status === 'terminated') throw conflict('wrong_state', `"${agent.slug}" was terminated.`)
    if (reportsTo === null) return change(deed(work, 'agent', 'agent.move'), agent, { reportsTo: null })
    const manager = await agentRef(work.tx, reportsTo)
    if (manager.status === 'terminated') throw conflict('wrong_state', `"${manager.slug}" was terminated: nobody can report to it.`)
    await checkNoCycle(work.tx, agent, manager)
    return change(deed(work, 'agent', 'agent.move'), agent, { reportsTo: manager.id })
  },
})
