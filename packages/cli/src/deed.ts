import type { VerbOptions } from '@paperclip/core'
import type { Command } from 'commander'
import type { Options } from './options.ts'

/** Gives a verb that changes something the option every such verb has. */
export const once = (command: Command): Command => command.option('--key <key>', 'do it once: asked again with the same key, it answers the same for a day')

/** The same for a verb that the board may have to decide. */
export const governed = (command: Command): Command => once(command).option('--reason <text>', 'why, for the board where it must decide')

/** How a verb was asked for, as the library takes it. */
export const keyed = (options: Options): VerbOptions => options.given('key')

/** An option that may be given again. */
export const gather = (one: string, before: string[] = []): string[] => [...before, one]
