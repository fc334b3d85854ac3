import assert from 'node:assert/strict'
import { PaperclipError } from '../../domain/error.ts'
import type { DeskCall, Outcome } from '../../ports/adapter.ts'
import { scripted, type Trial } from '../trial.ts'
import { altered } from './altered-store.ts'
import { recordsOf } from './house-rules.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { allRefusedWith, done, failing, Gate, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND, type Job } from './steps.ts'

/** A company whose agents hand every first run to the other side for an hour. */
async function handingOver(house: House, { adapter = {}, slugs = ['dev'] }: { adapter?: NonNullable<NonNullable<Parameters<House['found']>[1]>['adapter']>; slugs?: readonly string[] } = {}) {
  const first = new Set<string>()
  const trial = await house.run({ remote: async (job: Job) => {
    if (first.has(job.agent.id)) return done()
    first.add(job.agent.id)
    return { kind: 'deferred', until: new Date(house.clock.now().getTime() + HOUR), handle: 1 }
  } }, { adapter })
  const { acme, clock } = trial
  for (const slug of slugs) {
    await acme.agents.hire({ ...scripted(slug, 'remote'), budget: { limit: '$10' } })
    await acme.tasks.create({ title: `Task of ${slug}`, assignee: slug })
  }
  await clock.advance(SECOND)
  return { ...trial, callbacks: slugs.map(slug => trial.adapter.jobs.find(({ agent }) => agent.slug === slug)?.callback ?? assert.fail('no callback')) }
}

