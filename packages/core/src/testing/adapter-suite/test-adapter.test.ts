import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../ports/adapter.ts'
import { fakeJob } from '../fake-job.ts'
import { scriptedAdapter, type Step } from '../scripted-adapter.ts'
import { testAdapter } from './test-adapter.ts'

const done = (summary: string): Outcome => ({ kind: 'done', summary })
let finished = false
let cancelled = false
const machine = new Map<string, () => void>()

const script: Record<string, Step> = {
  report: async () => done('Reported.'),
  hang: job => new Promise(resolve => {
    const end = () => resolve({ kind: 'failed', error: { kind: 'unknown', message: 'Ended.', retryAfterMs: null } })
    if (job.signal.aborted) return end()
    job.signal.addEventListener('abort', end)
    machine.set(job.run.id, end)
    job.log({ stream: 'run', level: 'info', text: 'working' })
  }),
  fail: async () => ({ kind: 'failed', error: { kind: 'auth', message: 'The key is not valid.', retryAfterMs: null } }),
  async spend(job) {
    for (const id of ['a', 'b', 'a']) await job.spend({ id, cost: 100 })
    return done('Spent.')
  },
  async say(job) {
    await job.desk.say({ to: 'bob', body: 'Hello' }).catch(() => {})
    return done('Said.')
  },
  resume: async ({ session }) => ({ kind: 'done', summary: session === null ? 'began' : 'resumed', session: { turn: 1 } }),
  defer: async () => ({ kind: 'deferred', until: new Date('2999-01-01'), handle: { job: 7 } }),
}

testAdapter({ describe, it }, {
  name: 'the scripted adapter',
  make: () => scriptedAdapter(script, {
    probe: async config => config.script === 'fail' ? { ok: false, problem: 'No key.', fix: 'Give one.' } : { ok: true, detail: 'Ready.' },
    poll: async () => finished ? done('Finished.') : null,
    cancel: async () => { cancelled = true },
    reap: async runId => machine.get(runId)?.(),
  }),
  done: { config: { script: 'report' }, summary: 'Reported.' },
  wrong: [{ config: { script: 'nothing' }, field: 'script' }, { config: {}, field: 'script' }],
  hangs: { config: { script: 'hang' } },
  fails: { config: { script: 'fail' }, kind: 'auth' },
  spends: { config: { script: 'spend' }, costs: { a: 100, b: 100 } },
  desk: { config: { script: 'say' }, verb: 'say', input: { to: 'bob', body: 'Hello' } },
  session: { config: { script: 'resume' }, resumed: 'resumed' },
  unable: { config: { script: 'fail' } },
  defers: { config: { script: 'defer' }, settle: async () => { finished = true }, summary: 'Finished.' },
  cancels: { config: { script: 'defer' }, cancelled: async () => cancelled },
  reaps: { expected: true },
})

describe('the adapter suite', () => {
  const adapter = scriptedAdapter(script)

  it('finds an adapter out that never ends, throws, or invents a failure', async () => {
    const cases = new Map<string, () => Promise<void> | void>()
    const collect = { describe: (_: string, define: () => void) => define(), it: (name: string, test: () => Promise<void> | void) => void cases.set(name, test) }
    const skip = { skip: 'not the point here' }
    testAdapter(collect, {
      name: 'a bad adapter',
      endsWithinMs: 20,
      make: () => ({
        ...scriptedAdapter(script),
        probe: undefined as never,
        parse: () => ({ script: 'report' }),
        run: async job => {
          job.log({ stream: 'run', level: 'info', text: 'working' })
          if (job.signal.aborted) throw new Error('aborted')
          await new Promise(() => {})
          return done('')
        },
      }),
      done: { config: { script: 'report' }, summary: 'Reported.' },
      wrong: [{ config: {}, field: 'script' }],
      hangs: { config: {} }, fails: { config: {}, kind: 'auth' },
      spends: skip, desk: skip, session: skip, unable: skip, defers: skip, cancels: skip, reaps: skip,
    })
    const run = async (name: string) => cases.get(name)?.()
    await expect(run('refuses an unknown field and names it')).rejects.toThrow('Missing expected exception')
    await expect(run('ends soon after its signal aborts')).rejects.toThrow('did not end after its signal aborted within 20 ms')
    await expect(run('ends at once when its signal aborted before it began')).rejects.toThrow('aborted')
    expect([...cases.keys()].filter(name => name.includes('skipped: not the point here'))).toHaveLength(9)
  })

  it('hands scripted steps what core would, and remembers the jobs', async () => {
    const job = fakeJob({ config: { script: 'say' }, refuse: ['say'] })
    await adapter.run(job)
    expect(adapter.jobs).toEqual([job])
    expect(job.desk.refused).toEqual([{ verb: 'say', input: { to: 'bob', body: 'Hello' } }])
  })

  it('gives a desk that refuses what a real one would not understand', async () => {
    const job = fakeJob({ config: null })
    await expect(job.desk.finish({ task: '', result: '' })).rejects.toMatchObject({ code: 'invalid_input' })
    expect((await job.desk.finish({ task: 'ACME-1', result: 'Written.' })).status).toBe('done')
    expect(job.desk.deeds).toEqual([{ verb: 'finish', input: { task: 'ACME-1', result: 'Written.' } }])
  })
})
