import { createPaperclip, type Adapter, type Agent, type Alarm, type Store } from '@paperclip/core'
import { randomUUID } from 'node:crypto'

const PER_TRANSACTION = 250

/** An agent that has been hired, and where. */
export interface Hired { companyId: string; agentId: string; alarm: Alarm }

/**
 * Companies full of agents of one adapter. The first of each is hired like any other; the rest are copies of its rows, each with its records in the audit
 * log, since fifty thousand hires one by one would take longer than what is to be measured.
 */
export async function populate(store: Store, adapter: Adapter, { companies, agents }: { companies: number; agents: number }): Promise<Hired[]> {
  const paperclip = createPaperclip({ store, adapters: [adapter] })
  const hired = await Promise.all(Array.from({ length: companies }, async (_, at) => {
    const company = await paperclip.found({ slug: `company-${at}`, maxRuns: 10_000 })
    await company.roles.set({ slug: 'worker' })
    const first = await company.agents.hire({ slug: 'agent-0', role: 'worker', adapter: { kind: adapter.kind, config: { function: 'work' } } })
    return copies(store, first, { companyId: company.id, many: agents / companies })
  }))
  return hired.flat()
}

async function copies(store: Store, first: Agent, { companyId, many }: { companyId: string; many: number }): Promise<Hired[]> {
  const { alarm, revision } = await store.read(companyId, async view => ({
    alarm: await view.get('alarm', first.id), revision: (await view.list('revision', { where: { agentId: first.id }, by: 'number' })).rows[0],
  }))
  if (!alarm || !revision) throw new Error('An agent was hired without an alarm or a revision.')
  const hired: Hired[] = [{ companyId, agentId: first.id, alarm }]
  while (hired.length < many) {
    const ids = Array.from({ length: Math.min(PER_TRANSACTION, many - hired.length) }, () => `agt_${randomUUID()}`)
    await store.transact(companyId, async tx => {
      for (const id of ids) {
        const by = { at: first.createdAt, actorKind: 'system', actorId: 'bench', onBehalfOf: null, runId: null } as const
        await tx.record({ action: 'agent.hire', noun: 'agent', before: null, after: { ...first, id, slug: id.replace('_', '-') }, ...by })
        await tx.record({ action: 'agent.hire', noun: 'revision', before: null, after: { ...revision, id: revision.id.replace(first.id, id), agentId: id }, ...by })
        await tx.put('alarm', { ...alarm, id })
      }
    })
    hired.push(...ids.map(id => ({ companyId, agentId: id, alarm: { ...alarm, id } })))
  }
  return hired
}

/** Sets a budget above each company of those that were populated. */
export async function fund(store: Store): Promise<void> {
  const paperclip = createPaperclip({ store }), { rows } = await paperclip.companies({ limit: 500 })
  await Promise.all(rows.map(async ({ id }) => (await paperclip.company(id)).budgets.set({ scope: 'company', limit: '$1000000', window: 'month' })))
}

/** Puts something into the inboxes of agents that falls due at a time of each. */
export async function arm(store: Store, due: readonly (Hired & { dueAt: Date })[]): Promise<void> {
  for (const companyId of new Set(due.map(one => one.companyId))) {
    await store.transact(companyId, async tx => {
      for (const { agentId, alarm, dueAt } of due.filter(one => one.companyId === companyId)) {
        await tx.put('item', { id: `itm_${randomUUID()}`, agentId, seq: alarm.cursor + 1, cause: 'operator', noun: 'agent', refId: agentId, keyIds: [], deliveries: 0, parkedAt: null, createdAt: dueAt })
        await tx.put('alarm', { ...alarm, dueAt, slot: null, reasons: [{ cause: 'operator', agentId: null, depth: 0 }] })
      }
    })
  }
}
