import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onPostgres, rowsOf } from '@paperclip/store-postgres/testing'
import { describe as always, expect, it as itAlways } from 'vitest'
import { betweenTwoPlaces } from '../database/fixtures/two-places.ts'
import { hintPackage } from '../data/hint-package.ts'
import { judgedHints } from '../doctor/check-hints.ts'
import { main } from '../main.ts'
import { session } from '../testing/session.ts'

const { describe, it } = onPostgres
const SOON = { timeout: 10_000, interval: 20 }

describe('start on PostgreSQL', () => {
  it('gives hints to other nodes and hears theirs, once their tables are laid out, and says so', () => betweenTwoPlaces(async ({ database: { url, ownerUrl, adminUrl }, run, io }) => {
    await run('company', 'create', 'acme', '--data', url)
    expect(await run('start', '--no-serve', '--for', '1s', '--data', url)).toMatchObject({ exit: 1, err: expect.stringMatching(/has no tables of pg-boss yet[\s\S]*db migrate --data/) })
    expect(await run('doctor', '--data', url)).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ scheduler[\s\S]*no tables of pg-boss yet[\s\S]*→ paperclipai db migrate/) })
    expect((await run('db', 'status', '--data', url)).out).toMatch(/hints +it has no tables of pg-boss yet/)

    expect(await run('db', 'migrate', '--data', url, '--owner', ownerUrl)).toMatchObject({ exit: 0, out: expect.stringMatching(/\(schema \d+, and pg-boss schema \d+\)/) })
    expect(await run('doctor', '--data', url)).toMatchObject({ exit: 0, out: expect.stringMatching(/✓ scheduler +hints between nodes, by pg-boss schema \d+; 0 wait/) })
    expect((await run('db', 'status', '--data', url, '--json')).json()).toMatchObject({ hints: { waiting: 0, dead: 0, schema: expect.any(Number) } })

    const terminal = io(), exit = main(['start', '--no-serve', '--data', url], terminal)
    await expect.poll(() => rowsOf(adminUrl, "select 1 from pg_stat_activity where application_name = 'paperclip-pgboss' and datname = current_database() and query like 'LISTEN %'"), SOON).toHaveLength(1)
    expect(terminal.out).toMatch(/wakes +by its own clock, and by hints of other nodes through pg-boss/)
    terminal.interrupt()
    expect(await exit).toBe(0)
  }))

  it('is not held up by hints where it is a rehearsal', () => betweenTwoPlaces(async ({ database: { url }, run }) => {
    await run('company', 'create', 'acme', '--data', url)
    expect(await run('start', '--no-serve', '--dry', '--for', '1s', '--json', '--data', url)).toMatchObject({ exit: 0, out: expect.stringContaining('"scheduler":"timer"') })
  }))
})

always('a scheduler', () => {
  itAlways('may come with the configuration: start has it drive the companies, and doctor names it', async () => {
    const { io, run, data } = session(), config = join(dirname(data), 'driven.mjs'), mark = join(dirname(data), 'driven.txt')
    writeFileSync(config, `import { appendFileSync } from 'node:fs'
      const say = word => appendFileSync(${JSON.stringify(mark)}, word + ' ')
      export default { scheduler: { start: async beat => say(typeof beat.claim), nudge: () => {}, stop: async () => { say('stopped'); return { drained: true, aborted: 0 } } } }`)
    await run('company', 'create', 'acme')
    expect(await run('doctor', '--no-serve', '--config', config)).toMatchObject({ exit: 0, out: expect.stringMatching(/✓ scheduler +the one of the configuration/) })
    const terminal = io(), exit = main(['start', '--no-serve', '--config', config, '--data', data], terminal)
    await terminal.written('by the scheduler of your configuration')
    await expect.poll(() => { try { return readFileSync(mark, 'utf8') } catch { return '' } }, SOON).toBe('function ')
    terminal.interrupt()
    expect(await exit).toBe(0)
    expect(readFileSync(mark, 'utf8')).toBe('function stopped ')
  })

  itAlways('of many nodes is there where its package is installed, and its absence is said', async () => {
    const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
    expect(await hintPackage(() => Promise.reject(missing))).toBeNull()
    await expect(hintPackage(() => Promise.reject(new Error('other')))).rejects.toThrow('other')
    expect(judgedHints(null, 'db migrate')).toMatchObject([{ level: 'ok', what: expect.stringMatching(/each node by its own clock.*scheduler-pgboss/) }])
  })

  itAlways('that laid hints aside is warned of, and one with tables of another version is refused', () => {
    const well = { schema: 40, needed: 40, waiting: 1, dead: 0 }
    expect(judgedHints(well, 'db migrate')).toMatchObject([{ level: 'ok', what: expect.stringContaining('1 waits') }])
    expect(judgedHints({ ...well, dead: 2 }, 'db migrate')).toMatchObject([{ level: 'ok' }, { level: 'warn', what: expect.stringContaining('2 hints were laid aside') }])
    expect(judgedHints({ ...well, schema: 39 }, 'db migrate')).toMatchObject([{ level: 'bad', what: expect.stringContaining('pg-boss schema 39, and this version needs 40'), fix: expect.stringContaining('db migrate') }])
  })
})
