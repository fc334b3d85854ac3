import assert from 'node:assert/strict'
import { PaperclipError } from '../../domain/error.ts'
import { DEFAULT_LIMITS } from '../../domain/limits.ts'
import { usd } from '../../domain/money.ts'
import type { Outcome } from '../../ports/adapter.ts'
import type { KeptEnd, Spool } from '../../ports/spool.ts'
import type { Store } from '../../ports/store.ts'
import { scripted } from '../trial.ts'
import { altered } from './altered-store.ts'
import { canariesIn, CANARY, EVERY_FORM } from './every-row.ts'
import { keyed, keyedAdapter } from './keyed-adapter.ts'
import { recordsOf } from './house-rules.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { done, finishes, inTurn, like, MINUTE, only, SECOND } from './steps.ts'

const { leaseMs, sweepMs } = DEFAULT_LIMITS

/** A spool in memory: it outlives the node, not the test. */
export class Kept implements Spool {
  readonly ends = new Map<string, KeptEnd>()
  async keep(end: KeptEnd): Promise<void> { this.ends.set(end.runId, JSON.parse(JSON.stringify(end)) as KeptEnd) }
  async get({ runId }: { runId: string }): Promise<KeptEnd | undefined> { return this.ends.get(runId) }
  async list(): Promise<KeptEnd[]> { return [...this.ends.values()] }
  async remove({ runId }: { runId: string }): Promise<void> { this.ends.delete(runId) }
}

/** The way of a node to the store, which can be cut: everything is refused then, or is done and its answer lost. */
export class Way {
  state: 'open' | 'cut' | 'answers lost' = 'open'
  over(store: Store): Store {
    const pass = async <T>(act: () => Promise<T>): Promise<T> => {
      if (this.state === 'cut') throw new PaperclipError('unavailable', 'The store is away.')
      const lost = this.state === 'answers lost', answer = await act()
      if (lost) throw new PaperclipError('unavailable', 'The answer of the store was lost.')
      return answer
    }
    const { alarms } = store
    return altered(store, {
      transact: (company, work) => pass(() => store.transact(company, work)),
      read: (company, work) => pass(() => store.read(company, work)),
      alarms: { claim: request => pass(() => alarms.claim(request)), renew: (lease, ms) => pass(() => alarms.renew(lease, ms)), nextDue: () => pass(() => alarms.nextDue()), now: () => pass(() => alarms.now()) },
    })
  }
}

/** A run that ends while its node cannot reach the store: it has spent 3 cents of its dollar, of which one was written before. */
async function cutOff(house: House, state: Way['state'] = 'cut') {
  house.expect(/could not be renewed/, /could not reach its store/, /could not be written/, /could not be delivered/, /is lost: it could not/)
  const way = new Way(), spool = new Kept()
  const trial = await house.run({ work: inTurn(async job => {
    await job.desk.finish({ task: 'ACME-1', result: 'Built.' })
    await job.spend({ id: 'written', cost: usd(0.01) })
    await house.clock.advance(0)
    way.state = state
    await job.spend({ id: 'unwritten', cost: usd(0.02) })
    return { ...done('It is built.'), session: { at: 'page 7' } }
  }, finishes) }, { store: way.over(house.store), options: { spool } })
  await trial.acme.agents.hire({ ...scripted('dev', 'work'), budget: { limit: '$100' } })
  await trial.acme.tasks.create({ title: 'Build', assignee: 'dev' })
  await house.clock.advance(2 * SECOND)
  const aside = house.another(trial), acme = await aside.company('acme')
  return { ...trial, acme, aside, way, spool, runs: async () => (await acme.runs.list()).rows }
}

/** A run that was handed a secret, whose node loses its store while it works, and that comes back with this. */
export async function cutOffKnowing(house: House, outcome: Outcome) {
  const way = new Way(), spool = new Kept()
  const adapter = keyedAdapter({ work: async () => {
    way.state = 'cut'
    return outcome
  } })
  const { acme, clock } = await house.run({}, { store: way.over(house.store), options: { ...house.store.keepers, spool, adapters: [adapter] } })
  await acme.secrets.set({ slug: 'canary', value: CANARY })
  await acme.roles.set({ slug: 'deployer', secrets: ['canary'] })
  await acme.agents.hire({ ...keyed('dev', 'deployer', { token: { secret: 'canary' } }), budget: { limit: '$20' } })
  await acme.tasks.create({ title: 'Deploy', assignee: 'dev' })
  await clock.advance(2 * SECOND)
  return { acme, clock, way, spool }
}

