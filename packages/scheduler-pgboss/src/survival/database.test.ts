import { setTimeout as pause } from 'node:timers/promises'
import { problemsOf, type Program } from '@paperclip/cli/survival'
import { createPaperclip, type Store } from '@paperclip/core'
import { openPostgres } from '@paperclip/store-postgres'
import { onPostgres, rowsOf, type TestDatabase } from '@paperclip/store-postgres/testing'
import { beforeAll, expect, onTestFinished } from 'vitest'
import { pgbossScheduler } from '../pgboss-scheduler.ts'
import { SharedAlarms } from '../testing/shared-alarms.ts'
import { ended, go, nodeProgram, stage } from './fixtures/stage.ts'

const { describe, it } = onPostgres
const SOON = { timeout: 30_000, interval: 100 }
const nameOf = async ({ adminUrl }: TestDatabase) => String((await rowsOf(adminUrl, 'select current_database() as name'))[0]?.name)
const codeOf = (asked: Promise<unknown>) => asked.then(() => 'done', (error: unknown) => (error instanceof Error ? `${String(Reflect.get(error, 'code'))}: ${error.message}` : String(error)))

describe('a database in trouble under several nodes', () => {
  let program: Program
  beforeAll(async () => { program = await nodeProgram() }, 60_000)

  it('R1, A5: ends every connection and lets nobody in for a while, as when it restarts, and all goes on by itself', async () => {
    const { acme, database, node, hire, tasks } = await stage(program)
    await hire(10, 'clerk')
    const give = async (): Promise<void> => { for (let n = 0; n < 10; n++) await acme.tasks.create({ title: 'Work', assignee: `agent-${n}` }) }
    await give()
    const nodes = await Promise.all(['one', 'two'].map(name => node(name)))
    await go(nodes)
    const name = await nameOf(database)
    const postgres = database.adminUrl.replace(`/${name}`, '/postgres')
    await rowsOf(postgres, `alter database ${name} allow_connections false`)
    expect((await rowsOf(postgres, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)).length).toBeGreaterThan(2)
    expect(await codeOf(acme.tasks.list())).not.toBe('done')
    await pause(1_000)
    await rowsOf(postgres, `alter database ${name} allow_connections true`)
    await expect.poll(() => codeOf(give()), SOON).toBe('done')
    await expect.poll(async () => (await tasks()).filter(({ status }) => status !== 'done').length, SOON).toBe(0)
    expect(await ended(nodes)).toEqual([0, 0])
    expect(await problemsOf(acme)).toEqual([])
  }, 90_000)

  it('has no connection left: says so, and goes on once there are some again', async () => {
    const { acme, database, node, hire, tasks } = await stage(program)
    await hire(4, 'clerk')
    const name = await nameOf(database), limit = (many: number) => rowsOf(database.adminUrl, `alter database ${name} connection limit ${many}`)
    const nodes = [await node('one')]
    await go(nodes)
    const taken = (await rowsOf(database.adminUrl, `select 1 from pg_stat_activity where datname = '${name}' and usename <> 'postgres'`)).length
    await limit(taken)
    expect(await codeOf(openPostgres({ url: database.url }))).toMatch(/^unavailable: .*(too many connections|no room left)/)
    expect(await codeOf(pgbossScheduler({ url: database.url }).start(new SharedAlarms().beat('two')))).toMatch(/^unavailable: .*no room left/)
    for (let n = 0; n < 4; n++) await acme.tasks.create({ title: 'Work', assignee: `agent-${n}` })
    await expect.poll(async () => (await tasks()).filter(({ status }) => status !== 'done').length, SOON).toBe(0)
    await limit(-1)
    const late: Store = await openPostgres({ url: database.url })
    onTestFinished(() => late.close())
    expect(await (await createPaperclip({ store: late }).company('acme')).tasks.list()).toMatchObject({ rows: expect.any(Array) })
    expect(await ended(nodes)).toEqual([0])
    expect(await problemsOf(acme)).toEqual([])
  }, 90_000)
})
