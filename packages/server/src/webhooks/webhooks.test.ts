import { createHmac } from 'node:crypto'
import { createPaperclip, memoryStore, type PaperclipOptions } from '@paperclip/core'
import { FakeClock, scripted, scriptedAdapter } from '@paperclip/core/testing'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createServer, type ServerOptions } from '../create-server.ts'
import { receiver, type Received, type Receiver } from '../testing/receiver.ts'
import { served } from '../testing/served.ts'

const SECOND = 1_000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE
const LOCAL = { allow: ['127.0.0.1'] }
const WAITS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR]

/** A company on a clock of its own, with a server that tells its webhooks. */
async function company({ server = {}, paperclip = {}, clock = new FakeClock() }: { server?: Partial<ServerOptions>; paperclip?: Partial<PaperclipOptions>; clock?: FakeClock } = {}) {
  const house = await served({ paperclip: { store: memoryStore({ clock }), clock, ...paperclip }, server: { clock, webhooks: LOCAL, ...server } })
  await house.app.ready()
  onTestFinished(() => house.app.close())
  const { token: key } = await house.acme.keys.create({ name: 'ci', level: 'owner' })
  const add = async (to: Receiver | string, options: object = {}) => {
    const answer = await house.ask(key, 'POST', '/companies/acme/webhooks', { name: 'Ops', url: typeof to === 'string' ? to : to.url, records: ['task'], ...options })
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json<{ secret: string; webhook: { id: string } }>()
  }
  const standing = (id: string) => house.acme.webhooks.get(id)
  /** Waits until what came of a letter was written down. */
  const came = (id: string, to: object) => expect.poll(() => standing(id)).toMatchObject(to)
  return { ...house, clock, key, add, standing, came }
}

