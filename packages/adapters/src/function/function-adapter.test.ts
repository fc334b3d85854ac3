import { PaperclipError, type Outcome } from '@paperclip/core'
import { FakeClock, fakeJob, testAdapter } from '@paperclip/core/testing'
import { IsObject } from 'typebox'
import { describe, expect, it } from 'vitest'
import { functionAdapter } from './function-adapter.ts'
import type { AgentFunction } from './function-job.ts'

const keyless: AgentFunction = () => 'Never said.'
keyless.probe = () => ({ ok: false, problem: 'It has no key', fix: 'Give it one in its input.' })

const functions: Record<string, AgentFunction> = {
  keyless,
  report: () => 'Reported.',
  nothing: () => {},
  hang: ({ signal, log }) => new Promise((_, reject) => {
    log('working')
    signal.addEventListener('abort', () => reject(new Error('ended')))
  }),
  deaf: ({ log }) => {
    log('working', 'debug')
    return new Promise(() => {})
  },
  crash: () => { throw new Error('The disk is on fire.') },
  async spend({ spend }) {
    for (const id of ['a', 'b', 'a']) await spend({ id, cost: 250 })
  },
  async say({ desk }) {
    await desk.say({ to: 'bob', body: 'Hello' }).catch(() => {})
    return 'Said.'
  },
  resume: ({ session }): Outcome => ({ kind: 'done', summary: session === null ? 'began' : 'resumed', session: { turn: 1 } }),
  echo: ({ input, brief }) => `${JSON.stringify(input)} for ${brief.agent.slug}`,
}

testAdapter({ describe, it }, {
  name: 'the function adapter',
  make: () => functionAdapter(functions),
  done: { config: { function: 'report', input: { deep: [1] } }, summary: 'Reported.' },
  wrong: [{ config: { function: 'unknown' }, field: 'function' }, { config: {}, field: 'function' }, { config: { function: 'toString' }, field: 'function' }],
  hangs: { config: { function: 'hang' } },
  fails: { config: { function: 'crash' }, kind: 'crashed' },
  spends: { config: { function: 'spend' }, costs: { a: 250, b: 250 } },
  desk: { config: { function: 'say' }, verb: 'say', input: { to: 'bob', body: 'Hello' } },
  session: { config: { function: 'resume' }, resumed: 'resumed' },
  unable: { config: { function: 'keyless' } },
  defers: { skip: 'a function is done when it returns' },
  cancels: { skip: 'a function is done when it returns' },
  reaps: { skip: 'a function ends with its program' },
})

describe('functionAdapter', () => {
  const adapter = functionAdapter(functions)
  const run = (name: string, input?: unknown) => adapter.run(fakeJob({ config: adapter.parse({ function: name, input }) }))

  it('hands a function its input and its brief, and takes a string for the summary', async () => {
    expect(await run('echo', { tone: 'dry' })).toEqual({ kind: 'done', summary: '{"tone":"dry"} for ada' })
    expect(await run('nothing')).toEqual({ kind: 'done', summary: '' })
  })

  it('tells which functions there are when it refuses an unknown one', () => {
    expect(() => adapter.parse({ function: 'think' })).toThrow('function: must be one of the functions this program registered: keyless, report, nothing,')
    expect(() => functionAdapter({}).parse({ function: 'think' })).toThrow('registered: (none)')
  })

  it('has a schema that TypeBox takes for one of its own', () => {
    expect(IsObject(adapter.schema)).toBe(true)
    expect(JSON.stringify(adapter.schema)).not.toContain('~kind')
  })

  it.each([
    ['an ordinary error', new Error('No.'), 'crashed'],
    ['a store that is away', new PaperclipError('unavailable', 'No.'), 'network'],
    ['a limit', new PaperclipError('rate_limited', 'No.'), 'rate_limit'],
    ['a refusal nobody caught', new PaperclipError('forbidden', 'No.'), 'crashed'],
    ['no error at all', 'No.', 'crashed'],
  ])('fails for %s', async (_, thrown, kind) => {
    const throwing = functionAdapter({ think: () => { throw thrown } })
    expect(await throwing.run(fakeJob({ config: { function: 'think', input: null, secrets: {} } })))
      .toEqual({ kind: 'failed', error: { kind, message: 'No.', retryAfterMs: null } })
  })

  it('leaves a function behind that does not stop, and forgets its timer', async () => {
    const clock = new FakeClock()
    const patient = functionAdapter(functions, { clock, graceMs: 500 })
    const job = fakeJob({ config: patient.parse({ function: 'deaf' }) })
    const ended = patient.run(job)
    await job.began
    expect(job.logged).toEqual([{ stream: 'run', level: 'debug', text: 'working' }])
    job.abort()
    await clock.advance(500)
    expect(await ended).toMatchObject({ kind: 'failed', error: { kind: 'unknown', message: expect.stringContaining('left behind') } })
    expect(clock.waiting).toBe(0)
  })
})
