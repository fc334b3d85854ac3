/** The company of a newcomer as code. */
export const companyFile = (slug: string): string => `import { fileURLToPath } from 'node:url'

/** An agent that is a program beside this file. Put any other in its place: Python, a script, a coding agent. */
const program = file => ({ kind: 'process', config: { command: ['node', fileURLToPath(new URL(\`./agents/\${file}\`, import.meta.url))] } })

/**
 * The company: whoever works in it, what for, and what it may cost. Change it, then look at what that does: npm run plan
 * @type {import('@paperclip/core').Definition}
 */
export default {
  schema: 1,
  slug: '${slug}',
  company: { mission: 'Say every morning what matters today.' },
  roles: {
    editor: { title: 'Editor', heartbeat: { every: '30s', cap: '$0.50' } },
    writer: { title: 'Writer', heartbeat: { every: '30s', cap: '$0.50' } },
  },
  agents: {
    edda: { name: 'Edda', role: 'editor', adapter: program('editor.mjs') },
    will: { name: 'Will', role: 'writer', reportsTo: 'edda', adapter: program('writer.mjs') },
  },
  goals: {
    readers: { title: 'A note that is read', owner: 'edda', metric: { start: 0, target: 100, unit: 'readers' } },
  },
  routines: {
    'morning-note': { title: 'The morning note', assignee: 'will', reviewer: 'edda', goal: 'readers', cron: '0 8 * * 1-5' },
  },
  budgets: [{ scope: 'company', limit: '$20' }],
}
`
