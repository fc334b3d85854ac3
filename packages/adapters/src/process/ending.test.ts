import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { systemClock, type Clock } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { itNeeding } from './fixtures/needs.ts'
import { alive, marked, runFixture } from './fixtures/run-fixture.ts'
import { processAdapter } from './process-adapter.ts'

const ESCAPES: Readonly<Record<string, string>> = { 'setsid.sh': 'setsid', 'nohup.sh': 'nohup', 'double-fork.py': 'python3', 'ignore-term.sh': 'sh', 'storm.py': 'python3' }

describe('X1: nothing of a run lives on', () => {
  for (const [name, program] of Object.entries(ESCAPES)) {
    itNeeding([program], `kills the whole tree of ${name} when the run is aborted, and says what it killed`, async () => {
      const { job, said, ended, log } = runFixture([name], { config: { graceMs: 200 } })
      await said('ready')
      await expect.poll(() => marked(job.run.id).length).toBeGreaterThan(1)
      job.abort()
      expect(await ended).toMatchObject({ kind: 'failed', error: { kind: 'unknown' } })
      expect(marked(job.run.id)).toEqual([])
      expect(log()).toMatch(/Ending the run: SIGTERM to process group \d+ \(.*(sleep|setsid|nohup|python3|sh) \d+/)
    })

    itNeeding([program], `kills what ${name} leaves behind when it exits by itself, and says so`, async () => {
      const { job, ended, log } = runFixture([name, 'exit'])
      expect(await ended).toEqual({ kind: 'done', summary: 'ready' })
      expect(marked(job.run.id)).toEqual([])
      expect(log()).toMatch(/Killed what the agent left behind: (sleep|setsid|nohup|python3|sh) \d+/)
    })
  }

  itNeeding(['setsid'], 'finds children that cleared their environment by their session and their parent', async () => {
    const { job, ended, log } = runFixture(['clean-environment.sh'])
    const hidden = () => [...log().matchAll(/hidden (\d+)/g)].map(match => match[1] ?? '')
    await expect.poll(hidden).toHaveLength(2)
    expect(hidden().filter(alive)).toHaveLength(2)
    job.abort()
    await ended
    expect(hidden().filter(alive)).toEqual([])
  })

  itNeeding(['setsid'], 'reaps the tree and the directories of a run whose node is gone', async () => {
    const { job, said, ended } = runFixture(['setsid.sh'])
    await said('ready')
    await processAdapter().reap?.(job.run.id)
    expect(marked(job.run.id)).toEqual([])
    expect(readdirSync(tmpdir()).filter(name => name.includes(job.run.id))).toEqual([])
    await ended
  })

  it('kills at once what ignores SIGTERM, when there is no grace', async () => {
    const { job, said, ended, log } = runFixture(['ignore-term.sh'], { config: { graceMs: 0 } })
    await said('ready')
    job.abort()
    await ended
    expect(log()).toContain('It did not end within 0 ms: SIGKILL.')
  })

  itNeeding(['setsid'], 'leaves no timer behind, however a run ends (S2)', async () => {
    const live = new Set<symbol>()
    const clock: Clock = {
      ...systemClock,
      after(ms, then) {
        const timer = Symbol(String(ms))
        live.add(timer)
        const cancel = systemClock.after(ms, () => { live.delete(timer); then() })
        return () => { live.delete(timer); cancel() }
      },
    }
    await runFixture([], { config: { command: ['true'] }, adapter: { clock } }).ended
    const { job, said, ended } = runFixture(['setsid.sh'], { adapter: { clock } })
    await said('ready')
    job.abort()
    await ended
    expect([...live]).toEqual([])
  })

  it('lets an agent save its session when it is asked to end', async () => {
    const { job, said, ended, log } = runFixture(['checkpoint.sh'])
    await said('ready')
    job.abort()
    expect(await ended).toEqual({ kind: 'done', summary: 'saved', session: { at: 7 } })
    expect(log()).not.toContain('SIGKILL')
  })
})
