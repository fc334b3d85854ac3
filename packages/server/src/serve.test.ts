import { once } from 'node:events'
import { request } from 'node:http'
import { connect, createServer, type AddressInfo } from 'node:net'
import { createPaperclip, memoryStore } from '@paperclip/core'
import { afterEach, describe, expect, it } from 'vitest'
import { serve, type ServeOptions, type Serving } from './serve.ts'

const serving: Serving[] = []
afterEach(async () => { for (const one of serving.splice(0)) await one.close({ graceMs: 0 }) })

const house = () => createPaperclip({ store: memoryStore() })
async function serves(options: Partial<ServeOptions> = {}): Promise<Serving> {
  const one = await serve({ paperclip: house(), port: 0, ...options })
  serving.push(one)
  return one
}
const taken = async (): Promise<number> => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  serving.push({ close: async () => void other.close() } as unknown as Serving)
  return (other.address() as AddressInfo).port
}
/** The status of an answer to what was asked under a name. */
const asked = (url: string, host: string): Promise<number | undefined> => new Promise((resolve, reject) => {
  request(`${url}/api/v1/healthz`, { headers: { host } }, answer => { answer.resume(); resolve(answer.statusCode) }).once('error', reject).end()
})

describe('serving', () => {
  it('is for this machine alone unless said, and answers by its own names', async () => {
    const { app, url, localUrl } = await serves()
    expect((app.server.address() as AddressInfo).address).toBe('127.0.0.1')
    expect([url, localUrl]).toEqual([`http://localhost:${new URL(url).port}`, url])
    for (const [host, status] of [[new URL(url).host, 200], [`127.0.0.1:${new URL(url).port}`, 200], ['localhost', 421], [`evil.example:${new URL(url).port}`, 421]] as const) expect(await asked(url, host)).toBe(status)
  })

  it('says which port is taken, and takes the next where none was named', async () => {
    const port = await taken()
    await expect(serves({ port })).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken by another program.`)
    const [one, other] = [await serves({ port: undefined as never }), await serves({ port: undefined as never })]
    expect(Number(new URL(other.url).port)).toBeGreaterThan(Number(new URL(one.url).port))
  })

  it.each(['0.0.0.0', '::', '192.0.2.1', 'localhost.evil.example'])('P01: at %s, or by a public name, is refused while nobody owns the installation', async host => {
    await expect(serves({ host, publicUrls: ['http://localhost:4400'] })).rejects.toThrow('Nobody owns this installation yet')
    await expect(serves({ publicUrls: ['https://paperclip.example'] })).rejects.toThrow('Nobody owns this installation yet')
  })

  it('reaches beyond this machine once it has an owner, by the addresses it is given and its own', async () => {
    const paperclip = house(), { code } = await paperclip.access.inviteOwner()
    await paperclip.access.accept(code, { kind: 'new', account: { email: 'ada@example.com', name: 'Ada', password: 'correct horse' } })
    await expect(serves({ paperclip, host: '0.0.0.0' })).rejects.toThrow('Say by which one people reach it')
    const { url, localUrl } = await serves({ paperclip, host: '0.0.0.0', publicUrls: ['https://paperclip.example'] })
    expect(url).toBe('https://paperclip.example')
    expect(await asked(localUrl ?? '', 'paperclip.example')).toBe(200)
    expect(await asked(localUrl ?? '', 'elsewhere.example')).toBe(421)
  })

  it.each(['paperclip.example', 'ftp://paperclip.example', 'https://paperclip.example/below', 'https://me:secret@paperclip.example'])('refuses %s as a public address', async url => {
    await expect(serves({ publicUrls: [url] })).rejects.toThrow('it must be a scheme, a host and perhaps a port')
  })

  it.each([['in its head', 'GET /api/v1/healthz HTTP/1.1\r\nHost: localh'], ['in its body', 'POST /api/v1/session HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{']])('G03: cuts off a request that stops %s', async (_, sent) => {
    const { url } = await serves({ patienceMs: 100 })
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let answer = ''
    socket.on('data', part => { answer += String(part) })
    socket.write(sent.replace('HOST', new URL(url).host))
    await once(socket, 'close')
    expect(answer).toMatch(/^(HTTP\/1\.1 408|$)/)
  })

  it('tells runs where their desk is, from when it listens until it is closed', async () => {
    const told: unknown[] = [], runs = new Map<number, () => void>()
    const paperclip = createPaperclip({ store: memoryStore(), adapters: [{ kind: 'asks', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config, async run({ access }) {
      told.push(access.kind === 'http' ? access.url : null)
      runs.get(told.length)?.()
      return { kind: 'done', summary: '' }
    } }] })
    const acme = await paperclip.found({ slug: 'acme' })
    await acme.roles.set({ slug: 'worker' })
    await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'asks', config: {} } })
    const run = (nth: number): Promise<void> => new Promise(resolve => {
      runs.set(nth, resolve)
      void acme.agents.wake('dev')
    })
    const one = await serves({ paperclip })
    await paperclip.start()
    await run(1)
    await one.close({ graceMs: 0 })
    await run(2)
    await paperclip.stop({ drainMs: 1_000 })
    expect(told).toEqual([one.url, null])
  })

  it('ends what goes on for ever once its grace is over', async () => {
    const one = await serves(), socket = connect(Number(new URL(one.url).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write('GET /api/v1/healthz HTTP/1.1\r\n')
    const closed = once(socket, 'close')
    await one.close({ graceMs: 50 })
    await closed
    await expect(asked(one.url, new URL(one.url).host)).rejects.toThrow()
  })
})
