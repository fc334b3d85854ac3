export { openPostgres, type PostgresOptions } from './open-postgres.ts'
export type { MasterKey } from './shared-vault.ts'
export { serverFacts, type ServerFacts } from './server-facts.ts'
