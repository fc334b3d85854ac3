import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditRecord } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { describe, expect, it } from 'vitest'
import { staffedSession } from '../testing/session.ts'

describe('audit', () => {
  it('verify finds a log as it was written, up to a head that was noted', async () => {
    const { run } = await staffedSession()
    const verified = (await run('audit', 'verify', '--json')).json() as { ok: true; records: number; head: string }
    expect(verified.ok).toBe(true)
    await run('task', 'create', 'Write')
    expect(await run('audit', 'verify', '--anchor', `${verified.records}:${verified.head}`)).toMatchObject({ exit: 0, out: expect.stringContaining('The log verifies.') })
    expect(await run('audit', 'verify', '--anchor', `${verified.records}:${'0'.repeat(64)}`)).toMatchObject({ exit: 3, out: expect.stringContaining('not the record that was anchored') })
    expect(await run('audit', 'verify', '--anchor', 'x')).toMatchObject({ exit: 2 })
  })

  it('verify ends with 3 and names the record that was changed', async () => {
    const { run, data, with: work } = await staffedSession()
    const id = await work(async paperclip => (await paperclip.company('acme')).id)
    const store = await openSqlite({ file: join(data, 'paperclip.db') })
    await store.transact(id, async tx => {
      const [, third] = (await tx.list('audit', { by: 'seq', limit: 2 })).rows
      await (tx.put as (noun: string, row: unknown) => Promise<void>)('audit', { ...third, actorId: 'operator:mallory' })
    })
    await store.close()
    expect(await run('audit', 'verify')).toMatchObject({ exit: 3, out: expect.stringContaining('Record 2: it is not what was hashed') })
    expect((await run('audit', 'verify', '--json')).json()).toMatchObject({ ok: false, seq: 2 })
  })

  it('export writes every record, as lines, as a document or into a file', async () => {
    const { run, data } = await staffedSession()
    const lines = (await run('audit', 'export')).out.trimEnd().split('\n').map(line => JSON.parse(line) as AuditRecord)
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, at) => at + 1))
    expect((await run('audit', 'export', '--json')).json()).toEqual(lines)
    expect((await run('audit', 'export', '--after', '3')).out.split('\n').length).toBe(lines.length - 3 + 1)
    expect((await run('audit', 'export', '--json', '--after', '9999')).json()).toEqual([])
    const file = join(data, 'log.jsonl')
    expect((await run('audit', 'export', '--out', file, '--json')).json()).toEqual({ file, records: lines.length })
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(lines.length)
    expect(await run('audit', 'export', '--out', file)).toMatchObject({ exit: 2, err: expect.stringContaining('exists already') })
    expect(await run('audit', 'export', '--out', '')).toMatchObject({ exit: 2, err: expect.stringContaining('--out: must name a file (was empty)') })
    expect(await run('audit', 'export', '--after', '-1')).toMatchObject({ exit: 2 })
    expect(existsSync(file)).toBe(true)
  })
})
