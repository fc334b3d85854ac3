import { createPaperclip, MemoryData, memoryStore, type PaperclipOptions } from '@paperclip/core'
import { FakeClock, scripted, scriptedAdapter } from '@paperclip/core/testing'
import type { OutgoingHttpHeaders } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { openStream, type LiveStream } from '../testing/live-stream.ts'
import { served, URL_OF_TESTS, type Served } from '../testing/served.ts'

const streams: LiveStream[] = [], houses: Served[] = []
afterEach(async () => {
  for (const stream of streams.splice(0)) stream.close()
  for (const { app, paperclip } of houses.splice(0)) {
    await app.close()
    await paperclip.stop()
  }
})

/** A server that listens, on a clock of its own, and a way to listen to it. */
async function house(options: Partial<PaperclipOptions> = {}) {
  const clock = new FakeClock(), data = new MemoryData()
  const made = await served({ paperclip: { store: memoryStore({ data, clock }), clock, ...options }, server: { clock } })
  await made.app.listen({ host: '127.0.0.1', port: 0 })
  houses.push(made)
  const { token: key, key: { id: keyId } } = await made.acme.keys.create({ name: 'ci', level: 'viewer' })
  const listen = async (query = '', headers: OutgoingHttpHeaders = { authorization: `Bearer ${key}` }): Promise<LiveStream> => {
    const stream = await openStream(made.app, `/companies/acme/events${query}`, headers)
    streams.push(stream)
    return stream
  }
  const head = async (): Promise<number> => (await made.acme.audit.list({ direction: 'down', limit: 1 })).rows[0]?.seq ?? 0
  /** A stream that is open: it was told where it stands. */
  const live = async (...given: Parameters<typeof listen>): Promise<LiveStream> => {
    const stream = await listen(...given)
    await stream.until(heard => heard.length > 0)
    return stream
  }
  return { ...made, clock, data, key, keyId, listen, live, head }
}

const upTo = (seq: number) => (heard: readonly { id?: number }[]): boolean => heard.some(({ id }) => id === seq)
const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index)

