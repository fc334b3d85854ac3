/** The published packages, in the order of their dependencies. */
export const PACKAGES = ['core', 'adapters', 'store-kysely', 'store-sqlite', 'store-postgres', 'scheduler-pgboss', 'server', 'client', 'cli']
