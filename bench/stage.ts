import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, memoryKeepers, type Beat, type CompanyHandle, type Paperclip, type Scheduler, type Store, type Work } from '@paperclip/core'

/** An empty folder, and how to remove it. */
export function folder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'paperclip-bench-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export const keepers = memoryKeepers()

/** A company of agents that do nothing in their runs, each with a budget above it, whose beats are driven by hand. */
export interface Stage { paperclip: Paperclip; company: CompanyHandle; agents: readonly string[]; wakeAll(): Promise<Work[]> }

export async function stage(store: Store, many: number): Promise<Stage> {
  let beat: Beat | undefined
  const byHand: Scheduler = {
    async start(given) {
      beat = given
    },
    nudge() {},
    stop: async () => ({ drained: true, aborted: 0 }),
  }
  const paperclip = createPaperclip({ store, scheduler: byHand, adapters: [functionAdapter({ nothing: () => 'Nothing.' })] })
  const company = await paperclip.found({ slug: 'bench', maxRuns: 1_000 })
  await company.budgets.set({ scope: 'company', limit: '$1000000', window: 'month' })
  await company.roles.set({ slug: 'idler' })
  const agents = Array.from({ length: many }, (_, n) => `agent-${n}`)
  for (const slug of agents) await company.agents.hire({ slug, role: 'idler', adapter: { kind: 'function', config: { function: 'nothing' } } })
  await paperclip.start()
  return {
    paperclip, company, agents,
    async wakeAll() {
      await Promise.all(agents.map(slug => company.agents.wake(slug)))
      return await beat?.claim(many) ?? []
    },
  }
}
