import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionAdapter, type AgentFunction } from '@paperclip/adapters/function'
import { createPaperclip, memoryKeepers, type Beat, type CompanyHandle, type Paperclip, type Scheduler, type Store, type Work } from '@paperclip/core'

/** An empty folder, and how to remove it. */
export function folder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'paperclip-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const keepers = memoryKeepers()

/** A company of agents with a budget above them, whose beats are driven by hand. */
export interface Stage {
  paperclip: Paperclip
  company: CompanyHandle
  agents: readonly string[]
  /** Claims whoever is due. */
  claimAll(): Promise<Work[]>
  wakeAll(): Promise<Work[]>
}

/** So many agents that do in their runs what `work` does: nothing, unless said otherwise. */
export async function stage(store: Store, many: number, work: AgentFunction = () => 'Nothing.'): Promise<Stage> {
  let beat: Beat | undefined
  const byHand: Scheduler = {
    async start(given) {
      beat = given
    },
    nudge() {},
    stop: async () => ({ drained: true, aborted: 0 }),
  }
  const paperclip = createPaperclip({ store, scheduler: byHand, adapters: [functionAdapter({ work })] })
  const agents = Array.from({ length: many }, (_, n) => `agent-${n}`)
  const company = await staffed(paperclip, agents)
  await paperclip.start()
  const claimAll = async () => await beat?.claim(many) ?? []
  return {
    paperclip, company, agents, claimAll,
    async wakeAll() {
      await Promise.all(agents.map(slug => company.agents.wake(slug)))
      return claimAll()
    },
  }
}

/** The company of a stage: the one that is there, or a new one. */
async function staffed(paperclip: Paperclip, agents: readonly string[]): Promise<CompanyHandle> {
  if ((await paperclip.companies()).rows.length > 0) return paperclip.company('bench')
  const company = await paperclip.found({ slug: 'bench', maxRuns: 1_000 })
  await company.budgets.set({ scope: 'company', limit: '$1000000', window: 'month' })
  await company.roles.set({ slug: 'idler' })
  for (const slug of agents) await company.agents.hire({ slug, role: 'idler', adapter: { kind: 'function', config: { function: 'work' } } })
  return company
}
