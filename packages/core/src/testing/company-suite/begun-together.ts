import assert from 'node:assert/strict'
import { PaperclipError } from '../../domain/error.ts'
import { DEFAULT_LIMITS } from '../../domain/limits.ts'
import { usd } from '../../domain/money.ts'
import type { CompanyTx, Store } from '../../ports/store.ts'
import { scripted } from '../trial.ts'
import { altered } from './altered-store.ts'
import type { House, Topic } from './opened-company.ts'
import { finishes, Gate, like, SECOND } from './steps.ts'

const { moneyWaitMs, leaseMs } = DEFAULT_LIMITS
const SLUGS = ['ada', 'ben', 'cyd']

/** A company whose agents all have a task, and nobody has started yet. Each run may cost a dollar. */
async function waiting(house: House, { store = house.store, gate = new Gate() }: { store?: Store; gate?: Gate } = {}) {
  const trial = await house.found({ work: async job => { await gate.pass(); return finishes(job) } }, { store })
  for (const slug of SLUGS) {
    await trial.acme.agents.hire({ ...scripted(slug, 'work'), heartbeat: { cap: '$1' } })
    await trial.acme.tasks.create({ title: 'Build', assignee: slug })
  }
  return { ...trial, gate, startedBy: () => trial.adapter.jobs.map(({ agent }) => agent.slug).sort() }
}

/** A store whose transactions are handed to `heard`, once it listens. */
function heardStore(store: Store, heard: (tx: CompanyTx) => CompanyTx) {
  const ear = { isOpen: false }
  return { ear, store: altered(store, { transact: (company, work) => store.transact(company, tx => work(ear.isOpen ? heard(tx) : tx)) }) }
}

export function begunTogether({ describe, on }: Topic): void {
  describe('agents of a company that fall due together', () => {
    on('begin in one transaction, and each has a run, a brief and a record of its own', async house => {
      let many = 0
      const { ear, store } = heardStore(house.store, tx => (many++, tx))
      const { acme, paperclip, adapter, clock, gate, startedBy } = await waiting(house, { store })
      ear.isOpen = true
      await paperclip.start()
      await clock.advance(1)
      assert.deepEqual(startedBy(), SLUGS)
      assert.equal(many, 1)
      assert.deepEqual(adapter.jobs.map(({ agent, brief }) => [agent.slug, brief.agent.slug, brief.focus?.title]).sort(), SLUGS.map(slug => [slug, slug, 'Build']))
      assert.equal((await acme.audit.list({ limit: 500 })).rows.filter(({ action }) => action === 'run.begin').length, SLUGS.length)
      gate.open()
      await clock.advance(SECOND)
      assert.equal((await acme.tasks.list({ where: { status: 'done' } })).rows.length, SLUGS.length)
    })

    on('begin sixteen at a time at most: the first of them waits for the last', async house => {
      let many = 0
      const { ear, store } = heardStore(house.store, tx => (many++, tx))
      const gate = new Gate()
      const { acme, paperclip, adapter, clock } = await house.found({ work: async job => { await gate.pass(); return finishes(job) } }, { store, options: { limits: { nodeRuns: 17 } } })
      await acme.update({ maxRuns: 17 })
      const slugs = Array.from({ length: 17 }, (_, n) => `dev-${n}`)
      for (const slug of slugs) await acme.agents.hire({ ...scripted(slug, 'work'), heartbeat: { cap: '$1' } })
      for (const assignee of slugs) await acme.tasks.create({ title: 'Build', assignee })
      ear.isOpen = true
      await paperclip.start()
      await clock.advance(1)
      assert.deepEqual([many, adapter.jobs.length], [2, 17])
      gate.open()
      await clock.advance(SECOND)
    })

    on('B1: find the money that those before them have left: one for whom there is none waits until it is given back', async house => {
      const { acme, paperclip, adapter, clock, gate } = await waiting(house)
      const budget = await acme.budgets.set({ scope: 'company', limit: '$2' })
      await paperclip.start()
      await clock.advance(1)
      assert.equal(adapter.jobs.length, 2)
      like(await acme.budgets.balance(budget.id), { reserved: usd(2), spent: 0 })
      gate.open()
      await clock.advance(moneyWaitMs + SECOND)
      assert.equal(adapter.jobs.length, 3)
      like(await acme.budgets.balance(budget.id), { reserved: 0, spent: 0 })
    })

    on('stand back for nobody: where one cannot begin, the others do, and it comes again when its lease is over', async house => {
      house.expect(/A heartbeat failed/)
      const agents: { bad?: string } = {}
      const { ear, store } = heardStore(house.store, tx => new Proxy(tx, { get: (target, verb) => {
        const act: unknown = Reflect.get(target, verb)
        if (typeof act !== 'function') return act
        return (noun: string, id: unknown, ...more: unknown[]): unknown => (verb === 'get' && noun === 'agent' && id === agents.bad ? Promise.reject(new PaperclipError('misconfigured', 'It cannot be read.')) : Reflect.apply(act, target, [noun, id, ...more]))
      } }))
      const { acme, paperclip, clock, gate, startedBy } = await waiting(house, { store })
      agents.bad = (await acme.agents.get('ben')).id
      ear.isOpen = true
      gate.open()
      await paperclip.start()
      await clock.advance(SECOND)
      assert.deepEqual(startedBy(), ['ada', 'cyd'])
      ear.isOpen = false
      await clock.advance(leaseMs + SECOND)
      assert.deepEqual(startedBy(), SLUGS)
    })

    on('hear at once that the store is away, and come again when their leases are over', async house => {
      house.expect(/A heartbeat failed/)
      let many = 0
      const { ear, store } = heardStore(house.store, () => {
        many++
        throw new PaperclipError('unavailable', 'The store is away.')
      })
      const { acme, paperclip, clock, gate } = await waiting(house, { store })
      ear.isOpen = true
      gate.open()
      await paperclip.start()
      await clock.advance(SECOND)
      assert.equal(many, 1)
      ear.isOpen = false
      await clock.advance(leaseMs + SECOND)
      assert.equal((await acme.tasks.list({ where: { status: 'done' } })).rows.length, SLUGS.length)
    })
  })
}
