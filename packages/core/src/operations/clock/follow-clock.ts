import { HEARTBEAT } from '../../domain/principal.ts'
import { movedBack, waitingBack, type SetBack } from '../../policy/set-back.ts'
import type { CompanyView } from '../../ports/store.ts'
import { first, need } from '../find.ts'
import { timingOf } from '../routines/arm-routine.ts'
import { clockworkOf, setAlarm } from '../waking/wake.ts'
import { change, deed, read, transact, type Deps, type Work } from '../work.ts'
import type { ClockWatch } from './clock-watch.ts'

/**
 * Lets intervals follow a wall clock that was set back: what comes every ten minutes comes ten minutes after the last time, and not when the wall shows again what it showed before.
 * Where the store goes by a clock of its own, which did not go back, nothing moves.
 */
export async function followClock(deps: Deps, watch: ClockWatch): Promise<void> {
  const byMs = watch.wentBack()
  if (byMs === 0) return
  const apartMs = (await deps.store.alarms.now()).getTime() - deps.clock.now().getTime()
  if (Math.abs(apartMs) < byMs / 2) await followEverywhere(deps, byMs)
  watch.note()
}

async function followEverywhere(deps: Deps, byMs: number): Promise<void> {
  deps.logger.warn('The clock of this machine went back: intervals go on from where they were.', { byMs })
  let after: string | null = null
  do {
    const page = await deps.store.instance.companies({ after })
    for (const { id } of page.rows) await followIn(deps, id, byMs).catch(error => deps.logger.warn('Intervals could not be moved after the clock went back: some come late, once.', { company: id, error }))
    after = page.next
  } while (after !== null)
}

/** Looks at everybody, and writes in small transactions where there is something to move. */
async function followIn(deps: Deps, companyId: string, byMs: number): Promise<void> {
  const back = (): SetBack => ({ now: deps.clock.now(), byMs })
  for (const noun of ['agent', 'routine'] as const) {
    let after: string | null = null
    do {
      const page = await read(deps, companyId, async view => {
        const { rows, next } = await (noun === 'agent' ? view.list('agent', { where: { status: 'active' }, by: 'createdAt', after }) : view.list('routine', { by: 'createdAt', after }))
        const moving: string[] = []
        for (const { id } of rows) if (await followed(view, { noun, id }, back())) moving.push(id)
        return { moving, next }
      })
      for (const id of page.moving) await transact({ deps, companyId, by: HEARTBEAT }, work => follow(work, { noun, id }, back()))
      after = page.next
    } while (after !== null)
  }
}

interface Who { noun: 'agent' | 'routine'; id: string }

/** How somebody who wakes by an interval goes on; null if as before. */
async function followed(view: CompanyView, { noun, id }: Who, back: SetBack) {
  const alarm = await view.get('alarm', id)
  const routine = noun === 'routine' ? await view.get('routine', id) : undefined
  const timing = routine ? timingOf(routine) : noun === 'agent' ? clockworkOf(await need(view, 'agent', id)).timing : null
  if (!alarm || !timing) return null
  const lastSlot = routine ? routine.lastSlot : (await first(view, 'run', { where: { agentId: id }, by: 'startedAt', direction: 'down' }))?.slot ?? null
  const moved = movedBack({ timing, alarm, lastSlot }, back), waiting = waitingBack(moved?.alarm ?? alarm, back)
  return moved || waiting !== alarm ? { anchorAt: moved?.anchorAt ?? null, alarm: waiting, isArmed: waiting !== alarm } : null
}

async function follow(work: Work, { noun, id }: Who, back: SetBack): Promise<void> {
  const { tx } = work
  const next = await followed(tx, { noun, id }, back)
  if (!next) return
  const { anchorAt, alarm, isArmed } = next
  if (anchorAt && noun === 'agent') await change(deed(work, 'agent', 'agent.reanchor'), await need(tx, 'agent', id), { anchorAt })
  if (anchorAt && noun === 'routine') await change(deed(work, 'routine', 'routine.reanchor'), await need(tx, 'routine', id), { anchorAt, lastSlot: null })
  if (isArmed) await setAlarm(work, alarm)
}
