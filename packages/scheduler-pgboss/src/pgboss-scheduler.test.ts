import { testScheduler } from '@paperclip/core/testing'
import { onPostgres, testDatabase, type TestDatabase } from '@paperclip/store-postgres/testing'
import { afterAll, beforeAll } from 'vitest'
import { prepareEngine } from './engine-schema.ts'
import { pgbossScheduler } from './pgboss-scheduler.ts'

const LATE_MS = 250

onPostgres.describe('a scheduler on pg-boss', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    await prepareEngine({ url: database.url, schema: 'pgboss', connections: 1, deadlineMs: 10_000 }, database.ownerUrl)
  })
  afterAll(() => database?.drop())

  testScheduler(onPostgres, { name: 'pg-boss', lateMs: LATE_MS, make: options => pgbossScheduler({ url: database.url, lateMs: LATE_MS, ...options }) })
})
