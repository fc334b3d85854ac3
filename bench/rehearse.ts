import type { Definition } from '@paperclip/core'
import { rehearse } from '@paperclip/core/testing'
import { median } from './median.ts'
import { row, type Row } from './report.ts'

const AGENTS = 100
const TEAM = 10
const DAYS = 3
const TIMES = 3
const DAY_MS = 86_400_000
const FROM = new Date('2026-03-02T00:00:00Z')

/** How much faster than time itself a company is rehearsed in which a hundred agents, in teams of ten, run every thirty minutes and are paid from budgets. */
export async function bench(): Promise<Row[]> {
  const speeds: number[] = [], runs: number[] = []
  for (let at = 0; at < TIMES; at++) {
    const began = performance.now()
    const shown = await rehearse({ of: { kind: 'definition', definition: company() }, days: DAYS, from: FROM, seed: at, limits: { nodeRuns: AGENTS } })
    const seconds = (performance.now() - began) / 1_000
    const all = shown.agents.reduce((sum, agent) => sum + agent.runs, 0)
    if (all < AGENTS * DAYS * 47 || shown.complaints.length > 0) throw new Error(`Only ${all} runs, and ${shown.complaints.length} complaints: ${shown.complaints[0]}`)
    speeds.push((DAYS * DAY_MS) / 1_000 / seconds)
    runs.push(all / seconds)
  }
  return [row('times-real-time', [median(speeds), 'x'], { atLeast: 10_000 }), row('rehearsed-runs', [median(runs), 'runs/s'])]
}

function company(): Definition {
  const agents: NonNullable<Definition['agents']> = {}
  for (let at = 0; at < AGENTS; at++) {
    const leader = at - (at % TEAM)
    const reportsTo = at === 0 ? null : at === leader ? 'agent-0' : `agent-${leader}`
    agents[`agent-${at}`] = { role: 'worker', reportsTo, adapter: { kind: 'any', config: {} }, heartbeat: { every: '30m', idle: 'run', cap: '$0.10' } }
  }
  return { schema: 1, slug: 'bench', roles: { worker: { title: 'Worker' } }, agents, budgets: [{ scope: 'company', limit: '$1000000' }] }
}
