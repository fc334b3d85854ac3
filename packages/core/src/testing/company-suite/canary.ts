import assert from 'node:assert/strict'
import type { UsageInput } from '../../domain/usage.ts'
import type { Adapter, Outcome } from '../../ports/adapter.ts'
import { canariesIn, CANARY, EVERY_FORM, everyRow, FORMS } from './every-row.ts'
import { keyed, keyedAdapter, listening, type KeyedJob, type KeyedStep } from './keyed-adapter.ts'
import type { House, Topic } from './opened-company.ts'
import { done, HOUR, like, MINUTE, only, SECOND } from './steps.ts'

/** What an operator wrote stands as it was written. */
const WRITTEN = `Use ${CANARY} for it.`

/** A company whose agent has the canary in its configuration, in a tool's header, and in the task it is given; everything that is kept of its run is looked through. */
async function planted(house: House, work: KeyedStep, overrides: Parameters<typeof keyedAdapter>[1] = {}) {
  const { keepers, kept } = listening(house.store.keepers ?? assert.fail('this store brings no keepers'))
  const adapter = keyedAdapter({ work }, overrides)
  const heard: unknown[] = []
  const trial = await house.run({}, { options: { ...keepers, adapters: [adapter] } })
  const { acme, paperclip, complaints } = trial
  paperclip.on(event => void heard.push(event))
  await acme.secrets.set({ slug: 'canary', value: CANARY })
  await acme.tools.set({ slug: 'gh', description: 'Code', connection: { kind: 'url', url: 'https://mcp.example.com/', headers: { Authorization: { secret: 'canary' } } } })
  await acme.roles.set({ slug: 'deployer', secrets: ['canary'], tools: { mcp: ['gh'] } })
  await acme.agents.hire({ ...keyed('dev', 'deployer', { token: { secret: 'canary' } }), budget: { limit: '$20' } })
  await acme.tasks.create({ title: 'Deploy', description: WRITTEN, assignee: 'dev' })
  await trial.clock.advance(2 * SECOND)
  return {
    ...trial, heard, kept, jobs: adapter.jobs,
    /** Where the canary is found, but for the text that an operator wrote. */
    async found(): Promise<string[]> {
      return canariesIn([await everyRow(house.store, acme.id), kept, heard, complaints]).filter(text => text !== WRITTEN)
    },
  }
}

const usage = (id: string): UsageInput => ({ id, provider: `p ${CANARY}`, model: `m ${CANARY}`, cost: 1_000 })
const hourLater = (house: House): Date => new Date(house.clock.now().getTime() + HOUR)

