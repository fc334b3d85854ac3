import { formatDuration, type Agent, type AgentStanding, type Schedule } from '@paperclip/core'
import type { Tone } from './output/screen.ts'
import type { Cell } from './output/table.ts'
import { clockTime, fromNow } from './output/time.ts'

/** What an agent is doing, in a word or two, with its tone. */
export function stateCell({ state, holds }: AgentStanding): readonly [Tone, string] {
  switch (state) {
    case 'running': return ['good', 'running']
    case 'held': return ['bad', `held: ${[...new Set(holds.map(({ cause }) => cause))].join(', ')}`]
    case 'waiting': return ['plain', 'waiting']
    case 'idle': return ['quiet', 'idle']
    case 'draft': return ['warn', 'draft']
    case 'terminated': return ['quiet', 'terminated']
  }
}

/** When an agent wakes next, or would if it had something to do. */
export function beatOf({ status, heartbeat }: Agent, { dueAt, nextBeat, state }: AgentStanding, now: Date): Cell {
  if (status !== 'active' || state === 'held') return ['quiet', '—']
  if (dueAt) return dueAt > now ? fromNow(dueAt, now) : `due since ${clockTime(dueAt)}`
  if (state === 'running') return ['quiet', 'when it is done']
  return ['quiet', nextBeat ? `rests (${scheduleOf(heartbeat.schedule)})` : '—']
}

/** A schedule in a few words. */
export const scheduleOf = (schedule: Schedule): string => (schedule.kind === 'every' ? `every ${formatDuration(schedule.everyMs)}` : `cron ${schedule.cron}`)
