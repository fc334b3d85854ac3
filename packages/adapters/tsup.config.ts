import { defineConfig } from 'tsup'

export default defineConfig({
  entry: { 'function/index': 'src/function/index.ts', 'process/index': 'src/process/index.ts' },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  dts: true,
  clean: true,
  sourcemap: true,
  treeshake: true,
})
