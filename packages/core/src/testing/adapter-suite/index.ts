export { testAdapter } from './test-adapter.ts'
export type { AdapterScenarios, AdapterSuite, Skip } from './scenarios.ts'
