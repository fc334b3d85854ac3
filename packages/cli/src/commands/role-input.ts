import type { ActInput } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import { givenText } from '../data/given-text.ts'
import { orNothing } from '../data/or-nothing.ts'
import { oneOf } from '../one-of.ts'
import type { CompanyCall } from '../shell.ts'
import { heartbeatOf } from './heartbeat-options.ts'
import { listed, toolboxOf } from './kit-options.ts'

type RoleInput = ActInput<'role.set'>
type Permissions = NonNullable<RoleInput['permissions']>

const SCOPES = ['self', 'reports', 'team', 'company'] as const
const VERDICTS = ['allow', 'ask'] as const
const WINDOWS = ['day', 'week', 'month', 'lifetime'] as const

/** What the command line says of a role, on top of what stands. */
export async function roleInput(call: CompanyCall): Promise<RoleInput> {
  const { args: [slug = ''], options, io, company } = call
  const description = options.text('description'), permits = options.texts('permit'), heartbeat = await heartbeatOf(call)
  const standing = await orNothing(company.roles.get(slug))
  const tools = toolboxOf(options, standing?.tools ?? null), secrets = listed(options, 'secret'), skills = listed(options, 'skill'), budget = options.text('budget')
  return {
    slug, ...options.given('title'), ...description === undefined ? {} : { description: await givenText(io, '--description', description) },
    ...permits.length === 0 ? {} : { permissions: permitted(standing?.permissions ?? {}, permits) },
    ...heartbeat === undefined ? {} : { heartbeat },
    ...budget === undefined ? {} : { budget: budget === 'none' ? null : budgetOf(budget, options.text('window')) },
    ...tools === undefined ? {} : { tools }, ...secrets === undefined ? {} : { secrets }, ...skills === undefined ? {} : { skills },
  }
}

/** A budget as options write it. */
export const budgetOf = (limit: string, window: string | undefined) => ({ limit, ...window === undefined ? {} : { window: oneOf('--window', WINDOWS, window) } })

/** Permissions are given one by one: those that are not named stay as they are. */
function permitted(standing: Permissions, permits: readonly string[]): Permissions {
  const named = new Map<string, unknown>(Object.entries(standing))
  for (const written of permits) {
    const [, name = '', scope = '', verdict] = /^([a-z]+\.[a-z]+)=([a-z]+)(?::([a-z]+))?$/.exec(written) ?? []
    if (name === '') throw new CliError('invalid_input', `--permit: "${written}" is not a permission.`, 'Write it like --permit agent.hire=team, --permit task.create=company:allow or --permit agent.hire=none')
    if (scope === 'none') named.delete(name)
    else named.set(name, { scope: oneOf('--permit', SCOPES, scope), ...verdict === undefined ? {} : { verdict: oneOf('--permit', VERDICTS, verdict) } })
  }
  return Object.fromEntries(named)
}
