import assert from 'node:assert/strict'
import { scripted } from '../trial.ts'
import { everyRow, textsIn } from './every-row.ts'
import { listening } from './keyed-adapter.ts'
import type { House, Topic } from './opened-company.ts'
import { done, endless, HOUR, like, MINUTE, only, refusedWith, SECOND, type Job } from './steps.ts'

const API = 'http://localhost:4400'

/** A company at whose door a server answers, whose agent does one step. */
async function served(house: House, step: (job: Job) => ReturnType<typeof endless>) {
  const trial = await house.run({ work: step }, { options: { apiUrl: `${API}/` } })
  await trial.acme.agents.hire(scripted('dev', 'work'))
  await trial.acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
  await trial.clock.advance(SECOND)
  const token = (at = 0): string => {
    const access = trial.adapter.jobs[at]?.access
    return access?.kind === 'http' ? access.token : assert.fail('no access')
  }
  return { ...trial, token, caller: (at = 0) => trial.paperclip.access.callerOf(token(at)) }
}

export function runAccess({ describe, on }: Topic): void {
  describe('the access of a run', () => {
    on('is none where no server answers, and that of a server once it says so', async house => {
      const { acme, adapter, paperclip, clock } = await house.run()
      await acme.agents.hire(scripted('dev', 'rest'))
      for (const url of [null, `${API}/`, null]) {
        paperclip.reachedAt(url)
        await acme.agents.wake('dev')
        await clock.advance(SECOND)
      }
      like(adapter.jobs.map(({ access }) => access), [{ kind: 'none' }, { kind: 'http', url: API }, { kind: 'none' }])
      for (const wrong of ['localhost:4400', 'ftp://localhost', 'http://localhost/?a', 'http://me:pw@localhost', '']) assert.throws(() => paperclip.reachedAt(wrong), { code: 'misconfigured' })
    })

    on('is that of the options, whatever a server says', async house => {
      const { adapter, paperclip, acme, clock } = await served(house, async () => done())
      paperclip.reachedAt('http://localhost:9')
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      like(adapter.jobs.map(({ access }) => access), [{ url: API }, { url: API }])
    })

    on('P19: leads to the desk of its agent while the run goes on, and nowhere once it has ended', async house => {
      const { acme, paperclip, caller, token } = await served(house, endless)
      const mine = await caller()
      assert.ok(mine?.kind === 'agent')
      const desk = await paperclip.access.seat(mine)
      await desk.finish({ task: 'ACME-1', result: 'Done from outside.' })
      like(await acme.tasks.get('ACME-1'), { status: 'done', result: 'Done from outside.' })
      await acme.runs.cancel(only((await acme.runs.list()).rows).id)
      await house.clock.advance(2 * SECOND)
      assert.equal(await paperclip.access.callerOf(token()), undefined)
      await refusedWith('stale_lease', desk.say({ task: 'ACME-1', body: 'Still here.' }))
    })

    on('P19: of a deferred run lasts until that is called back, whatever polls it meanwhile', async house => {
      const { acme, adapter, paperclip, caller, clock } = await served(house, async job => ({ kind: 'deferred', until: new Date(new Date(job.brief.now).getTime() + HOUR), handle: 1 }))
      await clock.advance(10 * MINUTE)
      const mine = await caller()
      assert.ok(mine?.kind === 'agent')
      await (await paperclip.access.seat(mine)).finish({ task: 'ACME-1', result: 'Done there.' })
      like(await acme.tasks.get('ACME-1'), { status: 'done' })
      await paperclip.runs.finish(adapter.jobs[0]?.callback ?? '', done())
      assert.equal(await caller(), undefined)
    })

    on('is heard: an agent that works from outside is not silent', async house => {
      const { acme, paperclip, caller, clock } = await served(house, endless)
      for (let minute = 0; minute < 15; minute += 5) {
        await clock.advance(5 * MINUTE)
        const mine = await caller()
        assert.ok(mine?.kind === 'agent')
        await (await paperclip.access.seat(mine)).me()
      }
      like((await acme.runs.list()).rows, [{ status: 'running' }])
      await clock.advance(11 * MINUTE)
      like((await acme.runs.list()).rows[0], { status: 'timed_out', error: { message: /said nothing/ } })
    })

    on('P16: is kept nowhere, nor heard, wherever an agent puts it', async house => {
      const heard: unknown[] = [], seen: string[] = []
      const { keepers, kept } = listening(house.store.keepers ?? assert.fail('this store brings no keepers'))
      const { acme, paperclip, clock, complaints } = await house.run({ work: async ({ access, desk, log }) => {
        const told = access.kind === 'http' ? access.token : assert.fail('no access')
        seen.push(told)
        for (const text of [told, Buffer.from(told).toString('base64'), encodeURIComponent(told)]) log({ stream: 'stdout', level: 'info', text: `Authorization: Bearer ${text}` })
        await desk.say({ task: 'ACME-1', body: told })
        await desk.remember({ body: told })
        await desk.finish({ task: told, result: told }).catch(() => {})
        return { kind: 'done', summary: told, session: { told } }
      } }, { options: { ...keepers, apiUrl: API } })
      paperclip.on(event => void heard.push(event))
      await acme.agents.hire(scripted('dev', 'work'))
      await acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
      await clock.advance(2 * SECOND)
      const forms = seen.flatMap(token => [token, Buffer.from(token).toString('base64').slice(4, -8)])
      const texts = textsIn([await everyRow(house.store, acme.id), kept, heard, complaints])
      assert.ok(forms.length > 0 && texts.some(text => text.includes('Bearer')))
      assert.deepEqual(texts.filter(text => forms.some(form => text.includes(form))), [])
    })
  })
}
