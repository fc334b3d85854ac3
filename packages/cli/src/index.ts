export { main } from './main.ts'
export type { Io, Output } from './io.ts'
export { EXIT, type ExitCode } from './exit-code.ts'
export { defineConfig, type StartConfig } from './start-config.ts'
