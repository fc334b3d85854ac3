import { defineProject } from 'vitest/config'

export default defineProject({
  resolve: { conditions: ['x-src'] },
  ssr: { resolve: { conditions: ['x-src'] } },
  test: { name: 'scheduler-pgboss', isolate: false, testTimeout: 20_000, globalSetup: '../store-postgres/src/testing/global-setup.ts' },
})
