import type { Agent } from 'node:http'
import { connect } from 'node:net'
import { memoryStore, type Store } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { realServer, type RealServer } from '../testing/real-server.ts'

/** A store whose reads of one company stand still while they are told to. */
function standing() {
  const store = memoryStore(), held: (() => void)[] = []
  let company = ''
  const slow: Store = Object.create(store, { read: { value: async (of: string, work: Parameters<Store['read']>[1]) => {
    if (of === company) await new Promise<void>(resolve => { held.push(resolve) })
    return store.read(of, work)
  } } })
  return { slow, held, hold: (of: string) => { company = of }, letGo: () => { company = ''; held.splice(0).forEach(go => go()) } }
}

/** Two companies on one server, of which the one asks for more than it may at once. */
async function house() {
  const { slow, ...gate } = standing()
  const made = await realServer({ paperclip: { store: slow }, server: { limits: { looks: 3, changes: 5 } } })
  const other = await made.paperclip.found({ slug: 'other' })
  const keyOf = async (of: typeof other, name: string) => (await of.keys.create({ name, level: 'owner' })).token
  const greedy = [await keyOf(made.acme, 'one'), await keyOf(made.acme, 'two')], modest = await keyOf(other, 'theirs')
  for (const as of greedy) expect((await look(made, as, 'acme')).status).toBe(200)               // they are known from now on
  expect((await look(made, modest, 'other')).status).toBe(200)
  return { ...made, ...gate, greedy, modest, id: (await made.acme.get()).id }
}
const look = ({ ask }: RealServer, as: string, company: string, agent: Agent | false = false) => ask({ as, path: `/api/v1/companies/${company}/agents`, agent })

describe('whoever asks for much at once', () => {
  it('G03: waits for themselves, all keys of a company together: so many are worked on at once, and another company waits for none of the rest', async () => {
    const made = await house(), { held, hold, letGo, greedy, modest, ask, id } = made
    hold(id)
    const flood = Array.from({ length: 40 }, (_, n) => look(made, greedy[n % 2] ?? '', 'acme'))
    for (let n = 0; n < 20; n++) expect((await look(made, modest, 'other')).status).toBe(200)
    expect(held).toHaveLength(3)
    const made40 = Array.from({ length: 40 }, () => ask({ as: greedy[0] ?? '', method: 'POST', path: '/api/v1/companies/acme/tasks', body: { title: 'More' }, agent: false }))
    for (let n = 0; n < 20; n++) expect((await ask({ as: modest, method: 'POST', path: '/api/v1/companies/other/tasks', body: { title: 'One' } })).status).toBe(201)
    expect(held.length, 'and no more that change something').toBe(3 + 5)
    letGo()
    expect(new Set((await Promise.all([...flood, ...made40])).map(({ status }) => status))).toEqual(new Set([200, 201]))
  })

  it('G03: and hangs up has nothing done for them, and their place is the next one\'s', async () => {
    const made = await house(), { held, hold, letGo, greedy, modest, host, port, id } = made
    hold(id)
    const gone = await Promise.all(Array.from({ length: 30 }, () => new Promise<ReturnType<typeof connect>>(resolve => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`GET /api/v1/companies/acme/agents HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${greedy[0]}\r\n\r\n`, () => resolve(socket)))
    })))
    while (held.length < 3) await look(made, modest, 'other')
    for (const socket of gone) socket.destroy()
    const patient = look(made, greedy[1] ?? '', 'acme')
    while (held.length < 4) await look(made, modest, 'other')
    for (let n = 0; n < 20; n++) await look(made, modest, 'other')
    expect(held, 'of thirty who hung up, the three who were in hand').toHaveLength(4)
    letGo()
    expect((await patient).status).toBe(200)
  })

  it('G03: on one connection, one request after another without waiting, gets every answer in order', async () => {
    const { speak, greedy, acme } = await house()
    const head = `HTTP/1.1\r\nHost: HOST\r\nAuthorization: Bearer ${greedy[0]}\r\n`, body = '{"title":"T"}'
    const pair = `GET /api/v1/companies/acme/agents ${head}\r\nPOST /api/v1/companies/acme/tasks ${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const answers = await speak(`${pair.repeat(20)}GET /api/v1/companies/acme/agents ${head}Connection: close\r\n\r\n`)
    expect([...answers.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status).join(' ')).toBe(`${'200 201 '.repeat(20)}200`)
    expect((await acme.tasks.list()).rows).toHaveLength(20)
  })
})
