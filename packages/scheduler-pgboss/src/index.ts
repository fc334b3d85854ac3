export { pgbossFacts, preparePgboss, type PgbossFacts, type PgbossPlace } from './engine-facts.ts'
export { pgbossScheduler, type PgbossSchedulerOptions } from './pgboss-scheduler.ts'
