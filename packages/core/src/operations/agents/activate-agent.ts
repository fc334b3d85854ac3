import { z } from 'zod'
import type { Agent } from '../../domain/agent.ts'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { defineAct } from '../governance/act.ts'
import { checkChoice, probeChoice } from './adapter-choice.ts'
import { agentRef } from '../find.ts'
import { rearm } from '../waking/rearm.ts'
import { change, deed, read, type Work } from '../work.ts'

/** Puts a draft to work. A failing probe, or an adapter that cannot be paid for, stops it. */
export const activateAgent = defineAct({
  kind: 'agent.activate',
  input: z.strictObject({ agent: id() }),
  rule: { agent: 'agent.hire', board: 'operator', weight: 'power' },
  async prepare({ deps, companyId }, { agent }) {
    const { status, adapter } = await read(deps, companyId, view => agentRef(view, agent))
    if (status === 'draft') await probeChoice(deps, adapter)
  },
  concern: async ({ tx }, { agent }) => ({ agents: [await agentRef(tx, agent)] }),
  async perform(work, { agent }) {
    const draft = await agentRef(work.tx, agent)
    checkChoice(work.deps, draft.adapter)
    return activate(work, draft)
  },
})

/** Gives a draft its alarm. Its slots count from now. */
export async function activate(work: Work, draft: Agent): Promise<Agent> {
  if (draft.status !== 'draft') throw conflict('wrong_state', `"${draft.slug}" is ${draft.status}: only a draft can be activated.`)
  const active = await change(deed(work, 'agent', 'agent.activate'), draft, { status: 'active', anchorAt: work.now })
  await work.tx.put('alarm', {
    id: active.id, of: 'agent', dueAt: null, slot: null, reasons: [], leaseUntil: null, fence: 0, owner: null, runId: null, cursor: 0, notBefore: null, failures: 0, owed: 0,
  })
  await rearm(work, active, 'assignment')
  return active
}
