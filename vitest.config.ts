import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    maxWorkers: 3,                                              // on two cores: some tests wait for processes, and one worker more makes use of that
    projects: ['packages/*', 'examples', 'scripts'],
    coverage: { provider: 'v8', include: ['packages/*/src/**/*.ts'], exclude: ['**/*.test.ts', '**/testing/**'] },
  },
})
