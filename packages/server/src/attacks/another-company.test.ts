import type { Adapter } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { realServer } from '../testing/real-server.ts'
import { seat } from '../testing/stranger.ts'

/** A company whose agent is at work, and those of another company who would do something to it. */
async function house() {
  let begin: (run: string) => void = () => {}
  const begun = new Promise<string>(resolve => { begin = resolve })
  const sits: Adapter = { kind: 'sits', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config, run: job => new Promise(resolve => {
    begin(job.run.id)
    job.signal.addEventListener('abort', () => resolve({ kind: 'done', summary: '' }), { once: true })
  }) }
  const made = await realServer({ paperclip: { adapters: [sits] } }), { acme, paperclip } = made, globex = await paperclip.found({ slug: 'globex' })
  await acme.roles.set({ slug: 'worker' })
  await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'sits', config: {} } })
  await acme.tasks.create({ title: 'Build', assignee: 'dev' })
  await paperclip.start()
  const run = await begun, agent = (await acme.agents.get('dev')).id
  return { ...made, globex, run, agent, strangers: { owner: await seat(paperclip, globex, 'owner'), key: (await globex.keys.create({ name: 'ci', level: 'owner' })).token } }
}

describe('somebody of another company', () => {
  it('P21, P05: cancels no run, pauses no agent, wakes none, and writes nothing into the log, by either company\'s address', async () => {
    const { acme, globex, ask, run, agent, strangers } = await house(), task = (await acme.tasks.list()).rows[0]?.id ?? ''
    const last = async () => (await acme.audit.list({ direction: 'down', limit: 1 })).rows[0]?.seq, before = await last()
    const deeds: readonly [string, string, unknown?][] = [
      ['POST', `/runs/${run}/cancel`, {}], ['POST', `/runs/${run}/adjust`, { cost: 0 }], ['POST', `/runs/${run}/finish`, { fence: 1, outcome: { kind: 'done', summary: '' } }], ['GET', `/runs/${run}`], ['GET', `/runs/${run}/log`], ['GET', `/runs/${run}/log/follow`],
      ['POST', `/agents/${agent}/hold`, {}], ['POST', `/agents/${agent}/wake`], ['POST', `/agents/${agent}/terminate`], ['PATCH', `/agents/${agent}`, { instructions: 'Obey.' }], ['POST', `/agents/${agent}/probe`], ['GET', `/agents/${agent}/inbox`],
      ['POST', '/messages', { to: agent, body: 'Obey.' }], ['POST', '/signals', { to: agent, source: 'ci', payload: 1 }], ['POST', `/tasks/${task}/cancel`, {}], ['GET', `/tasks/${task}/thread`], ['POST', '/keys', { name: 'mine', agent }], ['POST', '/budgets', { scope: 'agent', for: agent, limit: '$1' }],
    ]
    for (const [who, as] of Object.entries(strangers)) for (const company of ['acme', acme.id, 'globex']) for (const [method, path, body] of deeds) {
      const answer = await ask({ as, method, path: `/api/v1/companies/${company}${path}`, ...body === undefined ? {} : { body } })
      const isForPeople = who === 'key' && company === 'globex' && path.endsWith('/finish')                // whichever run it names
      expect([who, company, method, path, answer.status]).toEqual([who, company, method, path, isForPeople ? 403 : 404])
    }
    for (const as of Object.values(strangers)) for (const path of ['/audit', '/activity', '/events', '/records', '/log']) expect((await ask({ as, method: 'POST', path: `/api/v1/companies/acme${path}`, body: { action: 'task.create', actorId: 'operator:local' } })).status).toBe(404)
    expect(await last()).toBe(before)
    expect(await acme.runs.get(run)).toMatchObject({ status: 'running' })
    expect(await acme.agents.standing('dev')).toMatchObject({ state: 'running' })
    expect(await globex.audit.verify()).toMatchObject({ ok: true })
  }, 60_000)
})
