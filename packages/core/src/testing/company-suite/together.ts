import assert from 'node:assert/strict'
import { scripted } from '../trial.ts'
import type { House, Topic } from './opened-company.ts'
import { endless, like, only, refusedWith, SECOND } from './steps.ts'

/** An agent in a run, called from outside, with a task in hand and what was told since. */
async function sitting(house: House) {
  const trial = await house.run({ work: endless }, { options: { apiUrl: 'http://localhost:4400' } })
  await trial.acme.agents.hire(scripted('dev', 'work'))
  await trial.acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
  await trial.clock.advance(SECOND)
  const access = trial.adapter.jobs[0]?.access
  const caller = await trial.paperclip.access.callerOf(access?.kind === 'http' ? access.token : assert.fail('no access'))
  assert.ok(caller?.kind === 'agent')
  const told: string[] = []
  trial.paperclip.on(event => { if (event.kind === 'record') told.push(event.record.action) })
  return { ...trial, caller, told, runId: only((await trial.acme.runs.list()).rows).id }
}

export function together({ describe, on }: Topic): void {
  describe('deeds that are done together', () => {
    on('are all done, each seeing those before it, and are told of after the commit', async house => {
      const { acme, paperclip, caller, told } = await sitting(house)
      const seen = await paperclip.access.together(caller, async desk => {
        await desk.update({ task: 'ACME-1', title: 'Ship it all' })
        await desk.say({ task: 'ACME-1', body: 'Renamed.' })
        const task = await desk.show({ task: 'ACME-1' })
        assert.deepEqual(told, [])
        return [task.title, (await desk.thread({ task: 'ACME-1' })).rows.map(({ body }) => body)]
      })
      assert.deepEqual(seen, ['Ship it all', ['Renamed.']])
      like(await acme.tasks.get('ACME-1'), { title: 'Ship it all' })
      assert.ok(told.includes('task.update') && told.includes('message.say'))
    })

    on('are none of them done where one is refused, or where whoever does them throws; the agent is told of the refusal', async house => {
      const { acme, paperclip, caller, told, runId } = await sitting(house)
      const before = await acme.tasks.get('ACME-1')
      await refusedWith('not_found', paperclip.access.together(caller, async desk => {
        await desk.update({ task: 'ACME-1', title: 'Half' })
        await desk.finish({ task: 'ACME-7', result: 'No such thing.' })
      }))
      await assert.rejects(paperclip.access.together(caller, async desk => {
        await desk.update({ task: 'ACME-1', title: 'Half' })
        throw new Error('I think again.')
      }), /I think again/)
      assert.deepEqual([await acme.tasks.get('ACME-1'), told.filter(action => action.startsWith('task.'))], [before, []])
      const { notices } = await acme.runs.get(runId)
      assert.equal(notices.length, 1)
      assert.match(notices.join(), /finish.*ACME-7/)
    })

    on('are done once under the same key', async house => {
      const { acme, paperclip, caller } = await sitting(house)
      const deeds = () => paperclip.access.together(caller, async desk => {
        await desk.say({ task: 'ACME-1', body: 'One.' })
        return (await desk.say({ task: 'ACME-1', body: 'Two.' })).id
      }, { key: 'once' })
      assert.equal(await deeds(), await deeds())
      assert.deepEqual((await acme.tasks.thread('ACME-1')).rows.map(({ body }) => body), ['One.', 'Two.'])
    })

    on('are refused once the run is over', async house => {
      const { acme, paperclip, caller, clock, runId } = await sitting(house)
      await acme.runs.cancel(runId)
      await clock.advance(2 * SECOND)
      await refusedWith('stale_lease', paperclip.access.together(caller, desk => desk.say({ task: 'ACME-1', body: 'Still here.' })))
      assert.deepEqual((await acme.tasks.thread('ACME-1')).rows, [])
    })
  })
}
