import assert from 'node:assert/strict'
import { systemClock } from '../../defaults/system-clock.ts'
import { FAILURES } from '../../domain/run.ts'
import type { Adapter, AdapterJob, Outcome } from '../../ports/adapter.ts'
import { fakeJob, type FakeJobOverrides } from '../fake-job.ts'
import type { Runner } from '../runner.ts'
import type { AdapterSuite } from './scenarios.ts'
import { caseOf } from './skipping.ts'

const WITHIN_MS = 15_000

/** What an adapter promises of a run. */
export function runningCases<Config>(runner: Runner, suite: AdapterSuite<Config>): void {
  const { it } = runner
  const within = suite.endsWithinMs ?? WITHIN_MS
  const start = async (config: unknown, overrides: Omit<FakeJobOverrides<Config>, 'config'> = {}) => {
    const adapter = await suite.make()
    const job = fakeJob<Config>({ ...overrides, config: adapter.parse(config) })
    return { adapter, job, ended: closed(adapter, job) }
  }

  it('ends done with a summary', async () => {
    const { ended } = await start(suite.done.config)
    assert.deepEqual(without(await ended, 'session'), { kind: 'done', summary: suite.done.summary })
  })

  it('runs two jobs at once without mixing them', async () => {
    const adapter = await suite.make()
    const jobs = [1, 2].map(() => fakeJob<Config>({ config: adapter.parse(suite.done.config) }))
    for (const outcome of await Promise.all(jobs.map(job => closed(adapter, job)))) assert.equal(outcome.kind, 'done')
  })

  it('ends failed, with a reason of the closed list and a message, instead of throwing', async () => {
    const outcome = await (await start(suite.fails.config)).ended
    assert.ok(outcome.kind === 'failed', `must fail, was ${outcome.kind}`)
    assert.equal(outcome.error.kind, suite.fails.kind)
    assert.notEqual(outcome.error.message.trim(), '')
  })

  it('ends soon after its signal aborts', async () => {
    const { job, ended } = await start(suite.hangs.config)
    await job.began
    job.abort(new Error('cancelled'))
    await soon(ended, within, 'it did not end after its signal aborted')
  }, within + 10_000)

  it('ends at once when its signal aborted before it began', async () => {
    const adapter = await suite.make()
    const job = fakeJob<Config>({ config: adapter.parse(suite.hangs.config) })
    job.abort()
    const outcome = await soon(closed(adapter, job), within, 'it did not end although its signal had aborted')
    assert.notEqual(outcome.kind, 'deferred')
  }, within + 10_000)

  caseOf(runner, 'reports usage, of which the same id counts once', suite.spends, async ({ config, costs }) => {
    const { job, ended } = await start(config)
    assert.equal((await ended).kind, 'done')
    assert.deepEqual(Object.fromEntries(job.spent.map(({ id, cost }) => [id, cost])), costs)
  })

  caseOf(runner, 'lets the desk do what the agent does', suite.desk, async ({ config, verb, input }) => {
    const { job, ended } = await start(config)
    assert.equal((await ended).kind, 'done')
    const deed = job.desk.deeds.find(done => done.verb === verb)
    assert.ok(deed, `no "${verb}" reached the desk, but: ${job.desk.deeds.map(done => done.verb).join(', ') || 'nothing'}`)
    assert.deepEqual(pick(deed.input, Object.keys(input)), input)
  })

  caseOf(runner, 'goes on after the desk refused', suite.desk, async ({ config, verb }) => {
    const { job, ended } = await start(config, { refuse: [verb] })
    assert.equal((await ended).kind, 'done')
    assert.ok(job.desk.refused.some(refused => refused.verb === verb), `"${verb}" never reached the desk`)
  })

  caseOf(runner, 'leaves a session that survives JSON, and resumes from it', suite.session, async ({ config, resumed }) => {
    const first = await (await start(config)).ended
    assert.ok(first.kind === 'done' && first.session !== undefined, 'the first run must end done and leave a session')
    const stored: unknown = JSON.parse(JSON.stringify(first.session))
    assert.deepEqual(stored, first.session)
    const second = await (await start(config, { session: stored })).ended
    assert.ok(second.kind === 'done' && second.summary.includes(resumed), `the second run must say "${resumed}", was: ${JSON.stringify(second)}`)
  })
}

/** Runs a job to an outcome of the closed kind, and does, as core would, what it leaves to be done. */
async function closed<Config>(adapter: Adapter<Config>, job: AdapterJob<Config>): Promise<Outcome> {
  const outcome = await adapter.run(job)
  assert.ok(['done', 'failed', 'deferred'].includes(outcome.kind), `unknown outcome: ${JSON.stringify(outcome)}`)
  if (outcome.kind === 'done') assert.equal(typeof outcome.summary, 'string')
  if (outcome.kind === 'failed') assert.ok(FAILURES.includes(outcome.error.kind), `unknown failure "${outcome.error.kind}"`)
  if (outcome.kind === 'deferred') return outcome
  const { usage = [], desk = [], ...rest } = outcome
  for (const entry of usage) await job.spend(entry)
  for (const { verb, input } of desk) await job.desk[verb](input as never).catch(() => {})   // a refusal is noted by the desk
  return rest
}

/** The promise's value, unless it takes too long. */
function soon<T>(promise: Promise<T>, ms: number, otherwise: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = systemClock.after(ms, () => reject(new assert.AssertionError({ message: `${otherwise} within ${ms} ms` })))
    promise.then(resolve, reject).finally(stop)
  })
}

const pick = (value: unknown, keys: readonly string[]): unknown =>
  Object.fromEntries(Object.entries(value as object).filter(([key]) => keys.includes(key)))

const without = (value: object, key: string): unknown => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
