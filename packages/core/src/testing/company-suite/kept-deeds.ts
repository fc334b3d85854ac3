import assert from 'node:assert/strict'
import { DEFAULT_LIMITS } from '../../domain/limits.ts'
import type { DeskCall } from '../../ports/adapter.ts'
import { scripted } from '../trial.ts'
import { canariesIn, CANARY } from './every-row.ts'
import { recordsOf } from './house-rules.ts'
import { cutOffKnowing, Kept, Way } from './kept-results.ts'
import { stopped, type House, type Topic } from './opened-company.ts'
import { done, finishes, inTurn, like, MINUTE, only, SECOND } from './steps.ts'

const { leaseMs, sweepMs } = DEFAULT_LIMITS
const DEEDS: readonly DeskCall[] = [
  { verb: 'remember', input: { body: 'First.' } }, { verb: 'remember', input: { body: 'Second.' } }, { verb: 'finish', input: { task: 'ACME-9', result: 'Of another.' } },
  { verb: 'finish', input: { task: 'ACME-1', result: 'Built.' } },
]
const TROUBLE = [/could not be renewed/, /could not reach its store/, /could not be written/, /could not be delivered/, /is lost: it could not/]

/** A run that leaves deeds to be done at its desk, and whose node cannot reach its store: from before the first of them, or once that is written. */
async function cutOff(house: House, since: 'before the first' | 'after the first' | 'answers lost') {
  house.expect(...TROUBLE)
  const way = new Way(), spool = new Kept()
  const trial = await house.run({ work: inTurn(async () => {
    if (since !== 'after the first') way.state = since === 'answers lost' ? since : 'cut'
    return { ...done('It is built.'), desk: DEEDS }
  }, finishes) }, { store: way.over(house.store), options: { spool } })
  const stop = trial.paperclip.on(event => {
    if (since !== 'after the first' || event.kind !== 'record' || event.record.action !== 'note.write') return
    way.state = 'cut'
    stop()
  })
  await trial.acme.agents.hire(scripted('dev', 'work'))
  await trial.acme.tasks.create({ title: 'Build', assignee: 'dev' })
  await house.clock.advance(2 * SECOND)
  const acme = await house.another(trial).company('acme')
  const deeds = async () => (await recordsOf(acme)).filter(({ action }) => /^(note\.write|task\.finish|desk\.finish\.refused|run\.(succeeded|lost))$/.test(action)).map(({ action }) => action)
  return { ...trial, acme, way, spool, deeds, run: async () => (await acme.runs.list()).rows[0] }
}
const ALL = ['note.write', 'note.write', 'desk.finish.refused', 'task.finish', 'run.succeeded']

export function keptDeeds({ describe, on }: Topic): void {
  describe('deeds that a run leaves to be done at its desk while the store is away', () => {
    for (const since of ['before the first', 'after the first', 'answers lost'] as const) {
      on(`F2, C2: wait with its result, and are done once and in order before it ends (${since})`, async house => {
        const { clock, way, spool, deeds, run } = await cutOff(house, since)
        await clock.advance(10 * SECOND)
        assert.equal(spool.ends.size, 1)
        way.state = 'open'
        await clock.advance(MINUTE)
        assert.deepEqual(await deeds(), ALL)
        like(await run(), { status: 'succeeded', summary: 'It is built.', notices: [/"finish" was refused/] })
        assert.equal(spool.ends.size, 0)
      })
    }

    on('F2, C1: are done by the next process of its node, where the first was killed among them', async house => {
      const { paperclip, clock, way, spool, adapter, complaints, deeds, run } = await cutOff(house, 'after the first')
      await clock.advance(2 * leaseMs)
      await stopped(paperclip, clock)
      way.state = 'open'
      assert.deepEqual(await deeds(), ['note.write'])
      await house.another({ adapter, complaints }, { spool }).start()
      await clock.advance(leaseMs)
      assert.deepEqual(await deeds(), ALL)
      like(await run(), { status: 'succeeded' })
      assert.equal(spool.ends.size, 0)
    })

    on('F2, R2: are dropped with its result where another node took the run for lost', async house => {
      const { acme, clock, way, spool, adapter, complaints, deeds, run } = await cutOff(house, 'before the first')
      await house.another({ adapter, complaints }).start()
      await clock.advance(leaseMs + 2 * sweepMs)
      like(await run(), { status: 'lost' })
      const before = (await deeds()).length
      way.state = 'open'
      await clock.advance(MINUTE)
      assert.equal((await deeds()).length, before)
      like(await run(), { status: 'lost', notices: [/was taken for lost/] })
      assert.deepEqual((await acme.notes.list()).rows, [])
      assert.equal(spool.ends.size, 0)
    })

    on('F2, P16: wait without the secrets of their run; a file that holds one is refused when its turn comes', async house => {
      house.expect(...TROUBLE)
      const hidden = Buffer.from(`ab${CANARY}`).toString('base64')
      const { acme, clock, way, spool } = await cutOffKnowing(house, { kind: 'done', summary: 'Done.', desk: [{ verb: 'remember', input: { body: CANARY } }, { verb: 'attach', input: { name: 'out.bin', encoding: 'base64', content: hidden } }] })
      assert.deepEqual(canariesIn([...spool.ends.values()]), [])
      way.state = 'open'
      await clock.advance(MINUTE)
      assert.equal(spool.ends.size, 0)
      like((await acme.notes.list()).rows, [{ body: '[secret canary]' }])
      assert.deepEqual((await acme.artifacts.list()).rows, [])
      like(only((await acme.runs.list()).rows), { status: 'succeeded' })
    })
  })
}