/** Whether a message was signed with a secret, judged without anything of ours. */
const isSigned = (secret: string, { headers, body }: Received): boolean =>
  headers['webhook-signature'] === `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`).digest('base64')}`
const titles = (received: readonly Received[]): unknown[] => received.map(({ said }) => said.data.record.texts.title)

describe('a webhook', () => {
  it('I2: is told every record that it asked for, in the order of the log, once where all goes well, signed with its secret', async () => {
    const to = await receiver(), { acme, add, came, key, ask, clock } = await company()
    await acme.tasks.create({ title: 'Before' })
    const { secret, webhook: { id } } = await add(to)
    for (const title of ['One', 'Two', 'Three']) await acme.tasks.create({ title })
    await acme.goals.set({ title: 'No task' })
    await acme.tasks.cancel('ACME-2')
    const received = await to.heard(4)
    expect(received.map(({ type }) => type)).toEqual(['task.create', 'task.create', 'task.create', 'task.cancel'])
    expect(titles(received.slice(0, 3))).toEqual(['One', 'Two', 'Three'])
    expect(new Set(received.map(one => one.id)).size).toBe(4)
    expect(received.every(one => isSigned(secret, one))).toBe(true)
    expect(received[0]?.said).toMatchObject({ timestamp: clock.now().toISOString(), data: { company: { id: acme.id, slug: 'acme' }, record: { action: 'task.create', noun: 'task' } } })
    const audit = (await ask(key, 'GET', '/companies/acme/audit?direction=down&limit=1')).json<{ rows: unknown[] }>().rows[0]
    expect(received[3]?.said.data.record).toEqual(audit)
    await came(id, { seq: received[3]?.said.data.record.seq, problem: null, attempts: 0 })
    expect(to.received.length).toBe(4)
  })

  it('I2: is told again with the same id and a new signature, after waits that grow, and what follows waits for it', async () => {
    const to = await receiver((_, response, count) => void response.writeHead(count <= WAITS.length ? 500 : 204).end())
    const { acme, add, came, clock } = await company()
    const { secret, webhook: { id } } = await add(to)
    await acme.tasks.create({ title: 'One' })
    await acme.tasks.create({ title: 'Two' })
    for (const [index, wait] of WAITS.entries()) {
      await came(id, { attempts: index + 1, problem: `http://127.0.0.1:${to.port} answered 500.`, dueAt: new Date(clock.now().getTime() + wait) })
      await clock.advance(wait - 1)
      expect(to.received.length).toBe(index + 1)
      await clock.advance(1)
      await to.heard(index + 2)
    }
    const received = await to.heard(WAITS.length + 2)
    const same = received.slice(0, -1)
    expect(titles(received)).toEqual([...same.map(() => 'One'), 'Two'])
    expect(new Set(same.map(one => one.id)).size).toBe(1)
    expect(new Set(same.map(one => one.body)).size).toBe(1)
    expect(new Set(same.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(same.length)
    expect(received.every(one => isSigned(secret, one))).toBe(true)
    await came(id, { attempts: 0, problem: null, dueAt: null })
    expect((await acme.webhooks.deadLetters(id)).rows).toEqual([])
  })

  it('I2: gives a message up after eight attempts, tells the board, goes on with the next, and tells it once more when it is asked to', async () => {
    let isWell = false
    const to = await receiver(({ said }, response) => void response.writeHead(isWell || said.data.record.texts.title === 'Two' ? 200 : 400).end())
    const { acme, add, came, clock, ask, key } = await company()
    const { webhook: { id } } = await add(to)
    await acme.tasks.create({ title: 'One' })
    await acme.tasks.create({ title: 'Two' })
    for (const [index, wait] of WAITS.entries()) {
      await came(id, { attempts: index + 1 })
      await clock.advance(wait)
    }
    const received = await to.heard(9)
    expect(titles(received)).toEqual([...Array.from({ length: 8 }, () => 'One'), 'Two'])
    await came(id, { attempts: 0, problem: null })
    const letters = (await ask(key, 'GET', `/companies/acme/webhooks/${id}/dead-letters`)).json<{ rows: object[] }>().rows
    expect(letters).toMatchObject([{ action: 'task.create', status: 'dead', attempts: 8, problem: `http://127.0.0.1:${to.port} answered 400.` }])
    expect((await acme.incidents.list()).rows).toMatchObject([{ kind: 'webhook_failing', status: 'open', detail: expect.stringContaining('"Ops"') }])

    expect((await ask(key, 'POST', `/companies/acme/webhooks/${id}/redeliver`, {})).statusCode).toBe(200)
    await to.heard(10)
    await expect.poll(async () => (await acme.webhooks.deadLetters(id)).rows).toMatchObject([{ status: 'dead', attempts: 9 }])
    isWell = true
    await acme.webhooks.redeliver(id, [received[0]?.said.data.record.seq])
    await to.heard(11)
    expect([to.received[10]?.id, to.received[10]?.body]).toEqual([received[0]?.id, received[0]?.body])
    await expect.poll(async () => (await acme.webhooks.deadLetters(id)).rows).toEqual([])
  })

  it('I2: shows the board an incident of its own, which is over once nothing of it lies with its dead letters, or it was revoked', async () => {
    let isWell = false
    const to = await receiver((_, response) => void response.writeHead(isWell ? 200 : 410).end())
    const { acme, add, came, clock } = await company()
    const ids = [(await add(to)).webhook.id, (await add(to, { name: 'Shop' })).webhook.id] as const
    await acme.tasks.create({ title: 'One' })
    for (const [index, wait] of WAITS.entries()) {
      for (const id of ids) await came(id, { attempts: index + 1 })
      await clock.advance(wait)
    }
    for (const id of ids) await came(id, { attempts: 0 })
    const incidents = async () => (await acme.incidents.list()).rows.map(({ webhookId, kind, status }) => [webhookId, kind, status]).sort()
    const each = (...statuses: string[]) => ids.map((id, n) => [id, 'webhook_failing', statuses[n]]).sort()
    expect(await incidents()).toEqual(each('open', 'open'))
    isWell = true
    await acme.webhooks.redeliver(ids[0])
    await expect.poll(incidents).toEqual(each('closed', 'open'))
    await acme.webhooks.revoke(ids[1])
    expect(await incidents()).toEqual(each('closed', 'closed'))
  })

  it('I2: waits as long as its receiver asks, and counts no answer within 15 seconds as none', async () => {
    const to = await receiver((_, response, count) => {
      if (count === 1) response.writeHead(429, { 'retry-after': '90' }).end()
      else if (count === 3) response.writeHead(204).end()
    })
    const { acme, add, came, clock } = await company()
    const { webhook: { id } } = await add(to)
    await acme.tasks.create({ title: 'One' })
    await came(id, { attempts: 1, dueAt: new Date(clock.now().getTime() + 90 * SECOND) })
    await clock.advance(90 * SECOND)
    await to.heard(2)
    await clock.advance(15 * SECOND)
    await came(id, { attempts: 2, problem: `http://127.0.0.1:${to.port} did not answer within 15 seconds.` })
    await clock.advance(30 * SECOND)
    await to.heard(3)
    await came(id, { attempts: 0, problem: null })
  })

  it('I2: is told by one node at a time, whichever that is', async () => {
    const clock = new FakeClock(), store = memoryStore({ clock })
    let letGo = (): void => {}
    const held = new Promise<void>(resolve => { letGo = resolve })
    const to = await receiver((_, response) => void held.then(() => response.writeHead(204).end()))
    const one = await company({ clock, paperclip: { store } })
    const { webhook: { id } } = await one.add(to)
    await one.acme.tasks.create({ title: 'One' })
    await to.heard(1)
    const other = await createServer({ paperclip: createPaperclip({ store, clock }), publicUrls: ['http://other'], clock, webhooks: LOCAL })
    onTestFinished(() => other.close())
    await other.ready()
    for (const title of ['Two', 'Three', 'Four']) await one.acme.tasks.create({ title })
    await clock.advance(10 * SECOND)
    expect(to.received.length).toBe(1)
    letGo()
    const last = (await to.heard(4))[3]?.said.data.record.seq
    await one.came(id, { seq: last })
    await one.app.close()
    const acme = await createPaperclip({ store, clock }).company('acme')
    await acme.tasks.create({ title: 'Five' })
    await clock.advance(30 * SECOND)
    expect(titles(await to.heard(5))).toEqual(['One', 'Two', 'Three', 'Four', 'Five'])
    await one.came(id, { problem: null })
    expect(to.received.length).toBe(5)
  })

  it('T1: tells nothing of another company, and nothing more once it was revoked', async () => {
    const to = await receiver(), { acme, add, paperclip, clock, standing } = await company()
    const { webhook: { id } } = await add(to, { records: null })
    const globex = await paperclip.found({ slug: 'globex' })
    await globex.tasks.create({ title: 'Theirs' })
    await acme.tasks.create({ title: 'Ours' })
    await to.heard(1)
    await acme.webhooks.revoke(id)
    await acme.tasks.create({ title: 'Later' })
    await clock.advance(5 * MINUTE)
    expect(to.received.map(({ said }) => said.data.company.slug)).not.toContain('globex')
    expect(titles(to.received.filter(({ type }) => type === 'task.create'))).not.toContain('Later')
    expect(await standing(id)).toMatchObject({ revokedAt: expect.any(Date) })
  })

  it('tells of a question to the board, with a link that opens it', async () => {
    const clock = new FakeClock(), to = await receiver()
    const { acme, add, paperclip, app } = await company({ clock, paperclip: { adapters: [scriptedAdapter({ asks: async ({ desk }) => {
      await desk.propose({ kind: 'agent.hire', input: { ...scripted('more', 'asks'), budget: { limit: '$1' } }, reason: 'There is too much to do.' })
      return { kind: 'done', summary: '' }
    } })] } })
    await acme.roles.set({ slug: 'worker', permissions: { 'agent.hire': 'team' } })
    await acme.agents.hire(scripted('dev', 'asks'))
    await add(to, { kind: 'approvals', records: null })
    await paperclip.start()
    onTestFinished(() => void paperclip.stop())
    await acme.agents.wake('dev')
    await acme.tasks.create({ title: 'Work', assignee: 'dev' })
    await clock.advance(SECOND)
    const [told] = await to.heard(1), [approval] = (await acme.approvals.list()).rows
    expect(told?.said).toMatchObject({ type: 'approval.ask', data: { approval: { id: approval?.id, act: 'agent.hire', reason: 'There is too much to do.' }, link: `http://localhost:4400/companies/acme/approvals/${approval?.id}` } })
    const page = await app.inject({ url: new URL(told?.said.data.link).pathname, headers: { host: 'localhost:4400' } })
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  })

  it('writes nothing where it has nothing to tell', async () => {
    const to = await receiver(), clock = new FakeClock(), store = memoryStore({ clock }), { acme, add, came } = await company({ clock, paperclip: { store } })
    const { webhook: { id } } = await add(to)
    await acme.tasks.create({ title: 'One' })
    await to.heard(1)
    await came(id, { attempts: 0 })
    const row = () => store.read(acme.id, view => view.get('outbox', id))
    await expect.poll(async () => (await row())?.leaseUntil).toBeNull()
    const before = await row()
    for (let n = 0; n < 20; n++) await acme.goals.set({ title: `Goal ${n}` })
    await clock.advance(10 * MINUTE)
    expect(await row()).toEqual(before)
  })
})

