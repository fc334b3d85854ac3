export { functionAdapter, type FunctionAdapterOptions } from './function-adapter.ts'
export type { AgentFunction, FunctionConfig, FunctionJob } from './function-job.ts'
