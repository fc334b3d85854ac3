import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPaperclip } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { receiver } from '../testing/receiver.ts'

const SOURCE = join(import.meta.dirname, '../../../../scripts/source.mjs')
const TOLD = 12, KILLED_AT = [3, 7]

it('I2: a server that is killed in the middle of telling is survived: the next goes on from there, nothing is missing, and what comes twice has the same id', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paperclip-webhooks-')), file = join(folder, 'paperclip.db')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const store = await openSqlite({ file })
  onTestFinished(() => store.close())
  const acme = await createPaperclip({ store }).found({ slug: 'acme' })
  let server = start(file), dying = Promise.resolve()
  const kills = new Set(KILLED_AT)
  const to = await receiver((_, response, count) => {
    if (!kills.delete(count)) return void response.writeHead(204).end()
    dying = kill(server)                                                // it has sent, and hears no answer
  })
  const { webhook: { id } } = await acme.webhooks.create({ name: 'Ops', url: to.url, records: ['task'] })
  for (let n = 1; n <= TOLD; n++) await acme.tasks.create({ title: String(n) })
  for (const at of KILLED_AT) {
    await to.heard(at)
    await dying
    server = start(file)
  }
  await expect.poll(async () => (await acme.webhooks.get(id)).seq, { timeout: 40_000 }).toBeGreaterThanOrEqual(TOLD)
  await expect.poll(() => new Set(to.received.map(one => one.id)).size, { timeout: 40_000 }).toBe(TOLD)
  const titles = to.received.map(({ said }) => Number(said.data.record.texts.title))
  expect([...new Set(titles)]).toEqual(Array.from({ length: TOLD }, (_, n) => n + 1))
  expect(titles).toEqual([...titles].sort((a, b) => a - b))
  expect(to.received.length).toBe(TOLD + KILLED_AT.length)
  expect(new Set(to.received.map(one => `${one.id} ${String(one.said.data.record.texts.title)}`)).size).toBe(TOLD)
  expect((await acme.webhooks.deadLetters(id)).rows).toEqual([])
  expect(await acme.audit.verify()).toMatchObject({ ok: true })
}, 120_000)

function start(file: string): ChildProcess {
  const child = spawn(process.execPath, ['--conditions=x-src', SOURCE, join(import.meta.dirname, '../testing/server.child.ts'), file], { stdio: 'inherit' })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