describe('where webhooks go', () => {
  it.each(['http://127.0.0.1:PORT/', 'http://localhost:PORT/', 'http://2130706433:PORT/', 'http://[::ffff:127.0.0.1]:PORT/', 'http://0.0.0.0:PORT/', 'https://169.254.169.254/latest/meta-data/', 'https://10.0.0.7/', 'https://[::1]/', 'https://inside.test/'])('O11: %s is refused, and nothing is sent', async url => {
    const to = await receiver(), { acme, add, came } = await company({ server: { webhooks: { resolve: async host => (host === 'localhost' ? ['127.0.0.1'] : ['8.8.8.8', '192.168.0.7']) } } })
    const { webhook: { id } } = await add(url.replace('PORT', String(to.port)))
    await acme.tasks.create({ title: 'One' })
    await came(id, { attempts: 1, problem: expect.stringMatching(/is not public, or leads to what is not/) })
    expect(to.received).toEqual([])
  })

  it('O11: no redirect is followed', async () => {
    const elsewhere = await receiver(), to = await receiver((_, response) => void response.writeHead(307, { location: elsewhere.url }).end())
    const { acme, add, came } = await company()
    const { webhook: { id } } = await add(to)
    await acme.tasks.create({ title: 'One' })
    await came(id, { attempts: 1, problem: expect.stringContaining('answered 307: no redirect is followed') })
    expect(elsewhere.received).toEqual([])
  })

  it('O11: what is not encrypted goes only where the installation says', async () => {
    const { acme, add, came } = await company({ server: { webhooks: { resolve: async () => ['8.8.8.8'] } } })
    const { webhook: { id } } = await add('http://ops.test/')
    await acme.tasks.create({ title: 'One' })
    await came(id, { attempts: 1, problem: expect.stringContaining('is not encrypted') })
  })

  it.each(['ftp://ops.test/', 'https://user:secret@ops.test/', 'https://ops.test/#here', 'ops.test', '/hook', 'file:///etc/passwd'])('%s is no address', async url => {
    const { ask, key } = await company()
    const answer = await ask(key, 'POST', '/companies/acme/webhooks', { name: 'Ops', url })
    expect([answer.statusCode, answer.json().fields]).toEqual([400, [{ field: 'url', problem: expect.stringContaining('must be an http or https address') }]])
  })
})
