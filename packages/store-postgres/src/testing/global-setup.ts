import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { findBinaries, startOwnServer } from './own-server.ts'

/** The server that tests have, or why they have none. */
export type Provided =
  | { kind: 'server'; admin: string; owner: string; serving: string; template: string }
  | { kind: 'none'; why: string }

declare module 'vitest' {
  export interface ProvidedContext { postgres: Provided }
}

const WHY = 'no PostgreSQL: set PAPERCLIP_TEST_PG_URL, or install it (Debian: apt install postgresql; elsewhere: npm install, without leaving out what is optional)'

/** One server for all test files. The first of them that needs it makes the template: Vitest's setup does not find the sources of the packages. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await given()
  if (!server) {
    if (process.env['CI']) throw new Error(`The tests of PostgreSQL cannot run: ${WHY}.`)
    console.warn(`\nThe tests of PostgreSQL are SKIPPED: ${WHY}.\n`)
    project.provide('postgres', { kind: 'none', why: WHY })
    return async () => {}
  }
  try {
    const mark = `paperclip_test_${process.pid}`
    const names = { owner: `${mark}_owner`, serving: `${mark}_app`, template: `${mark}_template` }
    await asAdmin(server.url, [`create role ${names.owner} login password 'owner'`, `create role ${names.serving} login password 'serving'`])
    project.provide('postgres', { kind: 'server', admin: server.url, ...names })
    return async () => {
      const left = await asAdmin(server.url, [`select datname from pg_database where datname like '${mark}%'`])
      for (const { datname } of left) await asAdmin(server.url, [`drop database if exists ${String(datname)} with (force)`])
      await asAdmin(server.url, [`drop role if exists ${names.serving}`, `drop role if exists ${names.owner}`])
      await server.stop()
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function given(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  const url = process.env['PAPERCLIP_TEST_PG_URL']
  if (url) return { url, stop: async () => {} }
  const binaries = findBinaries()
  return binaries === undefined ? undefined : startOwnServer(binaries)
}

async function asAdmin(url: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 60_000 })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}
