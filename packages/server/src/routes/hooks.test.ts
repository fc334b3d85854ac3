import { signMessage } from '@paperclip/core'
import { FakeClock, scripted, scriptedAdapter } from '@paperclip/core/testing'
import { memoryStore } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import type { ServerOptions } from '../create-server.ts'
import { served } from '../testing/served.ts'

/** A server with a hook of the shop, and a way to send to it. */
async function shop(server: Partial<ServerOptions> = {}) {
  const clock = new FakeClock()
  const house = await served({ paperclip: { store: memoryStore({ clock }), clock, adapters: [scriptedAdapter({ rest: async () => ({ kind: 'done', summary: '' }) })] }, server: { clock, ...server } })
  await house.acme.agents.hire(scripted('dev', 'rest'))
  const { token: key } = await house.acme.keys.create({ name: 'ci', level: 'owner' })
  const made = (await house.ask(key, 'POST', '/companies/acme/hooks', { name: 'The shop', to: 'dev', source: 'shop' })).json()
  const path = new URL(made.url).pathname.replace('/api/v1', '')
  const signed = (id: string, body: string, secret = made.secret) => {
    const timestamp = String(Math.floor(clock.now().getTime() / 1_000))
    return { 'content-type': 'application/json', 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signMessage(secret, { id, timestamp, body: Buffer.from(body) }) }
  }
  const send = (body: string, headers: Record<string, string>, to = path) => house.ask(null, 'POST', to, body, headers)
  const signals = async () => (await house.acme.signals.list()).rows.map(({ source, payload }) => ({ source, payload }))
  return { ...house, clock, key, made, path, signed, send, signals }
}
const BODY = '{ "order":  7 }'

describe('a hook', () => {
  it('brings in what was signed with its secret, byte for byte, as a signal', async () => {
    const { signed, send, signals, acme, made } = await shop()
    expect((await send(BODY, signed('evt_1', BODY))).statusCode).toBe(204)
    expect(await signals()).toEqual([{ source: 'shop', payload: { order: 7 } }])
    const actions: string[] = []
    for await (const { action, noun, entityId } of acme.audit.feed()) if (noun === 'hook') actions.push(`${action} ${entityId}`)
    expect(actions).toEqual([`hook.create ${made.hook.id}`, `hook.receive ${made.hook.id}`])
  })

  it('O10: refuses what is not signed, was altered, is old, or was signed for another, all in the same words', async () => {
    const { signed, send, signals, clock, acme, path } = await shop()
    const other = await acme.hooks.create({ name: 'Another', to: 'dev', source: 'other' })
    const old = signed('evt_old', BODY)
    await clock.advance(301_000)
    const answers = [
      await send(BODY, { 'content-type': 'application/json' }), await send('{"order":8}', signed('evt_1', BODY)), await send(BODY, old), await send(BODY, signed('evt_1', BODY, other.secret)),
      await send(BODY, { ...signed('evt_1', BODY), 'webhook-id': 'evt_2' }), await send(BODY, signed('evt_1', BODY), `${path}0`), await send(BODY, signed('evt_1', BODY), '/hooks/nothing'),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 401))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
    expect(await signals()).toEqual([])
  })

  it('O10: notes what it refuses in the log of its company: once a minute, however many there are, and how many', async () => {
    const { signed, send, clock, acme, made, path, ask, key } = await shop({ limits: { tries: 1_000 } }), good = signed('evt_1', BODY)
    const noted = async () => {
      const records: unknown[] = []
      for await (const { action, actorKind, actorId, after } of acme.audit.feed()) if (action === 'hook.receive.refused') records.push([`${actorKind} ${actorId}`, after?.['refused']])
      return records
    }
    await send(BODY, { 'content-type': 'application/json' })
    await expect.poll(noted).toEqual([['system hook', 1]])
    for (let n = 0; n < 40; n++) await send(`{"order":${n}}`, good)
    for (const status of [204, 401]) expect((await send(BODY, good)).statusCode).toBe(status)                             // the second is the very same again
    for (const nowhere of [`${path}0`, '/hooks/nothing', '/hooks/com_none.hok_none']) expect((await send(BODY, good, nowhere)).statusCode).toBe(401)
    expect(await noted()).toHaveLength(1)
    await clock.advance(60_000)
    expect((await send(BODY, good)).statusCode).toBe(401)
    await expect.poll(noted).toEqual([['system hook', 1], ['system hook', 43]])
    expect((await ask(key, 'GET', `/companies/acme/hooks/${made.hook.id}`)).json()).toMatchObject({ refused: 43, refusedAt: clock.now().toISOString() })
    expect((await acme.signals.list()).rows).toHaveLength(1)
  })

  it('O10, I2: refuses the very same message again, and takes an event that is sent again once', async () => {
    const { signed, send, signals, clock } = await shop()
    const first = signed('evt_1', BODY)
    expect((await send(BODY, first)).statusCode).toBe(204)
    expect((await send(BODY, first)).statusCode).toBe(401)
    await clock.advance(60_000)
    expect((await send(BODY, signed('evt_1', BODY))).statusCode).toBe(204)
    expect((await send(BODY, signed('evt_2', BODY))).statusCode).toBe(204)
    expect(await signals()).toHaveLength(2)
  })

  it('takes nothing more once it was revoked, and never tells its secret again', async () => {
    const { ask, key, made, signed, send, signals } = await shop()
    const shown = await ask(key, 'GET', '/companies/acme/hooks')
    expect(shown.json().rows).toEqual([made.hook])
    expect(shown.body).not.toContain(made.secret)
    expect((await ask(key, 'POST', `/companies/acme/hooks/${made.hook.id}/revoke`)).statusCode).toBe(200)
    expect((await send(BODY, signed('evt_1', BODY))).statusCode).toBe(401)
    expect(await signals()).toEqual([])
  })
})
