import type { ChangeOptions, VerbOptions } from '@paperclip/core'
import type { Command } from 'commander'
import type { Options } from './options.ts'

/** Gives a verb that changes something the option every such verb has. */
export const once = (command: Command): Command => command.option('--key <key>', 'do it once: asked again with the same key, it answers the same for a day')

/** The same for a verb that the board may have to decide. */
export const governed = (command: Command): Command => once(command).option('--reason <text>', 'why, for the board where it must decide')

/** The same for a verb that changes what somebody may have changed since it was read. */
export const versioned = (command: Command): Command => governed(command).option('--if-version <version>', 'only if it still is as you read it: the ifVersion that --json told of it; "*" for whatever it is, as long as it is there')

/** How such a verb was asked for, as the library takes it. */
export const asked = (options: Options): ChangeOptions & { reason?: string } => options.given('key', 'reason', 'ifVersion')

/** How a verb was asked for, as the library takes it. */
export const keyed = (options: Options): VerbOptions => options.given('key')

/** An option that may be given again. */
export const gather = (one: string, before: string[] = []): string[] => [...before, one]