const told = async ({ acme }: Pick<Trial, 'acme'>) => (await acme.messages.list()).rows.map(({ body }) => body)
const say = (body: string): DeskCall => ({ verb: 'say', input: { task: 'ACME-1', body } })
const firstRun = async ({ acme }: Pick<Trial, 'acme'>) => (await acme.runs.list()).rows[0] ?? assert.fail()
const flip = (text: string, at: number): string => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`

export function callbacks({ describe, on }: Topic): void {
  describe('a callback', () => {
    on('R3: ends its deferred run, once; and the same with its key as often as it comes', async house => {
      const trial = await handingOver(house)
      const [callback = ''] = trial.callbacks
      const outcome: Outcome = { kind: 'done', summary: 'Built.', session: { at: 3 }, usage: [{ id: 'all', cost: 70_000 }] }
      const ended = await trial.paperclip.runs.finish(callback, outcome, { key: 'k' })
      like(ended, { status: 'succeeded', summary: 'Built.', spent: 70_000, estimated: false, reserved: 0 })
      assert.deepEqual(await trial.paperclip.runs.finish(callback, outcome, { key: 'k' }), ended)
      await refusedWith('key_reused', trial.paperclip.runs.finish(callback, done('Other.'), { key: 'k' }))
      await allRefusedWith('stale_lease', [trial.paperclip.runs.finish(callback, outcome), trial.paperclip.runs.finish(callback, failing('crashed'), { key: 'other' })])
      like((await trial.acme.runs.list()).rows[0], { status: 'succeeded', spent: 70_000 })
      assert.equal((await trial.acme.budgets.movements()).rows.filter(({ kind }) => kind === 'spend').length, 1)
      like((await recordsOf(trial.acme)).find(({ action }) => action === 'run.succeeded'), { actorKind: 'system', actorId: 'callback' })
    })

    on('R2: that is forged, altered, of another company or of a run that ended is refused, and nothing happens', async house => {
      const trial = await handingOver(house, { slugs: ['dev', 'other'] })
      const { paperclip, acme, callbacks: [callback = '', another = ''] } = trial
      const beta = await paperclip.found({ slug: 'beta' })
      const [body = '', mark = ''] = callback.split('.'), [otherBody = '', otherMark = ''] = another.split('.')
      const parts = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [string, string, number]
      const made = (...given: unknown[]) => `${Buffer.from(JSON.stringify(given)).toString('base64url')}.${mark}`
      const before = await recordsOf(acme)
      const forged = [
        '', '.', 'x', 'x.y', body, `${body}.`, `.${mark}`, `${otherBody}.${mark}`, `${body}.${otherMark}`, flip(callback, 3), flip(callback, body.length + 5), callback.slice(0, -1), `${callback}A`, `${callback}.x`, ` ${callback}`,
        made(beta.id, parts[1], parts[2]), made(parts[0], parts[1], parts[2] + 1), made(parts[0], 'run_none', 1), made('com_none', parts[1], 1), made(), made(1, 2, 3), `${Buffer.from('{"a":1}').toString('base64url')}.${mark}`, `${Buffer.from('null').toString('base64url')}.${mark}`,
        made('../x', parts[1], parts[2]), made('\0', parts[1], parts[2]), '\0', '\ud800', `${body}.${'ü'.repeat(43)}`,
      ]
      await allRefusedWith('unauthorized', forged.map(one => paperclip.runs.finish(one, done())))
      assert.deepEqual(await recordsOf(acme), before)
      await paperclip.runs.finish(callback, done())
      await refusedWith('stale_lease', paperclip.runs.finish(callback, done()))
      like((await acme.runs.list({ where: { status: 'deferred' }, by: 'startedAt' })).rows, [{ taskId: (await acme.tasks.get('ACME-2')).id }])
    })

    on('of a company that was deleted is that of no company', async house => {
      const { paperclip, acme, callbacks: [callback = ''] } = await handingOver(house)
      await paperclip.runs.finish(callback, done(), { key: 'k' })
      await house.clock.advance(MINUTE)
      await acme.archive()
      await acme.delete({ confirm: 'acme' })
      await refusedWith('unauthorized', paperclip.runs.finish(callback, done(), { key: 'k' }))
      assert.equal(await house.store.read(acme.id, view => view.get('reply', 'system:callback:k')), undefined)
    })

    on('C4: of a run whose process is gone ends it on another one, once', async house => {
      const trial = await handingOver(house)
      await stopped(trial.paperclip, trial.clock)
      const other = house.another(trial)
      like(await other.runs.finish(trial.callbacks[0] ?? '', { kind: 'done', summary: 'Built.', desk: [say('Hello.')] }), { status: 'succeeded' })
      await refusedWith('stale_lease', trial.paperclip.runs.finish(trial.callbacks[0] ?? '', done()))
      await other.start()
      await trial.clock.advance(2 * HOUR)
      like(await firstRun(trial), { status: 'succeeded', summary: 'Built.' })
      assert.deepEqual(await told(trial), ['Hello.'])
    })

    on('does what is left to be done at the desk, in order, in its agent\'s name, before the run ends', async house => {
      const trial = await handingOver(house)
      const run = await trial.paperclip.runs.finish(trial.callbacks[0] ?? '', { kind: 'done', summary: '', desk: [say('One.'), { verb: 'remember', input: { body: 'Two.' } }, { verb: 'finish', input: { task: 'ACME-1', result: 'Three.' } }] })
      like(await trial.acme.tasks.get('ACME-1'), { status: 'done', result: 'Three.' })
      const id = (await trial.acme.agents.get('dev')).id
      const deeds = (await recordsOf(trial.acme)).filter(({ action }) => ['message.say', 'note.write', 'task.finish', 'run.succeeded'].includes(action))
      like(deeds, [{ action: 'message.say', actorId: id, runId: run.id }, { action: 'note.write', actorId: id }, { action: 'task.finish', actorId: id, actorKind: 'agent' }, { action: 'run.succeeded' }])
      assert.equal(run.touched.length, 1)
      like(await trial.acme.tasks.get('ACME-1'), { parkedAt: null, idleRuns: 0 })
    })

    on('notes a deed that is refused, and does the next', async house => {
      const trial = await handingOver(house)
      const run = await trial.paperclip.runs.finish(trial.callbacks[0] ?? '', { kind: 'failed', error: { kind: 'overloaded', message: 'Busy.', retryAfterMs: null }, desk: [{ verb: 'finish', input: { task: 'ACME-9', result: 'x' } }, { verb: 'say', input: { body: 7 } }, { verb: 'delegate', input: { title: 'T', assignee: 'nobody' } }, say('Still here.')] })
      like(run, { status: 'failed', failure: 'overloaded', notices: [/"finish" was refused/, /"say" was refused/, /"delegate" was refused/] })
      assert.deepEqual(await told(trial), ['Still here.'])
    })

    const nonsense: readonly (readonly [string, unknown])[] = [
      ['a verb there is not', { verb: 'fly', input: {} }], ['what every object has', { verb: 'constructor', input: {} }], ['nothing', null], ['a text', 'finish'], ['no verb', { input: {} }], ['no input', { verb: 'say' }], ['what only looks', { verb: 'inbox', input: {} }],
    ]
    for (const [name, call] of nonsense) {
      for (const way of ['callback', 'poll', 'run'] as const) {
        on(`P1: with ${name} among the deeds, by ${way}, does the others, and the run ends as it said`, async house => {
          house.expect(/heartbeat failed/)
          const outcome = { kind: 'done', summary: 'Built.', desk: [call as DeskCall, say('Still here.')] } as const
          const trial = await (way === 'run' ? direct(house, outcome) : handingOver(house, way === 'poll' ? { adapter: { poll: async () => outcome } } : {}))
          if (way === 'callback' && 'callbacks' in trial) await trial.paperclip.runs.finish((trial.callbacks as string[])[0] ?? '', outcome).catch(() => {})
          await trial.clock.advance(2 * MINUTE)
          like(await firstRun(trial), { status: 'succeeded', summary: 'Built.' })
          assert.deepEqual(await told(trial), ['Still here.'])
        })
      }
    }

    const garbage: readonly unknown[] = [null, 7, 'done', {}, { kind: 'nonsense' }, { kind: 'done' }, { kind: 'done', summary: 7 }, { kind: 'failed' }, { kind: 'failed', error: { kind: 'weird', message: 'x', retryAfterMs: null } }, { kind: 'failed', error: { kind: 'crashed', message: 'x', retryAfterMs: -1 } }, { kind: 'deferred', until: 'tomorrow', handle: 1 }, { kind: 'deferred', until: new Date(Number.NaN), handle: 1 }, { kind: 'done', summary: 'x', desk: 'finish' }, { kind: 'done', summary: 'x', usage: [{ id: 'a', cost: -1 }] }]
    for (const [at, outcome] of garbage.entries()) {
      on(`P1: with an outcome that is none is refused, and the run waits for a right one: ${String(JSON.stringify(outcome)).slice(0, 70)} (${at + 1})`, async house => {
        const trial = await handingOver(house)
        const [callback = ''] = trial.callbacks
        const answer = await trial.paperclip.runs.finish(callback, outcome as Outcome, { key: 'k1' }).then(run => run, (error: unknown) => error)
        assert.ok(answer instanceof Error, `it was taken: ${JSON.stringify(answer).slice(0, 200)}`)
        assert.match(String(Reflect.get(answer, 'code')), /^(invalid_input|too_large)$/, answer.stack)
        like(await firstRun(trial), { status: 'deferred' })
        like(await trial.paperclip.runs.finish(callback, done('Right.'), { key: 'k2' }), { status: 'succeeded', summary: 'Right.' })
      })
    }

    on('that is refused has done nothing, and the right one does what it says', async house => {
      const trial = await handingOver(house)
      const [callback = ''] = trial.callbacks
      await refusedWith('invalid_input', trial.paperclip.runs.finish(callback, { kind: 'done', summary: '', desk: [say('Wrong.')], usage: [{ id: 'a', cost: -1 }] }))
      assert.deepEqual(await told(trial), [])
      await trial.paperclip.runs.finish(callback, { kind: 'done', summary: '', desk: [say('Right.')] })
      assert.deepEqual(await told(trial), ['Right.'])
    })

    on('I1: twice with one key does its deeds once, also both at the same time', async house => {
      const trial = await handingOver(house)
      const [callback = ''] = trial.callbacks
      const outcome: Outcome = { kind: 'done', summary: '', desk: [say('Once.'), { verb: 'attach', input: { name: 'a', content: 'x' } }, { verb: 'propose', input: { kind: 'task.create', input: { title: 'More', assignee: 'dev' } } }], usage: [{ id: 'u', cost: 5 }] }
      const answers = await Promise.all([1, 2, 3].map(() => trial.paperclip.runs.finish(callback, outcome, { key: 'k' })))
      like(answers, [{ status: 'succeeded', spent: 5 }, { status: 'succeeded' }, { status: 'succeeded' }])
      assert.deepEqual(await told(trial), ['Once.'])
      assert.equal((await trial.acme.artifacts.list()).rows.length, 1)
    })

    on('I1: has keys of its own: another run\'s callback may use the same', async house => {
      const trial = await handingOver(house, { slugs: ['dev', 'other'] })
      for (const callback of trial.callbacks) like(await trial.paperclip.runs.finish(callback, done('Built.'), { key: 'done' }), { status: 'succeeded' })
    })

    on('I1, C1: by a poll that is repeated after a crash does its deeds once', async house => {
      let broken = false
      const polls: number[] = []
      house.expect(/heartbeat failed/, /./)
      const trial = await handingOver(house, { adapter: { poll: async () => { polls.push(1); return { kind: 'done', summary: 'Built.', desk: [say('Once.'), { verb: 'finish', input: { task: 'ACME-9', result: '' } }, { verb: 'remember', input: { body: 'Noted.' } }], usage: [{ id: 'u', cost: 5 }] } } } })
      await stopped(trial.paperclip, trial.clock)
      const flaky = altered(house.second, { transact: (company, work) => (broken ? Promise.reject(new PaperclipError('unavailable', 'It is away.')) : house.second.transact(company, work)), ...(house.second.keepers ? { keepers: house.second.keepers } : {}) })
      const other = house.another(trial, { store: flaky })
      const stop = other.on(event => { if (event.kind === 'record' && event.record.action === 'note.write') broken = true })
      await other.start()
      await trial.clock.advance(2 * MINUTE)
      like(await firstRun(trial), { status: 'deferred' })
      assert.ok(polls.length >= 1)
      stop()
      broken = false
      await trial.clock.advance(5 * MINUTE)
      like(await firstRun(trial), { status: 'succeeded', spent: 5 })
      assert.ok(polls.length >= 2)
      assert.deepEqual(await told(trial), ['Once.'])
      assert.equal((await trial.acme.notes.list()).rows.length, 1)
      assert.equal((await firstRun(trial)).notices.length, 1, 'what was refused is noted once')
    })

    on('B4: posts what it says it took, or the worst where it says nothing, marked as an estimate; nothing is nothing', async house => {
      const trial = await handingOver(house, { slugs: ['one', 'two', 'three'] })
      const [one = '', two = '', three = ''] = trial.callbacks
      like(await trial.paperclip.runs.finish(one, { kind: 'done', summary: '', usage: [{ id: 'a', cost: 10 }, { id: 'b', cost: 20 }, { id: 'a', cost: 10 }] }), { spent: 30, estimated: false, reserved: 0 })
      like(await trial.paperclip.runs.finish(two, done()), { spent: 1_000_000, estimated: true, reserved: 0 })
      like(await trial.paperclip.runs.finish(three, { kind: 'failed', error: { kind: 'crashed', message: '', retryAfterMs: null }, usage: [] }), { spent: 0, estimated: false, reserved: 0 })
    })

    on('that comes before the run is put off is not lost', async house => {
      const trial: Trial = await house.run({ remote: inTurn(async job => {
        await trial.paperclip.runs.finish(job.callback, done('That was quick.')).catch(() => {})
        return { kind: 'deferred', until: new Date(house.clock.now().getTime() + HOUR), handle: 1 }
      }, async () => done()) })
      await trial.acme.agents.hire(scripted('dev', 'remote'))
      await trial.acme.agents.wake('dev')
      await trial.clock.advance(MINUTE)
      like(await firstRun(trial), { status: 'succeeded', summary: 'That was quick.' })
    })

    on('that asks for more time before the run is put off takes it from nobody, and is given it', async house => {
      const gate = new Gate(), trial = await house.run({ remote: inTurn(async () => { await gate.pass(); return { kind: 'deferred', until: new Date(house.clock.now().getTime() + HOUR), handle: 1 } }, async () => done()) })
      const { acme, clock } = trial
      await acme.agents.hire({ ...scripted('dev', 'remote'), budget: { limit: '$10' } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      await trial.paperclip.runs.finish(trial.adapter.jobs[0]?.callback ?? '', { kind: 'deferred', until: new Date(clock.now().getTime() + 3 * HOUR), handle: null })
      await clock.advance(2 * MINUTE)
      like(await firstRun(trial), { status: 'running' })
      gate.open()
      await clock.advance(2 * HOUR)
      like(await firstRun(trial), { status: 'deferred', handle: 1 })
      await trial.paperclip.runs.finish(trial.adapter.jobs[0]?.callback ?? '', done('Built.'))
      like(await firstRun(trial), { status: 'succeeded', summary: 'Built.' })
    })

    on('C1: that was heard before the run was put off outlives the node that has it in hand', async house => {
      const gate = new Gate(), trial = await house.run({ remote: inTurn(async () => { await gate.pass(); return { kind: 'deferred', until: new Date(house.clock.now().getTime() + HOUR), handle: 1 } }, async () => done()) })
      const { acme, clock } = trial
      await acme.agents.hire({ ...scripted('dev', 'remote'), budget: { limit: '$10' } })
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      await trial.paperclip.runs.finish(trial.adapter.jobs[0]?.callback ?? '', { kind: 'done', summary: 'Built.', usage: [{ id: 'all', cost: 70_000 }] })
      const { agentId } = await firstRun(trial)
      await trial.store.transact(acme.id, async tx => tx.put('alarm', { ...await tx.get('alarm', agentId) ?? assert.fail(), leaseUntil: clock.now() }))        // as if its node had died
      await house.another(trial).start()
      await clock.advance(MINUTE)
      like(await firstRun(trial), { status: 'succeeded', summary: 'Built.', spent: 70_000, estimated: false, reserved: 0 })
      gate.open()
      await clock.advance(MINUTE)
      like(await firstRun(trial), { status: 'succeeded', spent: 70_000 })
    })
  })
}

/** A company whose agent comes back with an outcome at once. */
async function direct(house: House, outcome: Outcome): Promise<Trial> {
  const trial = await house.run({ work: inTurn(async () => outcome, async () => done()) })
  await trial.acme.agents.hire({ ...scripted('dev', 'work'), heartbeat: { every: '7d' } })
  await trial.acme.tasks.create({ title: 'T', assignee: 'dev' })
  await trial.clock.advance(SECOND)
  assert.equal(only((await trial.acme.tasks.list()).rows).identifier, 'ACME-1')
  return trial
}