describe('live events', () => {
  it('tell every record as the audit log shows it, in its order, as it is committed', async () => {
    const { acme, ask, key, live, head } = await house()
    const stream = await live(), before = await head()
    expect(stream.heard).toEqual([{ event: 'cursor', id: before, data: { seq: before } }])
    await acme.tasks.create({ title: 'Ship it' })
    await acme.notes.write({ body: 'Remember this.\nAnd that.' })
    await stream.until(upTo(await head()))
    const shown = (await ask(key, 'GET', '/companies/acme/audit?limit=500')).json().rows.filter(({ seq }: { seq: number }) => seq > before)
    expect(stream.heard.slice(1)).toEqual(shown.map((data: { seq: number }) => ({ event: 'record', id: data.seq, data })))
    expect(stream.answer.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store, no-transform' })
  })

  it('go on from where they were, with none missing and none twice, while more is written', async () => {
    const { acme, live, listen, head, key } = await house()
    for (let n = 0; n < 20; n++) await acme.tasks.create({ title: `Task ${n}` })
    const all = await listen('?after=0')
    await all.until(upTo(await head()))
    expect(all.records).toEqual(numbers(1, await head()))
    const first = await live()
    first.close()
    const from = first.last
    const writing = Promise.all(numbers(1, 50).map(n => acme.tasks.create({ title: `More ${n}` })))
    const again = await listen('?after=1', { authorization: `Bearer ${key}`, 'last-event-id': String(from) })
    await writing
    await again.until(upTo(await head()))
    expect(again.records).toEqual(numbers(from + 1, await head()))
  })

  it('go on from far behind what stands ready, from the log itself', async () => {
    const { acme, live, listen, head } = await house()
    await live()
    for (let n = 0; n < 2_100; n++) await acme.notes.write({ body: `${n}` })
    const late = await listen('?after=0')
    await late.until(upTo(await head()))
    expect(late.records).toEqual(numbers(1, await head()))
  })

  it('are only of the kinds that were asked for, and tell how far past the others they are', async () => {
    const { acme, live, head, clock } = await house()
    const stream = await live('?nouns=task&nouns=goal')
    await acme.tasks.create({ title: 'Ship it' })
    const task = await head()
    await acme.notes.write({ body: 'Remember this.' })
    await clock.advance(500)
    await stream.until(upTo(await head()))
    expect(stream.heard.slice(1).map(({ event, id }) => [event, id])).toEqual([['record', task], ['cursor', await head()]])
  })

  it('begin anew where they cannot go on: from a number that there never was', async () => {
    const { acme, listen, head, key } = await house()
    for (const heard of [String(await head() + 1), 'nonsense', '-1']) {
      const stream = await listen('', { authorization: `Bearer ${key}`, 'last-event-id': heard })
      await stream.until(all => all.length > 0)
      expect(stream.heard).toEqual([{ event: 'reset', id: await head(), data: { seq: await head(), reason: 'unknown' } }])
    }
    const stream = streams.at(-1)
    await acme.tasks.create({ title: 'Ship it' })
    await stream?.until(upTo(await head()))
  })

  it('tell what another process writes to the same data', async () => {
    const { live, data, clock, head } = await house()
    const stream = await live()
    const other = createPaperclip({ store: memoryStore({ data, clock }), clock })
    await (await other.company('acme')).tasks.create({ title: 'From elsewhere' })
    await clock.advance(1_000)
    await stream.until(upTo(await head()))
    expect(stream.records).toEqual(numbers(stream.records[0] ?? 0, await head()))
  })

  it('tell in passing what runs say and spend, without a number', async () => {
    const adapter = scriptedAdapter({
      talk: async job => {
        job.log({ stream: 'run', level: 'info', text: 'Thinking.' })
        await job.spend({ id: 'u1', cost: 1_000 })
        return { kind: 'done', summary: 'Talked.' }
      },
    })
    const { acme, paperclip, live, clock } = await house({ adapters: [adapter] })
    const stream = await live(), mute = await live('?pulses=off')
    await acme.agents.hire({ ...scripted('dev', 'talk') })
    await acme.tasks.create({ title: 'Talk', assignee: 'dev' })
    await paperclip.start()
    await clock.advance(5_000)
    await stream.until(heard => heard.some(({ event, data }) => event === 'pulse' && data['kind'] === 'log'))
    const pulses = stream.heard.filter(({ event }) => event === 'pulse')
    expect(pulses[0]).toMatchObject({ data: { kind: 'log', entry: { text: 'Thinking.' } } })
    expect(pulses.every(({ id }) => id === undefined)).toBe(true)
    await mute.until(heard => heard.some(({ data }) => data['action'] === 'run.settle' || data['noun'] === 'run'))
    expect(mute.heard.filter(({ event }) => event === 'pulse')).toEqual([])
  })

  it('G03: are closed to whoever does not read them, at no cost to others, and go on where those were', async () => {
    const { acme, live, listen, head, key } = await house()
    const slow = await live(), quick = await live(), from = slow.last
    slow.answer.pause()
    for (let n = 0; n < 300; n++) {
      await acme.notes.write({ body: `${n}`.padEnd(90_000, '.') })
      if (n % 20 === 19) await quick.until(upTo(await head()))
    }
    expect(quick.records).toEqual(numbers(from + 1, await head()))
    slow.answer.resume()
    await slow.ended
    expect(slow.last).toBeLessThan(await head())
    const again = await listen('', { authorization: `Bearer ${key}`, 'last-event-id': String(slow.last) })
    await again.until(upTo(await head()))
    expect([...slow.records, ...again.records]).toEqual(numbers(from + 1, await head()))
  }, 60_000)

  it('reach a hundred that listen at once, each told the same', async () => {
    const { acme, live, head } = await house()
    const crowd = await Promise.all(Array.from({ length: 100 }, () => live()))
    const from = await head()
    await Promise.all(numbers(1, 20).map(n => acme.tasks.create({ title: `Task ${n}` })))
    const last = await head()
    for (const stream of crowd) {
      await stream.until(upTo(last))
      expect(stream.records).toEqual(numbers(from + 1, last))
    }
  })

  it('O02: are refused to pages of other sites, and to pages that do not say of which they are', async () => {
    const { paperclip, listen } = await house()
    const { token } = await paperclip.access.openLogin({ kind: 'operator', id: 'operator:local' })
    const cookie = `paperclip=${token}`
    expect((await listen('', { cookie, origin: 'https://evil.example' })).answer.statusCode).toBe(403)
    expect((await listen('', { cookie, origin: 'null' })).answer.statusCode).toBe(403)
    expect((await listen('', { cookie })).answer.statusCode).toBe(403)
    expect((await listen('', { cookie, 'sec-fetch-site': 'cross-site' })).answer.statusCode).toBe(403)
    expect((await listen('', { cookie, origin: URL_OF_TESTS })).answer.statusCode).toBe(200)
    expect((await listen('', { cookie, 'sec-fetch-site': 'same-origin' })).answer.statusCode).toBe(200)
  })

  it('O07: end with the key they were opened with, before anything else is told', async () => {
    const { acme, keyId, live, head } = await house()
    const stream = await live(), before = await head()
    await acme.keys.revoke(keyId)
    await acme.tasks.create({ title: 'Secret plans' })
    await stream.ended
    expect(stream.last).toBe(before)
  })

  it('O07: end within a second of a key that ran out, a sign-out, a seat that was lost, and whatever of that was done elsewhere', async () => {
    const { acme, paperclip, live, clock, data, ask } = await house()
    const browser = async (operator: { kind: 'operator'; id: string }) => {
      const { token: login } = await paperclip.access.openLogin(operator)
      return { login, stream: await live('', { cookie: `paperclip=${login}`, origin: URL_OF_TESTS }) }
    }
    const brief = await acme.keys.create({ name: 'brief', level: 'viewer', expiresIn: '5m' }), elsewhere = await acme.keys.create({ name: 'elsewhere', level: 'viewer' })
    const expiring = await live('', { authorization: `Bearer ${brief.token}` }), revoked = await live('', { authorization: `Bearer ${elsewhere.token}` })
    const leaving = await browser({ kind: 'operator', id: 'operator:local' })
    await ask({ login: leaving.login }, 'DELETE', '/session')
    await leaving.stream.ended
    const guest = async (email: string) => browser(await paperclip.access.accept((await acme.invitations.create({ level: 'viewer' })).code, { kind: 'new', account: { email, name: email, password: 'correct horse' } }))
    const unseated = await guest('ada@example.com'), disabled = await guest('eve@example.com')
    const idOf = async (email: string): Promise<string> => (await paperclip.access.accounts()).rows.find(account => account.email === email)?.id ?? ''
    await acme.members.set({ id: await idOf('ada@example.com'), level: null })
    await unseated.stream.ended
    await paperclip.access.changeAccount(await idOf('eve@example.com'), { status: 'disabled' })
    await disabled.stream.ended
    const other = createPaperclip({ store: memoryStore({ data, clock }), clock })
    await (await other.company('acme')).keys.revoke(elsewhere.key.id)
    await clock.advance(1_000)
    await revoked.ended
    await clock.advance(300_000)
    await expiring.ended
  })

  it('S2: end with the server, and leave no timer and no connection', async () => {
    const { app, clock, live, listen } = await house()
    const stream = await live(), late = await live()
    await clock.advance(15_000)
    await stream.until(() => stream.comments.some(comment => comment.startsWith(': alive')))
    late.close()
    await app.close()
    await stream.ended
    expect(clock.waiting).toBe(0)
    await expect(listen()).rejects.toThrow()
  })
})