export function keptResults({ describe, on }: Topic): void {
  describe('a result that cannot be written', () => {
    on('F2: waits on its node, and is delivered as if nothing had been, once the store is back within the lease', async house => {
      const { clock, runs, way, spool } = await cutOff(house)
      assert.equal(spool.ends.size, 1)
      like(only(await runs()), { status: 'running' })
      way.state = 'open'
      await clock.advance(MINUTE / 2)
      like(only(await runs()), { status: 'succeeded', summary: 'It is built.', spent: usd(0.03), estimated: false, reserved: 0 })
      assert.equal(spool.ends.size, 0)
    })

    on('F2: is delivered by the same node after the lease has run out, where nobody else took the run', async house => {
      const { clock, runs, way, spool } = await cutOff(house)
      await clock.advance(5 * MINUTE)
      like(only(await runs()), { status: 'running' })
      way.state = 'open'
      await clock.advance(MINUTE)
      like(only(await runs()), { status: 'succeeded', spent: usd(0.03), estimated: false })
      assert.equal(spool.ends.size, 0)
    })

    on('F2: is delivered by the next process of its node', async house => {
      const { paperclip, clock, runs, way, spool, adapter, complaints } = await cutOff(house)
      await clock.advance(2 * leaseMs)
      await stopped(paperclip, clock)
      way.state = 'open'
      assert.equal(spool.ends.size, 1)
      await house.another({ adapter, complaints }, { spool }).start()
      await clock.advance(leaseMs)
      like(only(await runs()), { status: 'succeeded', spent: usd(0.03), estimated: false })
      assert.equal(spool.ends.size, 0)
    })

    on('F2, B4: corrects the estimate once where another node took the run for lost, and is dropped, which is noted', async house => {
      const { acme, aside, clock, runs, way, spool, adapter, complaints } = await cutOff(house)
      await aside.start()
      await clock.advance(leaseMs + 2 * sweepMs)
      like((await runs())[0], { status: 'lost', spent: usd(1), estimated: true })
      const [kept] = spool.ends.values()
      way.state = 'open'
      await clock.advance(MINUTE)
      like((await runs())[0], { status: 'lost', spent: usd(0.03), estimated: false, summary: null, notices: [/was taken for lost/] })
      assert.equal(spool.ends.size, 0)
      const before = (await recordsOf(acme)).length
      if (kept) await spool.keep(kept)                                  // as if the node had been killed before it could remove it
      await house.another({ adapter, complaints }, { spool }).start()
      await clock.advance(MINUTE)
      assert.equal(spool.ends.size, 0)
      like((await runs())[0], { status: 'lost', spent: usd(0.03) })
      assert.equal((await recordsOf(acme)).length, before)
    })

    on('F2, P16: waits without the secrets of its run', async house => {
      house.expect(/could not be renewed/, /could not reach its store/, /could not be written/, /could not be delivered/, /is lost/)
      const { clock, way, spool } = await cutOffKnowing(house, { kind: 'done', summary: EVERY_FORM, session: { [CANARY]: EVERY_FORM }, usage: [{ id: CANARY, provider: `p ${CANARY}`, cost: 1_000 }] })
      like(only([...spool.ends.values()]), { ending: { summary: /\[secret canary\]/ } })
      assert.deepEqual(canariesIn([...spool.ends.values()]), [])
      way.state = 'open'
      await clock.advance(MINUTE)
      assert.equal(spool.ends.size, 0)
    })

    on('F2, C2: is not applied again where it was written and only the answer was lost', async house => {
      const { acme, clock, runs, way, spool } = await cutOff(house, 'answers lost')
      await clock.advance(10 * SECOND)
      like(only(await runs()), { status: 'succeeded', spent: usd(0.03) })
      const before = (await recordsOf(acme)).length
      way.state = 'open'
      await clock.advance(MINUTE)
      assert.equal(spool.ends.size, 0)
      assert.equal((await recordsOf(acme)).length, before)
    })
  })
}
