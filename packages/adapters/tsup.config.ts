import { defineConfig } from 'tsup'
import { build } from '../../tsup.base.ts'

export default defineConfig(build({ 'function/index': 'src/function/index.ts', 'http/index': 'src/http/index.ts', 'process/index': 'src/process/index.ts' }))
