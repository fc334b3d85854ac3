// Runs the lines of docs/webhooks.md that a receiver takes, on what a server really sends.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { receiver } from '../testing/receiver.ts'
import { served } from '../testing/served.ts'

const PAGE = readFileSync(join(import.meta.dirname, '../../../../docs/webhooks.md'), 'utf8')
const [, CODE = ''] = /```js\n([\s\S]*?)```/.exec(PAGE) ?? []

describe('docs/webhooks.md', () => {
  let isFromPaperclip: (secret: string, headers: IncomingHttpHeaders, body: string) => boolean
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperclip-page-')), file = join(folder, 'verify.mjs')
    writeFileSync(file, CODE)
    isFromPaperclip = (await import(/* @vite-ignore */ pathToFileURL(file).href)).isFromPaperclip
    rmSync(folder, { recursive: true })
  })

  it('verifies in ten lines', () => {
    expect(CODE.trim().split('\n').filter(line => line !== '' && !line.startsWith('import')).length).toBeLessThanOrEqual(10)
  })

  it('I2: takes what a server sends, and nothing that was altered, that somebody else signed, or that is old', async () => {
    const to = await receiver(), { acme, app } = await served({ server: { webhooks: { allow: ['127.0.0.1'] } } })
    await app.ready()
    onTestFinished(() => app.close())
    const { secret } = await acme.webhooks.create({ name: 'Ops', url: to.url })
    await acme.tasks.create({ title: 'Ä task' })
    const [told] = await to.heard(1)
    if (!told) throw new Error('nothing came')
    const { headers, body } = told, at = Number(headers['webhook-timestamp'])
    expect(isFromPaperclip(secret, headers, body)).toBe(true)
    expect(isFromPaperclip(secret, headers, body.replace('Ä', 'A'))).toBe(false)
    expect(isFromPaperclip(`whsec_${Buffer.alloc(32).toString('base64')}`, headers, body)).toBe(false)
    expect(isFromPaperclip(secret, { ...headers, 'webhook-id': 'another' }, body)).toBe(false)
    expect(isFromPaperclip(secret, { ...headers, 'webhook-timestamp': String(at - 301) }, body)).toBe(false)
    expect(isFromPaperclip(secret, {}, body)).toBe(false)
  })
})
