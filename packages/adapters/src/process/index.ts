export { processAdapter, type ProcessAdapterOptions } from './process-adapter.ts'
export type { ProcessConfig } from './config.ts'
export type { Environment } from './environment.ts'
