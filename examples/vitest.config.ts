import { defineProject } from 'vitest/config'

export default defineProject({
  resolve: { conditions: ['x-src'] },
  ssr: { resolve: { conditions: ['x-src'] } },
  test: { name: 'examples', include: ['*.test.ts'], testTimeout: 20_000, maxConcurrency: 3 },
})
