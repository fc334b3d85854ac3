import type { Options } from 'tsup'

/** How every package is built: ESM for Node 20, with types and source maps. */
export const build = (entry: Record<string, string>): Options =>
  ({ entry, format: 'esm', target: 'node20', platform: 'node', dts: true, clean: true, sourcemap: true, treeshake: true })
