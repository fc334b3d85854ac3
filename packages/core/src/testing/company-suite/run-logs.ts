import assert from 'node:assert/strict'
import type { PaperclipEvent } from '../../domain/event.ts'
import type { LogEntry } from '../../domain/run.ts'
import type { Outcome } from '../../ports/adapter.ts'
import { scripted } from '../trial.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { done, HOUR, inTurn, like, MINUTE, only, refusedWith, SECOND, type Job } from './steps.ts'

const line = (text: string): LogEntry => ({ stream: 'stdout', level: 'info', text })

/** `dev`, in whose run a step says something. */
async function saying(house: House, step: (job: Job) => Promise<Outcome | void>, limits: object = {}) {
  const trial = await house.run({ work: inTurn(async job => (await step(job)) ?? done(), async () => done()) }, { options: { limits } })
  await trial.acme.agents.hire({ ...scripted('dev', 'work'), budget: { limit: '$5' }, heartbeat: { every: '7d' } })
  const events: PaperclipEvent[] = []
  trial.acme.on(event => void events.push(event))
  await trial.acme.agents.wake('dev')
  await trial.clock.advance(2 * SECOND)
  return { ...trial, events, run: (await trial.acme.runs.list()).rows[0] ?? assert.fail('there is no run') }
}

export function runLogs({ describe, on }: Topic): void {
  describe('the log of a run', () => {
    on('holds what it said, in order, numbered from 0, read in pages', async house => {
      const { acme, run, events } = await saying(house, async ({ log }) => {
        for (let n = 0; n < 1_200; n++) log({ stream: n % 2 ? 'stderr' : 'stdout', level: 'info', text: `Line ${n} 🙂` })
      })
      const first = (await acme.runs.log(run.id)).rows
      assert.deepEqual([first.length, first[0]?.n, first.at(-1)?.n], [1_000, 0, 999])
      like(first[1], { n: 1, stream: 'stderr', level: 'info', text: 'Line 1 🙂', at: run.startedAt })
      const rest = (await acme.runs.log(run.id, { after: '999' })).rows
      assert.deepEqual(rest.map(({ n }) => n), Array.from({ length: 200 }, (_, n) => 1_000 + n))
      assert.deepEqual((await acme.runs.log(run.id, { after: '5', limit: 3 })).rows.map(({ text }) => text), ['Line 6 🙂', 'Line 7 🙂', 'Line 8 🙂'])
      assert.deepEqual((await acme.runs.log(run.id, { after: '1199' })).rows, [])
      assert.equal(events.filter(({ kind }) => kind === 'log').length, 1_200)
    })

    on('is there for another process, and while the run goes on', async house => {
      const trial = await saying(house, async ({ log, signal }) => {
        log(line('Begun.'))
        await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
      })
      const elsewhere = await house.another(trial).company('acme')
      like((await elsewhere.runs.log(trial.run.id)).rows, [{ text: 'Begun.' }])
      await trial.acme.runs.cancel(trial.run.id)
      await trial.clock.advance(SECOND)
      await stopped(trial.paperclip, trial.clock)
      like((await elsewhere.runs.log(trial.run.id)).rows, [{ text: 'Begun.' }, { stream: 'run', level: 'warn', text: /cancelled/ }])
    })

    on('P1: ends at 5 MB and says so', async house => {
      const text = 'x'.repeat(15_000)
      const { acme, run } = await saying(house, async ({ log }) => { for (let n = 0; n < 500; n++) log(line(text)) })
      const lines = (await acme.runs.log(run.id)).rows
      const bytes = lines.reduce((sum, one) => sum + Buffer.byteLength(one.text) + 1, 0)
      assert.ok(bytes <= 5_000_100 && bytes > 4_950_000, `${bytes} bytes`)
      like(lines.at(-1), { stream: 'run', level: 'warn', text: /5000000 bytes/ })
      assert.equal(lines.filter(({ stream }) => stream === 'run').length, 1)
      like(run, { status: 'succeeded' })
    })

    on('P1: keeps every text as one that every store can hold, cut where it is too long, never in the middle of a character', async house => {
      const wild = ['a\0b', '\ud800', 'x\udc00', `${'x'.repeat(15_999)}🙂🙂`, `${'x'.repeat(16_000)}🙂`, '', '\n\r\u2028\u001b[31m', '🙂'.repeat(9_000)]
      const { acme, run } = await saying(house, async ({ log }) => { for (const text of wild) log(line(text)) })
      const lines = (await acme.runs.log(run.id)).rows
      assert.equal(lines.length, wild.length)
      for (const { text } of lines) assert.ok(text.isWellFormed() && !text.includes('\0') && text.length <= 16_000, JSON.stringify(text.slice(-5)))
      assert.equal(lines[6]?.text, '\n\r\u2028\u001b[31m')
    })

    on('takes nothing more once its run has ended', async house => {
      const late: (() => void)[] = []
      const { acme, run, clock } = await saying(house, async ({ log }) => { log(line('In time.')); late.push(() => log(line('Too late.'))) })
      for (const say of late) say()
      await clock.advance(MINUTE)
      like((await acme.runs.log(run.id)).rows, [{ text: 'In time.' }])
    })

    on('T1: is that of its own company alone, and of its board', async house => {
      const { acme, run, paperclip } = await saying(house, async ({ log }) => log(line('Ours.')))
      const other = await paperclip.found({ slug: 'other' })
      await refusedWith('not_found', other.runs.log(run.id))
      await refusedWith('not_found', acme.runs.log('run_none'))
      await refusedWith('not_found', acme.runs.log('../../etc/passwd'))
      await acme.members.set({ id: 'viewer', level: 'viewer' })
      const viewer = await paperclip.as({ kind: 'operator', id: 'viewer' }).company('acme')
      like((await viewer.runs.log(run.id)).rows, [{ text: 'Ours.' }])
      await acme.members.set({ id: 'viewer', level: null })
      await refusedWith('not_found', viewer.runs.log(run.id))
    })

    on('is refused a page that is none', async house => {
      const { acme, run } = await saying(house, async ({ log }) => log(line('One.')))
      for (const query of [{ limit: 0 }, { limit: -1 }, { limit: 1.5 }, { after: 'soon' }, { limit: 1_001 }]) await refusedWith('invalid_input', acme.runs.log(run.id, query))
    })
  })

  describe('a run whose adapter brings back what no store can hold', () => {
    const wild: readonly (readonly [string, Outcome, string])[] = [
      ['NUL in its summary', { kind: 'done', summary: 'a\0b' }, 'succeeded'], ['half a character in its summary', { kind: 'done', summary: 'a\ud800' }, 'succeeded'],
      ['NUL in its session', { kind: 'done', summary: 'x', session: { 'a\0': ['b\0'] } }, 'succeeded'], ['NUL in its error', { kind: 'failed', error: { kind: 'crashed', message: 'a\0b\ud800', retryAfterMs: null } }, 'failed'],
      ['NUL in its handle', { kind: 'deferred', until: new Date('2026-01-05T10:00:00Z'), handle: { a: '\0' } }, 'deferred'],
    ]
    for (const [name, outcome, status] of wild) {
      on(`P1: ends as it said, with ${name}`, async house => {
        house.expect(/heartbeat failed/)
        const { acme, clock, run } = await saying(house, async () => outcome)
        await clock.advance(2 * MINUTE)
        like(await acme.runs.get(run.id), { status })
        if (status === 'deferred') await clock.advance(2 * HOUR)
        assert.notEqual((await acme.runs.get(run.id)).endedAt, null)
      })
    }

    on('P1: and throws what is no error ends as crashed', async house => {
      const { acme } = await saying(house, async () => { throw { toString() { return 'Odd\0.' } } })                 // eslint-disable-line no-throw-literal
      like(only((await acme.runs.list()).rows.filter(({ status }) => status === 'failed')), { failure: 'crashed' })
    })
  })
}
