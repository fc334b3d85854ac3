export { functionAdapter, type FunctionAdapterOptions, type FunctionConfig } from './function-adapter.ts'
export type { AgentFunction, FunctionJob } from './function-job.ts'
