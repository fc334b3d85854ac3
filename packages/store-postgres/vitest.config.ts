import { defineProject } from 'vitest/config'

export default defineProject({
  resolve: { conditions: ['x-src'] },
  ssr: { resolve: { conditions: ['x-src'] } },
  test: { name: 'store-postgres', isolate: false, testTimeout: 20_000, globalSetup: './src/testing/global-setup.ts', maxConcurrency: 4 },
})
