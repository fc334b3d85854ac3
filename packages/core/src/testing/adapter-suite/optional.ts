import assert from 'node:assert/strict'
import { fakeJob } from '../fake-job.ts'
import type { Runner } from '../runner.ts'
import { isSkip, caseOf } from './skipping.ts'
import type { AdapterSuite } from './scenarios.ts'

/** What an adapter promises if it can look ahead, leave work to another side, or clean up after itself. */
export function optionalCases<Config>(runner: Runner, suite: AdapterSuite<Config>): void {
  const { it } = runner

  it('has a scenario for each optional part it offers', async () => {
    const adapter = await suite.make()
    for (const [part, scenario] of [['probe', suite.unable], ['poll', suite.defers], ['cancel', suite.cancels], ['reap', suite.reaps]] as const) {
      assert.equal(adapter[part] !== undefined, !isSkip(scenario), `"${part}" and its scenario go together: give both or neither`)
    }
  })

  caseOf(runner, 'probes: says that a good configuration would run', suite.unable, async () => {
    const adapter = await suite.make()
    const probe = await adapter.probe?.(adapter.parse(suite.done.config))
    assert.ok(probe?.ok === true && probe.detail !== '', `must be ok with a detail, was: ${JSON.stringify(probe)}`)
  })

  caseOf(runner, 'probes: says what is wrong and what to do', suite.unable, async ({ config }) => {
    const adapter = await suite.make()
    const probe = await adapter.probe?.(adapter.parse(config))
    assert.ok(probe?.ok === false && probe.problem !== '' && probe.fix !== '', `must say problem and fix, was: ${JSON.stringify(probe)}`)
  })

  const deferred = async (config: unknown) => {
    const adapter = await suite.make()
    const parsed = adapter.parse(config)
    const outcome = await adapter.run(fakeJob<Config>({ config: parsed }))
    assert.ok(outcome.kind === 'deferred' && outcome.until > new Date(), `must be deferred until some time to come, was: ${JSON.stringify(outcome)}`)
    const handle: unknown = JSON.parse(JSON.stringify(outcome.handle))
    assert.deepEqual(handle, outcome.handle, 'a handle is stored as JSON')
    return { handle, parsed, later: await suite.make() }
  }

  caseOf(runner, 'polls: another node gets the outcome once the other side is done', suite.defers, async ({ config, settle, summary }) => {
    const { handle, parsed, later } = await deferred(config)
    assert.equal(await later.poll?.(handle, parsed), null)
    await settle()
    const outcome = await later.poll?.(handle, parsed)
    assert.ok(outcome?.kind === 'done' && outcome.summary === summary, `must be done with "${summary}", was: ${JSON.stringify(outcome)}`)
  })

  caseOf(runner, 'cancels: another node ends a deferred run, and may do so twice', suite.cancels, async ({ config, cancelled }) => {
    const { handle, parsed, later } = await deferred(config)
    await later.cancel?.(handle, parsed)
    assert.equal(await cancelled(), true)
    await later.cancel?.(handle, parsed)
  })

  caseOf(runner, 'reaps: ends what a lost execution of a run left here, and nothing of another', suite.reaps, async () => {
    const adapter = await suite.make()
    const job = fakeJob<Config>({ config: adapter.parse(suite.hangs.config) })
    let over = false
    const ended = adapter.run(job).finally(() => { over = true })
    await job.began
    const later = await suite.make()
    await later.reap?.('run_of_nobody')
    assert.equal(over, false, 'reaping another run must leave this one alone')
    await later.reap?.(job.run.id)
    assert.notEqual((await ended).kind, 'deferred')
    await later.reap?.(job.run.id)
  })
}
