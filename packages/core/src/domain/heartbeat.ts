import { z } from 'zod'
import { durationInput } from './duration.ts'
import { money, moneyInput } from './money.ts'
import { activeHours, catchUp, catchUpInput, cronInput, everyInput, schedule, type Schedule } from './schedule.ts'
import { zone } from './zone.ts'

/** Why an agent wakes. */
export const WAKE_CAUSES = [
  'schedule', 'assignment', 'message', 'goal', 'decision', 'signal', 'raise', 'answer', 'child_done', 'review', 'operator',
] as const
export type WakeCause = (typeof WAKE_CAUSES)[number]

/** Causes that wake an agent at once unless its heartbeat says otherwise; the others wait for its next slot. */
export const DEFAULT_WAKE_ON: readonly WakeCause[] = ['assignment', 'decision', 'answer', 'review', 'raise', 'operator']

/** The schedule and limits by which an agent wakes. */
export const heartbeat = z.object({
  schedule,
  /** `rest`: sleeps while it has no work. `run`: a standing duty, its adapter starts on every slot. */
  idle: z.enum(['rest', 'run']),
  wakeOn: z.array(z.enum(WAKE_CAUSES)),
  catchUp,
  /** Share of the gap between slots by which a run may start late, in percent (0 to 5), so that many agents do not start at once. */
  jitterPercent: z.number().min(0).max(5),
  activeHours: activeHours.nullable(),
  timeoutMs: z.int().min(1_000),
  /** How long a run may say nothing (no log, no usage, no desk verb) before it is ended. */
  silenceMs: z.int().min(1_000),
  /** The most one run may spend. */
  cap: money(),
})
export type Heartbeat = z.infer<typeof heartbeat>

/** A heartbeat as a person writes it: `{ every: '30m', cap: '$0.50' }` or `{ cron: '0 9 * * 1-5', zone: 'Europe/Berlin' }`. */
export const heartbeatInput = () => z.strictObject({
  every: everyInput().optional(),
  cron: cronInput().optional(),
  zone: zone().optional(),
  idle: z.enum(['rest', 'run']).optional(),
  wakeOn: z.array(z.enum(WAKE_CAUSES)).optional(),
  catchUp: catchUpInput().optional(),
  jitterPercent: z.number().min(0).max(5).optional(),
  activeHours: activeHours.nullable().optional(),
  timeout: durationInput(1_000).optional(),
  silence: durationInput(1_000).optional(),
  cap: moneyInput().optional(),
}).superRefine((written, context) => {
  if (written.every !== undefined && written.cron !== undefined) context.addIssue({ code: 'custom', message: 'give "every" or "cron", not both', path: ['cron'], input: written.cron })
  if (written.zone !== undefined && written.cron === undefined) context.addIssue({ code: 'custom', message: 'goes with "cron" only', path: ['zone'], input: written.zone })
})
export type HeartbeatInput = z.input<ReturnType<typeof heartbeatInput>>
type HeartbeatWritten = z.output<ReturnType<typeof heartbeatInput>>

/** Fills what was not written from what stands (an agent's or its role's heartbeat). */
export function mergeHeartbeat(standing: Heartbeat, written: HeartbeatWritten): Heartbeat {
  return {
    schedule: scheduleOf(written) ?? standing.schedule,
    idle: written.idle ?? standing.idle,
    wakeOn: written.wakeOn ?? standing.wakeOn,
    catchUp: written.catchUp ?? standing.catchUp,
    jitterPercent: written.jitterPercent ?? standing.jitterPercent,
    activeHours: written.activeHours === undefined ? standing.activeHours : written.activeHours,
    timeoutMs: written.timeout ?? standing.timeoutMs,
    silenceMs: written.silence ?? standing.silenceMs,
    cap: written.cap ?? standing.cap,
  }
}

function scheduleOf(written: HeartbeatWritten): Schedule | undefined {
  if (written.every !== undefined) return { kind: 'every', everyMs: written.every }
  if (written.cron !== undefined) return { kind: 'cron', cron: written.cron, zone: written.zone ?? 'UTC' }
  return undefined
}