/** Where an agent can put what it knows. */
const CHANNELS: readonly (readonly [name: string, step: KeyedStep])[] = [
  ['log lines', async ({ log }) => { for (const stream of ['stdout', 'stderr', 'desk', 'run'] as const) log({ stream, level: 'info', text: EVERY_FORM }); return done() }],
  ['the summary', async () => done(EVERY_FORM)],
  ['the session', async () => ({ kind: 'done', summary: '', session: { [CANARY]: [EVERY_FORM, { deep: CANARY }] } })],
  ['usage that is spent', async ({ spend }) => { await spend(usage(CANARY)); await spend({ id: FORMS['in base64'] ?? '', cost: 5 }); return done() }],
  ['usage of the outcome', async () => ({ kind: 'done', summary: '', usage: [usage(CANARY)] })],
  ['what it throws', async () => { throw new Error(`401 for Authorization: Bearer ${EVERY_FORM}`, { cause: new Error(CANARY) }) }],
  ['a failed outcome', async () => ({ kind: 'failed', error: { kind: 'auth', message: EVERY_FORM, retryAfterMs: null } })],
  ['a result', async ({ desk, brief }) => { await desk.finish({ task: brief.focus?.identifier ?? '', result: EVERY_FORM }); return done() }],
  ['a reason', async ({ desk, brief }) => { await desk.block({ task: brief.focus?.identifier ?? '', reason: EVERY_FORM }); return done() }],
  ['words', async ({ desk, brief }) => { await desk.say({ task: brief.focus?.identifier ?? '', body: EVERY_FORM }); await desk.ask({ to: 'board', body: EVERY_FORM }); return done() }],
  ['memory', async ({ desk }) => { await desk.remember({ title: `t ${CANARY}`, body: EVERY_FORM }); return done() }],
  ['a document', async ({ desk }) => { await desk.write({ key: 'plan', title: `t ${CANARY}`, body: EVERY_FORM }); return done() }],
  ['an attached text', async ({ desk }) => { for (const text of Object.values(FORMS)) await desk.attach({ name: 'out.txt', content: text }).catch(() => {}); return done() }],
  ['attached bytes', async ({ desk }) => { for (const pad of ['', 'a', 'ab']) await desk.attach({ name: 'out.bin', encoding: 'base64', content: Buffer.from(`${pad}${CANARY}${pad}`).toString('base64') }).catch(() => {}); return done() }],
  ['the name of a file', async ({ desk }) => { await desk.attach({ name: `f ${CANARY}`, content: 'x' }); return done() }],
  ['a task', async ({ desk, brief }) => { await desk.update({ task: brief.focus?.identifier ?? '', title: CANARY, acceptance: EVERY_FORM }); return done() }],
  ['a proposal', async ({ desk }) => { await desk.propose({ kind: 'agent.hire', input: { ...keyed('more', 'deployer', {}), instructions: EVERY_FORM }, reason: CANARY }).catch(() => {}); return done() }],
  ['a deed that is refused', async ({ desk }) => { await desk.finish({ task: CANARY, result: EVERY_FORM }).catch(() => {}); await desk.say({ to: 'dev', body: 'x', [CANARY]: CANARY } as never).catch(() => {}); return done() }],
  ['deeds of the outcome', async ({ brief }) => ({ kind: 'done', summary: '', desk: [{ verb: 'remember', input: { body: EVERY_FORM } }, { verb: 'say', input: { task: brief.focus?.identifier, body: EVERY_FORM } }, { verb: 'finish', input: { task: CANARY, result: CANARY } }] })],
  ['a handle', async job => ({ kind: 'deferred', until: new Date(new Date(job.brief.now).getTime() + HOUR), handle: { [CANARY]: EVERY_FORM } })],
]

const TOLD: readonly (readonly [name: string, outcome: Outcome])[] = [
  ['done', { kind: 'done', summary: EVERY_FORM, session: { [CANARY]: EVERY_FORM }, usage: [usage(CANARY)], desk: [{ verb: 'remember', input: { body: EVERY_FORM } }, { verb: 'finish', input: { task: 'ACME-1', result: EVERY_FORM } }] }],
  ['failed', { kind: 'failed', error: { kind: 'crashed', message: EVERY_FORM, retryAfterMs: null }, usage: [] }],
]

/** What is no outcome, and holds the canary where it is faulty. */
const FAULTY: readonly (readonly [what: string, said: unknown])[] = [
  ['usage that cannot be read', { kind: 'done', summary: '', usage: [{ id: { [CANARY]: CANARY }, provider: [CANARY], cost: CANARY }] }],
  ['a summary that is no text', { kind: 'done', summary: { [CANARY]: CANARY } }],
  ['a failure of no kind', { kind: 'failed', error: { kind: CANARY, message: [CANARY], retryAfterMs: CANARY } }],
  ['no kind that there is', { kind: CANARY, summary: CANARY }],
]

