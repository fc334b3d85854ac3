import type { Grants } from '@paperclip/core'
import type { CompanyVerbs } from './company-verbs.ts'
import { quoted } from './shell.ts'

export type Finding = Awaited<ReturnType<CompanyVerbs['lint']>>[number]
type Fix = NonNullable<Finding['fix']>

/** The act that mends a finding, as the verb of this command that does it. */
export function fixLine(fix: Fix): string {
  switch (fix.kind) {
    case 'budget.set': {
      const { scope, for: whom, limit, window } = fix.input
      return `budget set ${bare(limit)}${whom === undefined ? '' : ` --${scope} ${quoted(whom)}`} --window ${window}`
    }
    case 'agent.configure': return `agent configure ${fix.input.agent} --every ${fix.input.heartbeat.every}`
    case 'role.set': return `role set ${fix.input.slug} ${'permissions' in fix.input ? permits(fix.input.permissions) : secrets(fix.input.secrets)}`
    case 'secret.remove': return `secret remove ${fix.input.secret}`
    case 'routine.pause': return `routine pause ${fix.input.routine}`
  }
}

const permits = (grants: Grants): string => Object.entries(grants).map(([name, { scope, verdict }]) => `--permit ${name}=${scope}:${verdict}`).join(' ')
const secrets = (slugs: readonly string[]): string => (slugs.length === 0 ? '--secret none' : slugs.map(slug => `--secret ${slug}`).join(' '))

/** Without the sign, which a shell takes for its own. */
const bare = (limit: string): string => limit.replace(/^\$/, '')
