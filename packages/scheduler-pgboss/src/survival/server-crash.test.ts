import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { problemsOf, type Program } from '@paperclip/cli/survival'
import { openPostgres } from '@paperclip/store-postgres'
import { findBinaries, rowsOf, startOwnServer, type TestDatabase } from '@paperclip/store-postgres/testing'
import { beforeAll, describe as runnable, expect, it, onTestFinished } from 'vitest'
import { ended, go, nodeProgram, stage } from './fixtures/stage.ts'

const IS_LONG = process.env['LONG'] === '1', binaries = findBinaries()
const describe = IS_LONG && binaries !== undefined ? runnable : runnable.skip
const why = IS_LONG ? 'SKIPPED: there is no PostgreSQL on this machine that could be killed' : 'skipped: with LONG=1 only'
const AGENTS = 30, CRASHES = 3
const SOON = { timeout: 120_000, interval: 100 }

describe(`a server that is killed under load${IS_LONG && binaries !== undefined ? '' : ` (${why})`}`, () => {
  let program: Program
  beforeAll(async () => { program = await nodeProgram() }, 60_000)

  it(`C1, C2, A5, R1: ${CRASHES} times comes back with all that was acknowledged, and its nodes go on by themselves`, async () => {
    const server = await startOwnServer(binaries ?? '', 'durable')
    onTestFinished(() => server.stop())
    const { acme, folder, node, hire, tasks } = await stage(program, await databaseOn(server.url))
    await hire(AGENTS, 'clerk')
    const acked: string[] = []
    const give = async (n: number) => { acked.push((await acme.tasks.create({ title: 'Work', assignee: `agent-${n % AGENTS}` })).id) }
    for (let n = 0; n < AGENTS; n++) await give(n)
    const nodes = await Promise.all(['one', 'two'].map(name => node(name, { ROOM: '4' })))
    await go(nodes)
    for (let crash = 0; crash < CRASHES; crash++) {
      const giving = Array.from({ length: 10 }, (_, n) => give(n).catch(() => {}))                     // some are acknowledged, some are not
      await pause(Math.random() * 300)
      await server.crash()
      await Promise.all(giving)
      await server.again()
      await expect.poll(() => give(0).then(() => 'given', String), SOON).toBe('given')
      const there = new Set((await tasks()).map(({ id }) => id))
      expect(acked.filter(id => !there.has(id)), 'acknowledged and lost').toEqual([])
      expect(await acme.audit.verify()).toMatchObject({ ok: true })
    }
    await expect.poll(async () => (await tasks()).filter(({ status }) => status !== 'done').length, SOON).toBe(0)
    expect(await ended(nodes)).toEqual([0, 0])
    const finished = readFileSync(join(folder, 'acked'), 'utf8').trim().split('\n')
    expect(finished.length - new Set(finished).size, 'finished, lost and done again').toBe(0)
    expect(await problemsOf(acme)).toEqual([])
  }, 300_000)
})

/** A database with its two roles, ready for a store. */
async function databaseOn(adminUrl: string): Promise<TestDatabase> {
  await rowsOf(adminUrl, "create role crash_owner login; create role crash_app login")
  await rowsOf(adminUrl, 'create database crash owner crash_owner')
  const as = (role: string) => adminUrl.replace('postgres@/postgres', `${role}@/crash`)
  const database = { url: as('crash_app'), ownerUrl: as('crash_owner'), adminUrl: as('postgres'), drop: async () => {} }
  await (await openPostgres(database)).close()
  return database
}
