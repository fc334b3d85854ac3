/** The databases this package can write SQL for. */
export type SqlDialect = 'sqlite' | 'postgres'
