import { createRequire } from 'node:module'
import { findBinaries, startOwnServer } from '../packages/store-postgres/src/testing/own-server.ts'
import type Pg from 'pg'

/** The driver as the store has it, and not one of those that are compared with. */
export const { default: pg }: { default: typeof Pg } = await import(createRequire(new URL('../packages/store-postgres/package.json', import.meta.url)).resolve('pg'))

/** One database, as those who come to it. */
export interface Reached {
  /** As the role that serves, which row level security holds. */
  url: string
  /** As a role that serves too, and that nothing holds. */
  unwalledUrl: string
  /** As the role that owns the tables. */
  ownerUrl: string
}

export interface Postgres {
  /** Makes a database: an empty one, or a copy of another that nobody has open. */
  database(name: string, copyOf?: string): Promise<Reached>
  stop(): Promise<void>
}

/** A server of the bench's own, which keeps what it commits as one in production does (`fsync`, `full_page_writes`, `synchronous_commit`); all sides of a bench share it. */
export async function postgres(): Promise<Postgres> {
  const binaries = findBinaries()
  if (binaries === undefined) throw new Error('No PostgreSQL: install it (Debian: apt install postgresql; elsewhere: npm install, without leaving out what is optional).')
  const { url, stop } = await startOwnServer(binaries, 'durable')
  const as = (role: string, database: string) => url.replace(/^(\w+:\/\/)[^@/]*@([^/?]*)\/[^?]*/, `$1${role}@$2/${database}`)
  await statements(url, ['create role owner login', 'create role serving login', 'create role unwalled login bypassrls'])
  return {
    async database(name, copyOf) {
      await statements(url, [`create database ${name} owner owner${copyOf === undefined ? '' : ` template ${copyOf}`}`])
      await statements(as('owner', name), ['tables', 'functions'].map(kind => `alter default privileges grant ${kind === 'tables' ? 'select, insert, update, delete' : 'execute'} on ${kind} to unwalled`))
      return { url: as('serving', name), unwalledUrl: as('unwalled', name), ownerUrl: as('owner', name) }
    },
    stop,
  }
}

/** Runs statements on a connection of their own, one after another. */
export async function statements(url: string, texts: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const text of texts) await client.query(text)
  } finally {
    await client.end()
  }
}
