import { memoryStore, PaperclipError, type Store } from '@paperclip/core'
import { FakeClock } from '@paperclip/core/testing'
import { expect, it } from 'vitest'
import { served } from './testing/served.ts'

/** A store whose answer to whether it is ready is the test's. */
const answering = (store: Store, ready: () => Promise<void>): Store => ({ ...store, ready })

it('says that it is ready while its data answer, and once why not, to its own log alone', async () => {
  const clock = new FakeClock(), said: string[] = []
  let ready = (): Promise<void> => Promise.resolve()
  const { ask } = await served({ paperclip: { store: answering(memoryStore(), () => ready()), clock }, server: { clock, logger: { warn: (message, facts) => void said.push(`${message} ${String(Object(facts)['error'])}`), error: () => {} } } })
  const told = async () => {
    const answer = await ask(null, 'GET', '/readyz')
    return [answer.statusCode, answer.body]
  }
  expect(await told()).toEqual([200, '{"ok":true}'])
  ready = () => Promise.reject(new PaperclipError('unavailable', 'connect ECONNREFUSED 10.0.0.3:5432'))
  expect(await told(), 'for a second').toEqual([200, '{"ok":true}'])
  await clock.advance(1_000)
  for (const _ of [1, 2]) {
    expect(await told()).toEqual([503, '{"ok":false}'])
    await clock.advance(1_000)
  }
  expect(said).toEqual([expect.stringMatching(/^This node is not ready\. .*ECONNREFUSED/)])
  ready = () => Promise.resolve()
  expect(await told()).toEqual([200, '{"ok":true}'])
  expect((await ask(null, 'GET', '/healthz')).statusCode).toBe(200)
})

it('F4: does not wait for data that do not answer', async () => {
  const clock = new FakeClock()
  const { ask } = await served({ paperclip: { store: answering(memoryStore(), () => new Promise(() => {})), clock }, server: { clock } })
  const asked = ask(null, 'GET', '/readyz')
  await clock.advance(2_000)
  expect((await asked).statusCode).toBe(503)
})

it('S1: takes a node that was told to stop out of service, while it still answers', async () => {
  const clock = new FakeClock(), { ask, paperclip } = await served({ server: { clock } })
  const status = async (path: string) => (await ask(null, 'GET', path)).statusCode
  await paperclip.start()
  expect(await status('/readyz')).toBe(200)
  await paperclip.stop({ drainMs: 0 })
  await clock.advance(1_000)
  expect([await status('/readyz'), await status('/healthz')]).toEqual([503, 200])
})
