import { defineConfig } from 'tsup'
import { build } from '../../tsup.base.ts'

export default defineConfig(build({ index: 'src/index.ts', otel: 'src/traces/index.ts', logs: 'src/logs/pino-logger.ts', masks: 'src/logs/masker.ts' }))