export function canary({ describe, on }: Topic): void {
  describe('a canary', () => {
    for (const [name, step] of CHANNELS) {
      on(`P16: that an agent puts into ${name} is kept nowhere, nor heard`, async house => {
        const seen: KeyedJob[] = []
        const { found, jobs } = await planted(house, job => { seen.push(job); return step(job) })
        like(jobs[0], { config: { token: CANARY }, tools: { mcp: [{ name: 'gh', headers: { Authorization: CANARY } }] } })
        assert.deepEqual(canariesIn(seen[0]?.brief), [], 'what an agent is told of its work does not hold it')
        assert.deepEqual(await found(), [])
      })
    }

    for (const [name, outcome] of TOLD) {
      on(`P16: in an outcome (${name}) that a poll brings is kept nowhere`, async house => {
        const { acme, clock, found } = await planted(house, async () => ({ kind: 'deferred', until: hourLater(house), handle: 1 }), { poll: async () => outcome })
        await clock.advance(MINUTE)
        like((await acme.runs.list()).rows[0], { status: outcome.kind === 'done' ? 'succeeded' : 'failed' })
        assert.deepEqual(await found(), [])
      })

      on(`P16: in an outcome (${name}) that is called back is kept nowhere`, async house => {
        const { acme, paperclip, found, jobs } = await planted(house, async () => ({ kind: 'deferred', until: hourLater(house), handle: 1 }))
        const answer = await paperclip.runs.finish(jobs[0]?.callback ?? '', outcome, { key: 'once' })
        like((await acme.runs.list()).rows[0], { status: outcome.kind === 'done' ? 'succeeded' : 'failed' })
        assert.deepEqual(canariesIn(answer), [])
        assert.deepEqual(await found(), [])
      })
    }

    for (const verb of ['poll', 'cancel'] as const) {
      on(`P16: in what a ${verb} throws is not even complained of`, async house => {
        house.expect(/./)
        const broken: Pick<Adapter, 'poll' | 'cancel'> = { [verb]: async () => { throw new Error(`401 for Bearer ${EVERY_FORM}`) } }
        const { acme, clock, found } = await planted(house, async () => ({ kind: 'deferred', until: hourLater(house), handle: 1 }), broken)
        if (verb === 'cancel') await acme.runs.cancel(only((await acme.runs.list()).rows).id)
        await clock.advance(2 * MINUTE)
        assert.deepEqual(await found(), [])
      })
    }

    for (const [what, said] of FAULTY) {
      on(`P16: in an outcome with ${what} that a poll brings is kept nowhere, nor complained of`, async house => {
        house.expect(/./)
        const { clock, found } = await planted(house, async () => ({ kind: 'deferred', until: hourLater(house), handle: 1 }), { poll: async () => said as Outcome })
        await clock.advance(2 * MINUTE)
        assert.deepEqual(await found(), [])
      })

      on(`O17: in an outcome with ${what} is not told to whoever sends it, nor kept`, async house => {
        const { acme, paperclip, found, jobs } = await planted(house, async () => ({ kind: 'deferred', until: hourLater(house), handle: 1 }))
        const run = only((await acme.runs.list()).rows).id, refusals: unknown[] = []
        const refused = (error: unknown): void => void refusals.push(error, Reflect.get(Object(error), 'fields'))
        await acme.runs.finish(run, { fence: 1, outcome: said as Outcome }).catch(refused)
        await paperclip.runs.finish(jobs[0]?.callback ?? '', said as Outcome).catch(refused)
        assert.equal(refusals.length, 4)
        assert.deepEqual(canariesIn(refusals), [])
        assert.deepEqual(await found(), [])
      })
    }

    on('P16: of several lines is kept nowhere, nor a line of it, told one by one, wrapped in base64, or where a message is cut', async house => {
      const lines = ['-----BEGIN PRIVATE KEY-----', ...[1, 2, 3].map(n => `${n}Line+of/a${n}Key${'qwErTy'.repeat(7)}${n}`), '-----END PRIVATE KEY-----'], key = `${lines.join('\n')}\n`, secret = lines.slice(1, -1)
      const wrapped = Buffer.from(key).toString('base64').match(/.{1,76}/g) ?? []
      const { acme, clock, kept, heard } = await planted(house, async ({ log, desk, brief, config }) => {
        if (config.token !== key) return done()
        for (const text of [...lines, ...wrapped]) log({ stream: 'stdout', level: 'info', text: `  ${text}\r` })
        await desk.say({ task: brief.focus?.identifier ?? '', body: [...lines, ...wrapped].map(text => `    ${text}`).join('\n') }).catch(() => {})
        await desk.remember({ body: wrapped.join('\n') })
        throw new Error(`${'x'.repeat(19_940)} ${secret.join(' ')}`)
      })
      await acme.secrets.set({ slug: 'canary', value: key })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like((await acme.runs.list({ by: 'startedAt', direction: 'down', limit: 1 })).rows, [{ status: 'failed' }])
      const told = JSON.stringify([...await everyRow(house.store, acme.id), kept, heard])
      assert.deepEqual([...secret, ...secret.map(line => line.slice(0, 20)), ...wrapped.slice(1, -1)].filter(one => told.includes(one)), [])
      assert.ok(told.includes('[secret canary]') && told.includes('BEGIN PRIVATE KEY'))
    })

    on('P16: of a configuration that the adapter refuses once it stands there is kept nowhere', async house => {
      const { acme, found, clock } = await planted(house, async () => done())
      await acme.secrets.set({ slug: 'canary', value: `${CANARY} `.repeat(40) })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like((await acme.runs.list({ by: 'startedAt', direction: 'down', limit: 1 })).rows, [{ status: 'failed' }])
      assert.deepEqual(await found(), [])
    })
  })
}
