import { z } from 'zod'
import type { Agent, Hold } from '../../domain/agent.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { id, prose } from '../../domain/fields.ts'
import { defineAct } from '../governance/act.ts'
import { agentRef, all } from '../find.ts'
import { requestCancel } from '../runs/cancel-run.ts'
import { closeIncidents } from '../waking/incident.ts'
import { heldAlarm } from '../waking/overdue.ts'
import { rearm } from '../waking/rearm.ts'
import { setAlarm } from '../waking/wake.ts'
import { create, deed, remove, type Work } from '../work.ts'

const RULE = { agent: 'agent.hold', board: 'operator', weight: 'power' } as const

/** Stops an agent from waking until it is resumed. A run in progress ends soon. */
export const holdAgent = defineAct({
  kind: 'agent.hold',
  input: z.strictObject({ agent: id(), reason: prose(2_000).default('') }),
  rule: RULE,
  concern: async ({ tx }, { agent }) => ({ agents: [await agentRef(tx, agent)] }),
  async perform(work, { agent: ref, reason }) {
    const agent = await agentRef(work.tx, ref)
    if (agent.status === 'terminated') throw conflict('wrong_state', `"${agent.slug}" was terminated.`)
    await putHold(work, agent, { cause: 'operator', budgetId: null, reason })
    const alarm = await work.tx.get('alarm', agent.id)
    if (alarm?.runId) await requestCancel(work, alarm.runId, 'its agent was put on hold')
    return agent
  },
})

/** Lifts the hold that somebody put on an agent, which only the board may, and a breaker that opened. What a budget holds is lifted by raising the budget. */
export const resumeAgent = defineAct({
  kind: 'agent.resume',
  input: z.strictObject({ agent: id() }),
  rule: RULE,
  concern: async ({ tx }, { agent }) => ({ agents: [await agentRef(tx, agent)] }),
  async perform(work, { agent: ref }) {
    const agent = await agentRef(work.tx, ref)
    if (work.by.kind === 'agent' && await work.tx.get('hold', `${agent.id}:operator`)) throw new PaperclipError('forbidden', `"${agent.slug}" was put on hold: only the board lifts that.`)
    await liftHolds(work, agent, hold => hold.cause !== 'budget')
    await closeIncidents(work, ['breaker_open'], { agentId: agent.id })
    const alarm = await work.tx.get('alarm', agent.id)
    if (alarm) await work.tx.put('alarm', { ...alarm, failures: 0, notBefore: null })
    await rearm(work, agent, 'operator')
    return agent
  },
})

/** Puts a hold on an agent, once per cause, and disarms it: it is looked at only for what it has asked. */
export async function putHold(work: Work, agent: Agent, { cause, budgetId, reason }: Pick<Hold, 'cause' | 'budgetId' | 'reason'>): Promise<void> {
  const holdId = budgetId === null ? `${agent.id}:${cause}` : `${agent.id}:${cause}:${budgetId}`
  if (await work.tx.get('hold', holdId)) return
  await create(deed(work, 'hold', 'agent.hold'), { id: holdId, agentId: agent.id, cause, budgetId, reason, createdAt: work.now })
  const alarm = await work.tx.get('alarm', agent.id)
  if (alarm) await setAlarm(work, await heldAlarm(work, alarm, null))
}

/** Lifts the holds of an agent that a condition picks. Re-arming is the caller's. */
export async function liftHolds(work: Work, agent: Agent, isLifted: (hold: Hold) => boolean): Promise<void> {
  for (const hold of await all(work.tx, 'hold', { where: { agentId: agent.id }, by: 'createdAt' })) {
    if (isLifted(hold)) await remove(deed(work, 'hold', 'agent.resume'), hold)
  }
}
