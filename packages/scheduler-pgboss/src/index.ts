export { pgbossScheduler, type PgbossSchedulerOptions } from './pgboss-scheduler.ts'
