import type { CompanyHandle, Paperclip } from '@paperclip/core'
import { demoFile } from './demo-file.ts'

export const DEMO_SLUG = 'lantern'

const node = (agent: string, ...args: string[]) => ({ kind: 'process', config: { command: [process.execPath, demoFile(`agents/${agent}.mjs`), ...args], graceMs: 1_000 } })
const call = (name: string) => ({ kind: 'function', config: { function: name } })

/** How each agent of the demo is run. Paths belong to this installation, so they are set anew with every start. */
const ADAPTERS = () => ({
  ceo: call('ceo'), cto: call('cto'), mia: call('analyst'),
  ada: node('reader', demoFile('shop')),
  ben: node('tester', demoFile('shop')),
  cleo: node('reliability', demoFile('shop'), demoFile('data/checkout-latency.csv')),
})

/** Founds the demo: a company of six that gets its shop ready for launch day. */
export async function foundDemo(paperclip: Paperclip): Promise<void> {
  const company = await paperclip.found({ slug: DEMO_SLUG, name: 'Lantern', mission: 'Good light for everybody who walks home in the dark.', prefix: 'LAN' })
  await setRoles(company)
  await setGoalsAndStaff(company)
}

async function setRoles({ roles }: CompanyHandle): Promise<void> {
  const at = (title: string, heartbeat: object, permissions: object = {}) => ({ title, heartbeat: { timeout: '1m', cap: '$0.10', ...heartbeat }, permissions })
  const wakeOn = ['assignment', 'decision', 'answer', 'review', 'raise', 'operator', 'goal'] as const
  // To hire is a question to the board each time, unless a role says otherwise.
  await roles.set({ slug: 'chief-executive', ...at('Chief executive', { every: '15s', idle: 'run', wakeOn: [...wakeOn] }, { 'agent.hire': 'team', 'goal.set': 'team', 'task.create': 'team' }) })
  await roles.set({ slug: 'chief-technologist', ...at('Chief technology officer', { every: '5s' }) })
  await roles.set({ slug: 'engineer', ...at('Engineer', { every: '20s' }) })
  await roles.set({ slug: 'reliability-engineer', ...at('Reliability engineer', { every: '5s', idle: 'run' }) })
  await roles.set({ slug: 'marketing-analyst', ...at('Marketing analyst', { every: '6s', idle: 'run' }) })
  await roles.set({ slug: 'copywriter', ...at('Copywriter', { every: '30s' }) })
}

async function setGoalsAndStaff(company: CompanyHandle): Promise<void> {
  const adapters = ADAPTERS()
  const { agents, goals, budgets } = company
  await budgets.set({ scope: 'company', limit: '$5' })
  await agents.hire({ slug: 'ceo', name: 'Cora', role: 'chief-executive', adapter: adapters.ceo })
  await agents.hire({ slug: 'cto', name: 'Theo', role: 'chief-technologist', reportsTo: 'ceo', adapter: adapters.cto })
  await agents.hire({ slug: 'ada', name: 'Ada', role: 'engineer', reportsTo: 'cto', adapter: adapters.ada })
  await agents.hire({ slug: 'ben', name: 'Ben', role: 'engineer', reportsTo: 'cto', adapter: adapters.ben })
  await agents.hire({ slug: 'cleo', name: 'Cleo', role: 'reliability-engineer', reportsTo: 'cto', adapter: adapters.cleo })
  // One look at the sign-ups costs $0.036 and comes every six seconds: the fifth one would break this budget.
  await agents.hire({ slug: 'mia', name: 'Mia', role: 'marketing-analyst', reportsTo: 'ceo', adapter: adapters.mia, budget: { limit: '$0.15', window: 'month' } })
  await budgets.set({ scope: 'team', for: 'cto', limit: '$2' })
  await goals.set({ title: 'Hear of 1,000 sign-ups', owner: 'mia', metric: { start: 0, target: 1_000, current: 0, unit: 'sign-ups' } })
  await goals.set({ title: 'A checkout below 250 ms', owner: 'cleo', metric: { start: 400, target: 250, current: 400, unit: 'ms' } })
  await goals.set({ title: 'A shop that holds on launch day', owner: 'ceo' })
}

/** Lets the agents of a demo that was founded by another installation of this package run from this one. */
export async function refreshDemo(company: CompanyHandle): Promise<void> {
  for (const [slug, adapter] of Object.entries(ADAPTERS())) {
    const [agent] = (await company.agents.list({ where: { slug }, by: 'id' })).rows
    if (agent?.status !== 'active' || !isOurs(agent.adapter, adapter)) continue
    if (JSON.stringify(agent.adapter.config) !== JSON.stringify(adapter.config)) await company.agents.configure(slug, { adapter })
  }
}

/** True for a program of the demo, wherever it lay: what somebody put in its place stays as it is. */
function isOurs(has: { kind: string; config: object }, shall: { kind: string; config: object }): boolean {
  const programOf = ({ config }: { config: object }): string | undefined => ('command' in config && Array.isArray(config.command) ? String(config.command[1]).split(/[/\\]/).slice(-3).join('/') : undefined)
  return has.kind === 'process' && has.kind === shall.kind && programOf(has) === programOf(shall)
}
