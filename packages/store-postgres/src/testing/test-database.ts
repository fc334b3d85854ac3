import pg from 'pg'
import { describe, inject, it } from 'vitest'
import { openPostgres } from '../open-postgres.ts'
import type { Provided } from './global-setup.ts'

/** A database of its own, ready for a store. */
export interface TestDatabase {
  /** As the role that serves. */
  url: string
  /** As the role that owns the tables. */
  ownerUrl: string
  /** As a superuser. */
  adminUrl: string
  drop(): Promise<void>
}

type Server = Extract<Provided, { kind: 'server' }>

const provided = inject('postgres')

/** The runner's own functions, where there is a PostgreSQL; else all is skipped, and says why. */
export const onPostgres = provided.kind === 'server' ? { describe, it } : {
  describe: (name: string, define: () => void) => void describe.skip(`${name} (SKIPPED: ${provided.why})`, define),
  it: it.skip,
}

let made = 0

/** A new database: a copy of the migrated one, or an empty one. */
export async function testDatabase(kind: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  if (provided.kind === 'none') throw new Error(provided.why)
  const { admin, owner, template } = provided
  if (kind === 'migrated') await (templated ??= makeTemplate(provided))
  const name = `${template.replace(/_template$/, '')}_${process.pid}_${Math.random().toString(36).slice(2, 8)}_${++made}`
  await asAdmin(admin, `create database ${name} owner ${owner}${kind === 'migrated' ? ` template ${template}` : ''}`)
  return { ...urlsOf(provided, name), drop: () => asAdmin(admin, `drop database if exists ${name} with (force)`) }
}

let templated: Promise<void> | undefined

/** The migrated database that others are copies of: made by the first test file that needs it, while the others wait. */
async function makeTemplate(server: Server): Promise<void> {
  const { admin, owner, template } = server
  await withClient(admin, async client => {
    await client.query(`select pg_advisory_lock(hashtext('${template}'))`)
    if ((await client.query(`select 1 from pg_database where datname = '${template}'`)).rowCount) return
    await client.query(`create database ${template}_young owner ${owner}`)
    await (await openPostgres(urlsOf(server, `${template}_young`))).close()
    await client.query(`alter database ${template}_young rename to ${template}`)
  })
}

function urlsOf({ admin, owner, serving }: Server, database: string): Pick<TestDatabase, 'url' | 'ownerUrl' | 'adminUrl'> {
  const url = (credentials: string) => admin.replace(/^(\w+:\/\/)(?:[^@/]*@)?([^/?]*)\/[^?]*/, `$1${credentials}@$2/${database}`)
  return { url: url(`${serving}:serving`), ownerUrl: url(`${owner}:owner`), adminUrl: admin.replace(/^(\w+:\/\/[^/]*)\/[^?]*/, `$1/${database}`) }
}

/** Runs statements as a superuser, outside any store. */
export async function asAdmin(url: string, statement: string): Promise<void> {
  await rowsOf(url, statement)
}

/** What a query gives on a connection of its own. */
export async function rowsOf(url: string, statement: string): Promise<Record<string, unknown>[]> {
  return withClient(url, async client => (await client.query<Record<string, unknown>>(statement)).rows)
}

async function withClient<T>(url: string, act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, query_timeout: 60_000 })
  await client.connect()
  try {
    return await act(client)
  } finally {
    await client.end()
  }
}

/** The socket of a server, or where it listens. */
export function socketOf(url: string): string | { host: string; port: number } {
  const { host, port } = new pg.Client({ connectionString: url })
  return host.startsWith('/') ? `${host}/.s.PGSQL.${port}` : { host, port }
}

/** The same database through another port of this machine. */
export const throughPort = (url: string, port: number): string => url.replace(/@[^/]*/, `@127.0.0.1:${port}`).replace(/\?host=[^&]*/, '')
