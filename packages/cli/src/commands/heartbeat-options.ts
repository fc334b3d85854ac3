import { parse, type HeartbeatInput } from '@paperclip/core'
import type { Command } from 'commander'
import { z } from 'zod'
import { givenJson } from '../data/given-text.ts'
import { oneOf } from '../one-of.ts'
import type { Call } from '../shell.ts'

/** The options by which a verb takes a heartbeat. */
export const withHeartbeat = (command: Command): Command => command
  .option('--every <duration>', 'wakes every so often, like 30m')
  .option('--cron <pattern>', 'wakes by a cron pattern, like "0 9 * * 1-5"')
  .option('--zone <zone>', 'the time zone of --cron, like Europe/Berlin')
  .option('--idle <what>', 'without work it will rest, or run all the same: rest or run')
  .option('--cap <amount>', 'the most one run may spend, like 0.50')
  .option('--timeout <duration>', 'the longest one run may take')
  .option('--heartbeat <json>', 'all of it as JSON, or @file: wakeOn, activeHours, catchUp, silence, …')

const IDLE = ['rest', 'run'] as const
const object = z.record(z.string(), z.unknown())

/** The heartbeat that the options write; nothing if they write none. What its fields may be, the library says. */
export async function heartbeatOf({ io, options }: Call): Promise<HeartbeatInput | undefined> {
  const json = options.text('heartbeat'), idle = options.text('idle')
  const whole = json === undefined ? {} : parse(object, await givenJson(io, '--heartbeat', json), '--heartbeat')
  const written: HeartbeatInput = { ...whole, ...options.given('every', 'cron', 'zone', 'cap', 'timeout'), ...idle === undefined ? {} : { idle: oneOf('--idle', IDLE, idle) } }
  return Object.keys(written).length === 0 ? undefined : written
}
