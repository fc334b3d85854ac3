import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { usd } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { describe, expect, it } from 'vitest'
import { checkNode } from '../doctor/check-machine.ts'
import { session, staffedSession } from '../testing/session.ts'

const HAS_MODES = process.platform !== 'win32'

describe('doctor', () => {
  it('says that all is well', async () => {
    const { run } = await staffedSession()
    const { exit, out, err } = await run('doctor')
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(out).toMatch(/✓ node[\s\S]*✓ folder[\s\S]*✓ database[\s\S]*✓ master key[\s\S]*✓ acme[\s\S]*✓ acme ann[\s\S]*\n\nAll is well\.\n$/)
    expect((await run('doctor', '--json')).json()).toMatchObject({ ok: true, checks: expect.arrayContaining([expect.objectContaining({ about: 'node', level: 'ok' })]) })
  })

  it('says what there is to do before there is anything', async () => {
    const { run, data } = session()
    expect(await run('doctor')).toMatchObject({ exit: 0, out: expect.stringContaining('company create <slug>') })
    expect(existsSync(data)).toBe(false)
  })

  it('finds a program that is gone', async () => {
    const { run } = await staffedSession()
    await run('agent', 'hire', 'cy', '--role', 'writer', '--draft', '--', '/no/such/program')
    expect((await run('doctor')).exit).toBe(0)
    await run('agent', 'configure', 'ann', '--', '/no/such/program')
    const { exit, out } = await run('doctor')
    expect({ exit, out }).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ acme ann[\s\S]*\/no\/such\/program[\s\S]*→ [\s\S]*Something is bad/) })
  })

  it.runIf(HAS_MODES)('finds what others may read, and says how to close it', async () => {
    const { run, runOn, data } = await staffedSession()
    await runOn({ piped: Readable.from(['hunter2hunter2']) }, 'secret', 'set', 'a-token')
    chmodSync(data, 0o755)
    expect(await run('doctor')).toMatchObject({ exit: 0, out: expect.stringMatching(/! folder[\s\S]*mode 755[\s\S]*→ chmod 700 [\s\S]*Nothing is bad\./) })
    chmodSync(join(data, 'paperclip.db-files', 'master.key'), 0o644)
    expect(await run('doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ master key[\s\S]*→ chmod 600 /) })
  })

  it('finds a key that is gone, and one that is none', async () => {
    const { run, runOn } = await staffedSession(), env = { PAPERCLIPAI_MASTER_KEY: 'a1'.repeat(32) }
    await runOn({ piped: Readable.from(['hunter2hunter2']), env }, 'secret', 'set', 'a-token')
    expect(await runOn({ env }, 'doctor')).toMatchObject({ exit: 0 })
    expect(await run('doctor')).toMatchObject({ exit: 1, out: expect.stringContaining('the master key they were kept with is not here') })
    expect(await runOn({ env: { PAPERCLIPAI_MASTER_KEY: 'x' } }, 'doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ master key +PAPERCLIPAI_MASTER_KEY/) })
  })

  it('finds a database that is none', async () => {
    const { run, data } = session()
    mkdirSync(data, { recursive: true })
    writeFileSync(join(data, 'paperclip.db'), 'Dear diary. '.repeat(100))
    expect(await run('doctor', '--json')).toMatchObject({ exit: 1 })
  })

  it('A4: finds what was changed behind the back of the log', async () => {
    const { run, data, with: programmed } = await staffedSession()
    const { companyId, budgetId } = await programmed(async paperclip => {
      const acme = await paperclip.company('acme')
      return { companyId: acme.id, budgetId: (await acme.budgets.list()).rows[0]?.id ?? '' }
    })
    expect(await run('doctor')).toMatchObject({ exit: 0, out: expect.stringMatching(/✓ acme +\d+ rows are what the \d+ records of the log say/) })
    const store = await openSqlite({ file: join(data, 'paperclip.db') })
    await store.transact(companyId, tx => tx.put('balance', { id: `${budgetId}:0`, budgetId, startsAt: new Date(0), endsAt: null, reserved: usd(0), spent: usd(1), warnedAt: null, stoppedAt: null }))
    await store.close()
    expect(await run('doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ acme +"spent" of the balance[\s\S]*is 1000000; by the[\s\S]*→ [\s\S]*audit verify --company acme/) })
  })

  it('finds files of a company that was deleted', async () => {
    const { run, data } = await staffedSession()
    await run('company', 'archive', 'acme')
    const { id } = (await run('company', 'delete', 'acme', '--confirm', 'acme', '--json')).json() as { id: string }
    expect(await run('doctor')).toMatchObject({ exit: 0, out: expect.stringContaining('nothing left of it but its tombstone') })
    mkdirSync(join(data, 'paperclip.db-files', 'logs', id), { recursive: true })
    expect(await run('doctor')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ deleted[\s\S]*→ rm -r /) })
  })

  it.each([['20.18.3', 'bad'], ['20.19.0', 'ok'], ['18.20.1', 'bad'], ['24.0.0', 'ok']])('judges Node %s to be %s', (version, level) => expect(checkNode(version).level).toBe(level))
})
