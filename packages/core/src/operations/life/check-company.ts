import { nextSlot } from '../../policy/slots.ts'
import type { CompanyView } from '../../ports/store.ts'
import { all } from '../find.ts'
import { isAside, spentKeys } from '../money/key-money.ts'
import { timingOf } from '../routines/arm-routine.ts'
import { isHeld } from '../waking/wake.ts'
import { hasWork, workloadBut } from '../waking/workload.ts'
import type { Deps } from '../work.ts'

/** Whether a company's clockwork is whole. */
export interface Health { ok: boolean; problems: { what: string; fix: string }[] }

/** Looks for what must never be: an agent with work that nothing will wake, a routine that will not fall due, an agent whose adapter is not here. */
export async function checkCompany(view: CompanyView, { adapters, clock }: Pick<Deps, 'adapters' | 'clock'>, companyId: string): Promise<Health> {
  const problems: Health['problems'] = []
  const now = clock.now()
  const isActive = (await view.get('company', companyId))?.status === 'active'
  const aside = isAside(await spentKeys({ tx: view, companyId, now }))                                  // what came of them waits for money, not for a time
  for (const agent of await all(view, 'agent', { where: { status: 'active' }, by: 'createdAt' })) {
    if (!adapters.has(agent.adapter.kind)) problems.push({ what: `"${agent.slug}" needs the adapter "${agent.adapter.kind}", which this installation does not have.`, fix: `Start with that adapter, or configure "${agent.slug}".` })
    const alarm = await view.get('alarm', agent.id)
    const isAwake = alarm !== undefined && (alarm.dueAt !== null || alarm.leaseUntil !== null)
    if (!isActive || isAwake || await isHeld(view, agent)) continue
    if (hasWork(await workloadBut(view, alarm ?? { id: agent.id, cursor: 0 }, aside), now)) problems.push({ what: `"${agent.slug}" has work, and nothing will wake it.`, fix: `Wake it (agent.wake), and report this: it should not happen.` })
  }
  for (const routine of await all(view, 'routine', { by: 'createdAt' })) {
    const timing = timingOf(routine)
    if (!isActive || routine.status !== 'active' || !timing || !nextSlot(timing, now)) continue
    const alarm = await view.get('alarm', routine.id)
    if (!alarm || (alarm.dueAt === null && alarm.leaseUntil === null)) problems.push({ what: `The routine "${routine.slug}" has a schedule, and will not fall due.`, fix: 'Pause and resume it, and report this: it should not happen.' })
  }
  return { ok: problems.length === 0, problems }
}
