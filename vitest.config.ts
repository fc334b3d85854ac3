import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longest-first.ts'

/** The packages whose tests share a PostgreSQL server. */
const POSTGRES = 'packages/{cli,scheduler-pgboss,store-postgres}/src/**/*.test.ts'

/** Tests that measure what one agent takes from others, and how long an answer takes: with other tests beside them they would measure those. */
const QUIET = 'packages/{adapters/src/process/hostile/hostile,server/src/attacks/same-time}.test.ts'

/** Few projects, not one per package: each reads the source for itself, and what it has read serves all of its files. */
export default defineConfig({
  resolve: { conditions: ['x-src'] },
  ssr: { resolve: { conditions: ['x-src'] } },
  test: {
    maxWorkers: 3,                                              // on two cores: some tests wait for processes, and one worker more makes use of that
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 20_000,
    projects: [
      { extends: true, test: { name: 'alone', include: ['{packages/*/src,examples,scripts}/**/*.test.ts'], exclude: ['**/node_modules/**', POSTGRES, QUIET], maxConcurrency: 3 } },
      { extends: true, test: { name: 'postgres', include: [POSTGRES], maxConcurrency: 4, globalSetup: 'packages/store-postgres/src/testing/global-setup.ts' } },
      { extends: true, test: { name: 'quiet', include: [QUIET], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/*.test.ts', '**/testing/**'] },
  },
})
