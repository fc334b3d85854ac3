import type { Definition } from '../../operations/blueprint/definition.ts'

export const ADAPTER = { kind: 'scripted', config: { script: 'rest' } }
const adapter = ADAPTER

/** A company with something of everything. */
export const WIDGETS = {
  schema: 1,
  company: { mission: 'Widgets for everybody.', maxRuns: 5 },
  roles: {
    lead: { title: 'Lead', permissions: { 'agent.hire': 'team', 'task.create': { scope: 'team', verdict: 'allow' } }, heartbeat: { every: '1h', cap: '$0.50' }, skills: ['style'] },
    builder: { title: 'Builder', tools: { mcp: ['github'] }, secrets: ['github-token'], budget: { limit: '$20' }, heartbeat: { cron: '0 9 * * 1-5', zone: 'Europe/Berlin' } },
  },
  agents: {
    bob: { role: 'builder', reportsTo: 'cleo', adapter, budget: { limit: '$3.50', window: 'week' } },
    ada: { role: 'builder', reportsTo: 'cleo', name: 'Ada', instructions: 'Build it well.', adapter, heartbeat: { timeout: '90s', idle: 'run' }, tools: { mcp: [] } },
    cleo: { role: 'lead', adapter, skills: ['maths'] },
    intern: { role: 'builder', reportsTo: 'bob', adapter, status: 'draft', budget: null },
  },
  goals: {
    sell: { title: 'Sell', owner: 'cleo', metric: { start: 0, target: 100, unit: 'widgets' }, dueAt: '2030-01-01T00:00:00.000Z' },
    launch: { title: 'Launch', description: 'Before the others.', parent: 'sell', team: 'cleo' },
  },
  projects: { site: { name: 'The site', lead: 'ada', goal: 'launch' } },
  budgets: [{ scope: 'company', limit: '$100' }, { scope: 'team', for: 'cleo', limit: '$60.25', window: 'week', warnPercent: 50 }, { scope: 'goal', for: 'launch', limit: '$5', window: 'lifetime' }],
  tools: { github: { description: 'The code.', connection: { kind: 'url', url: 'https://mcp.example.com/', headers: { authorization: { secret: 'github-token' } } } } },
  secrets: { 'github-token': { description: 'Reads the code.' } },
  skills: {
    style: { description: 'How we write.', files: { 'SKILL.md': '# Style\n\nShort.\n', 'logo.bin': { base64: '/wCA' } } },
    maths: { description: 'How we count.', files: { 'SKILL.md': '# Maths\n' } },
  },
  routines: { weekly: { title: 'Count the widgets', assignee: 'ada', reviewer: 'cleo', project: 'site', goal: 'sell', cron: '0 8 * * 1', zone: 'Europe/Berlin', labels: ['numbers'], overlap: 'replace', catchUp: 'skip', signal: 'shop' } },
} as const satisfies Definition
