import type { Command } from 'commander'
import { gather } from '../deed.ts'
import type { Options } from '../options.ts'

/** The options by which a verb takes what may be used: tools and skills. */
export const withKit = (command: Command): Command => command
  .option('--tool <tool>', 'a tool of the company it may use, in place of those before; may be given again, "none" for none', gather)
  .option('--allow <name>', 'a capability built into its adapter, in place of those before; may be given again, "all" for what is usual', gather)
  .option('--skill <skill>', 'a skill it draws from, in place of those before; may be given again, "none" for none', gather)

interface Toolbox { allow?: string[] | null; mcp?: string[] }

/** The toolbox that the options write, on top of the one there is; nothing if they write none. */
export function toolboxOf(options: Options, standing: Toolbox | null): Toolbox | undefined {
  const tools = listed(options, 'tool'), allow = options.texts('allow')
  if (tools === undefined && allow.length === 0) return undefined
  return { ...standing, ...tools === undefined ? {} : { mcp: tools }, ...allow.length === 0 ? {} : { allow: allow.includes('all') ? null : allow } }
}

/** A list that an option writes; nothing if it was not given. */
export function listed(options: Options, name: string): string[] | undefined {
  const given = options.texts(name)
  if (given.length === 0) return undefined
  return given.includes('none') ? [] : given
}
