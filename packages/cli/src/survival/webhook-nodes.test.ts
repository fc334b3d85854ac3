import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createPaperclip } from '@paperclip/core'
import { openPostgres } from '@paperclip/store-postgres'
import { onPostgres, testDatabase } from '@paperclip/store-postgres/testing'
import { expect, onTestFinished } from 'vitest'
import { started, type Program } from './fixtures/program.ts'

const { describe, it } = onPostgres
const MASTER_KEY = '5e'.repeat(32)
const NODES = ['127.0.0.1', '127.0.0.2']
/** From source, for a server has pages beside its code. */
const PROGRAM: Program = { file: join(import.meta.dirname, 'fixtures/telling-node.child.ts') }, FROM_SOURCE = { NODE_OPTIONS: '--conditions=x-src --import tsx' }
const TOLD = 24, KILLED_AT = 9

describe('webhooks of several nodes on one PostgreSQL', () => {
  it('I2, R2: are told by one node at a time, each record once and in order; when the one that sends is killed, the other goes on from there', async () => {
    const database = await testDatabase(), store = await openPostgres({ url: database.url, masterKey: MASTER_KEY, connections: 4 })
    onTestFinished(async () => {
      await store.close()
      await database.drop()
    })
    const nodes = new Map(NODES.map(address => [address, started(PROGRAM, [database.url, MASTER_KEY, address], { env: FROM_SOURCE })]))
    await Promise.all([...nodes.values()].map(node => node.said(/ready/)))
    const kill = (address: string): void => nodes.get(address)?.signal('SIGKILL')
    const { port, heard, mostAtOnce } = await ears((by, response, count) => (count === KILLED_AT ? kill(by) : void response.writeHead(204).end()))          // it has sent, and hears no answer

    const acme = await createPaperclip({ store }).found({ slug: 'acme' })
    const { webhook: { id } } = await acme.webhooks.create({ name: 'Ops', url: `http://ops.internal:${port}/hook`, records: ['task'] })
    const titles = Array.from({ length: TOLD }, (_, n) => String(n + 1))
    for (const title of titles) await acme.tasks.create({ title })
    await expect.poll(() => heard.map(one => one.title).at(-1), { timeout: 60_000 }).toBe(titles.at(-1))
    await expect.poll(async () => (await acme.webhooks.get(id)).seq, { timeout: 20_000 }).toBe((await acme.audit.head()).seq)

    const twice = titles.toSpliced(KILLED_AT, 0, String(KILLED_AT))
    expect(heard.map(({ title }) => title), 'in order, and only the one on whose way its node died comes twice').toEqual(twice)
    expect(new Set(heard.map(one => one.id)).size, 'with the same id').toBe(TOLD)
    expect(mostAtOnce()).toBe(1)
    const [dead = '', ...others] = new Set([heard[KILLED_AT - 1]?.by ?? '', ...heard.slice(KILLED_AT).map(({ by }) => by)])
    expect(others, 'the other has taken over').toEqual(NODES.filter(address => address !== dead))
    expect((await acme.webhooks.deadLetters(id)).rows).toEqual([])
    expect(await acme.audit.verify()).toMatchObject({ ok: true })
  }, 120_000)
})

interface Heard { id: string; title: string; by: string }

/** Receives webhooks on every address of this machine: says what came, through which, and how many came at the same time at most. */
async function ears(answer: (by: string, response: ServerResponse, count: number) => void): Promise<{ port: number; heard: readonly Heard[]; mostAtOnce(): number }> {
  const heard: Heard[] = []
  let now = 0, most = 0
  const server = createServer((request, response) => {
    const parts: Buffer[] = [], by = request.socket.localAddress ?? ''
    most = Math.max(most, ++now)
    response.once('close', () => now--)
    request.on('data', (part: Buffer) => void parts.push(part)).on('end', () => {
      const { data: { record } } = JSON.parse(Buffer.concat(parts).toString('utf8'))
      heard.push({ id: String(request.headers['webhook-id']), title: record.texts.title, by })
      answer(by, response, heard.length)
    })
  })
  await new Promise<void>(resolve => { server.listen(0, '0.0.0.0', resolve) })
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return { port, heard, mostAtOnce: () => most }
}
