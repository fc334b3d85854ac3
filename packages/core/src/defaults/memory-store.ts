import type { Alarm } from '../domain/alarm.ts'
import type { Company } from '../domain/company.ts'
import { conflict, PaperclipError } from '../domain/error.ts'
import type { Tombstone } from '../domain/tombstone.ts'
import type { Clock } from '../ports/clock.ts'
import type { AlarmStore, Claim, Keepers, Store } from '../ports/store.ts'
import { checkBurial } from '../store/burial.ts'
import { inTransaction, viewOf } from '../store/company-tx.ts'
import { inThisTurn } from '../store/in-this-turn.ts'
import { pageOf, planCompanies, planTombstones } from '../store/query.ts'
import { cut } from '../store/select-rows.ts'
import { keptCopy } from './kept-copy.ts'
import { memoryKeepers } from './memory-keepers.ts'
import { MemoryCompany, MemoryRows } from './memory-rows.ts'
import { systemClock } from './system-clock.ts'

/** The data of a memory store. Two stores on one `MemoryData` are two handles on the same data. */
export class MemoryData {
  readonly companies = new Map<string, MemoryCompany>()
  tombstones: readonly Tombstone[] = []
  readonly keepers: Keepers
  readonly lines = new Map<string, Promise<unknown>>()
  readonly watchers = new Set<{ store: Store; changed: () => void }>()

  constructor(keepers: Keepers = memoryKeepers()) {
    this.keepers = keepers
  }
}

export interface MemoryStoreOptions { data?: MemoryData; clock?: Clock }

/** A store that forgets: for tests, rehearsals and scripts. The reference of what a store promises. */
export function memoryStore({ data = new MemoryData(), clock = systemClock }: MemoryStoreOptions = {}): Store {
  let open = true
  const inLine = <T>(company: string, act: () => Promise<T>): Promise<T> => {
    if (!open) return Promise.reject(new PaperclipError('unavailable', 'This store is closed.'))
    const turn = (data.lines.get(company) ?? Promise.resolve()).then(act, act)
    data.lines.set(company, turn)
    turn.catch(() => {}).finally(() => { if (data.lines.get(company) === turn) data.lines.delete(company) })
    return turn
  }
  const companyOf = (id: string) => {
    let company = data.companies.get(id)
    if (!company) data.companies.set(id, company = new MemoryCompany())
    return company
  }
  const allCompanies = (): Company[] => [...data.companies].flatMap(([id, company]) => company.table('company').rows.get(id) ?? [])

  const tellOthers = () => {
    for (const watcher of data.watchers) if (watcher.store !== store) watcher.changed()
  }

  const store: Store = {
    keepers: data.keepers,
    transact: (id, work) => inLine(id, async () => {
      const rows = new MemoryRows(data.companies.get(id) ?? new MemoryCompany())
      const result = await inThisTurn(inTransaction(rows, work))
      for (const { slug } of rows.written('company')) {
        if (allCompanies().some(other => other.slug === slug && other.id !== id)) throw conflict('exists', 'There is a company with this slug already.')
      }
      if (rows.hasWrites) {
        rows.commitTo(companyOf(id))
        tellOthers()
      }
      return result
    }),
    read: (id, work) => inLine(id, () => inThisTurn(work(viewOf(new MemoryRows(data.companies.get(id) ?? new MemoryCompany()))))),
    instance: {
      company: async idOrSlug => allCompanies().find(({ id, slug }) => id === idOrSlug || slug === idOrSlug),
      async companies(query) {
        const plan = planCompanies(query)
        return pageOf(cut(allCompanies(), plan), plan)
      },
      bury: tombstone => inLine(tombstone.id, async () => {
        checkBurial(tombstone, data.companies.get(tombstone.id)?.table('head').rows.get('head'))
        data.companies.delete(tombstone.id)
        data.tombstones = [...data.tombstones, keptCopy(tombstone)]
        tellOthers()
      }),
      signAnew: (companyId, signature) => inLine(companyId, async () => {
        data.tombstones = data.tombstones.map(one => (one.id === companyId ? keptCopy({ ...one, signature }) : one))
      }),
      async tombstones(query) {
        const plan = planTombstones(query)
        return pageOf(cut(data.tombstones, plan), plan)
      },
    },
    alarms: memoryAlarms(data, clock, inLine),
    watch(changed) {
      const watcher = { store, changed }
      data.watchers.add(watcher)
      return () => void data.watchers.delete(watcher)
    },
    ready: () => inLine('', async () => {}),
    async close() {
      open = false
      for (const watcher of data.watchers) if (watcher.store === store) data.watchers.delete(watcher)
    },
  }
  return store
}

type InLine = <T>(company: string, act: () => Promise<T>) => Promise<T>

function memoryAlarms(data: MemoryData, clock: Clock, inLine: InLine): AlarmStore {
  const held = (alarms: Iterable<Alarm>, now: Date) => {
    let many = 0
    for (const { leaseUntil } of alarms) if (leaseUntil !== null && leaseUntil > now) many++
    return many
  }
  return {
    now: async () => clock.now(),
    async claim({ owner, leaseMs, limit }) {
      const now = clock.now()
      const due = [...data.companies].flatMap(([companyId, company]) => [...company.table('alarm').rows.values()]
        .filter(alarm => nextOf(alarm) <= now.getTime()).map(alarm => ({ companyId, alarm })))
      const claims: Claim[] = []
      for (const { companyId, alarm: { id } } of due.sort((a, b) => nextOf(a.alarm) - nextOf(b.alarm))) {
        if (claims.length >= limit) break
        await inLine(companyId, async () => {
          const company = data.companies.get(companyId)
          const alarm = company?.table('alarm').rows.get(id)
          if (!company || !alarm || nextOf(alarm) > now.getTime()) return
          if (held(company.table('alarm').rows.values(), now) >= (company.table('company').rows.get(companyId)?.maxRuns ?? 0)) return
          const leased: Alarm = { ...alarm, leaseUntil: new Date(now.getTime() + leaseMs), owner, fence: alarm.fence + 1 }
          company.table('alarm').put(leased)
          claims.push({ companyId, alarm: leased })
        })
      }
      return claims
    },
    renew: ({ companyId, agentId, owner, fence }, leaseMs) => inLine(companyId, async () => {
      const table = data.companies.get(companyId)?.table('alarm')
      const alarm = table?.rows.get(agentId)
      if (!table || !alarm || alarm.owner !== owner || alarm.fence !== fence || alarm.leaseUntil === null) return false
      table.put({ ...alarm, leaseUntil: new Date(clock.now().getTime() + leaseMs) })
      return true
    }),
    async nextDue() {
      const now = clock.now()
      let next = Number.POSITIVE_INFINITY
      for (const [companyId, company] of data.companies) {
        const alarms = [...company.table('alarm').rows.values()]
        const isFull = held(alarms, now) >= (company.table('company').rows.get(companyId)?.maxRuns ?? 0)
        // a company at its limit has nothing to claim before one of its leases ends
        for (const alarm of alarms) if (!isFull || (alarm.leaseUntil !== null && alarm.leaseUntil > now)) next = Math.min(next, nextOf(alarm))
      }
      return next === Number.POSITIVE_INFINITY ? null : new Date(next)
    },
  }
}

/** When an alarm can be claimed: when its lease ends, or when it is due. */
const nextOf = ({ leaseUntil, dueAt }: Alarm): number => (leaseUntil ?? dueAt)?.getTime() ?? Number.POSITIVE_INFINITY
