import { defineProject } from 'vitest/config'

export default defineProject({
  resolve: { conditions: ['x-src'] },
  ssr: { resolve: { conditions: ['x-src'] } },
  test: { name: 'store-sqlite', isolate: false, testTimeout: 20_000 },
})
