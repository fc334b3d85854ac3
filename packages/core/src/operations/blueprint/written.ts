import type { Heartbeat } from '../../domain/heartbeat.ts'
import type { UsdMicros } from '../../domain/money.ts'
import { grantsInput, PERMISSIONS, type Grants } from '../../domain/permission.ts'
import type { CatchUp, Schedule } from '../../domain/schedule.ts'
import type { Json } from '../../policy/canonical.ts'
import { canonical } from '../../policy/canonical.ts'
import { plain } from '../../policy/plain.ts'

/** Named facts as JSON, each as a person writes it. */
export type Facts = Readonly<Record<string, Json>>

const MICROS = 1_000_000
const UNITS = [['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1_000], ['ms', 1]] as const

/** An amount without loss: `$5`, `$0.25`, `$0.000001`. */
export function writtenMoney(amount: UsdMicros): string {
  const rest = String(amount % MICROS).padStart(6, '0').replace(/(?<!0)0+$/, '')
  return `$${Math.floor(amount / MICROS)}${rest === '' ? '' : `.${rest.padEnd(2, '0')}`}`
}

/** A span of time without loss: `30m`, `90s`. */
export function writtenDuration(ms: number): string {
  const [unit, size] = UNITS.find(([, each]) => ms % each === 0) ?? ['ms', 1]
  return `${ms / size}${unit}`
}

export const writtenSchedule = (schedule: Schedule): { [field: string]: Json } =>
  schedule.kind === 'every' ? { every: writtenDuration(schedule.everyMs) } : { cron: schedule.cron, zone: schedule.zone }

export const writtenCatchUp = (catchUp: CatchUp): Json => (catchUp.kind === 'all' ? { all: catchUp.max } : catchUp.kind)

export const writtenHeartbeat = ({ schedule, catchUp, timeoutMs, silenceMs, cap, idle, wakeOn, jitterPercent, activeHours }: Heartbeat): { [field: string]: Json } => ({
  ...writtenSchedule(schedule), idle, wakeOn: [...wakeOn], catchUp: writtenCatchUp(catchUp), jitterPercent, activeHours: plain(activeHours),
  timeout: writtenDuration(timeoutMs), silence: writtenDuration(silenceMs), cap: writtenMoney(cap),
})

/** Permissions in short: the scope alone where the verdict is the usual one. */
export function writtenGrants(grants: Grants): { [name: string]: Json } {
  const written: { [name: string]: Json } = {}
  for (const name of PERMISSIONS) {
    const grant = grants[name]
    if (grant) written[name] = grantsInput().parse({ [name]: grant.scope })[name]?.verdict === grant.verdict ? grant.scope : { ...grant }
  }
  return written
}

export const isSame = (one: Json | undefined, other: Json | undefined): boolean => canonical(one ?? null) === canonical(other ?? null)

/** Only what differs from the usual. */
export const less = (facts: Facts, usual: Facts): { [field: string]: Json } =>
  Object.fromEntries(Object.entries(facts).filter(([field, value]) => !(field in usual) || !isSame(value, usual[field])))
