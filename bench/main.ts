import { checkBuilt } from './built.ts'
import { row, table, type Row, type Size } from './report.ts'

/** A bench: its name, and how to run it. Each is a file beside this one. */
const BENCHES: Readonly<Record<string, () => Promise<{ bench(size: Size): Promise<Row[]> }>>> = {
  'run-sqlite': () => import('./run-sqlite.ts'),
  step: () => import('./step.ts'),
  rehearse: () => import('./rehearse.ts'),
  audit: () => import('./audit.ts'),
  import: () => import('./import.ts'),
  schedule: () => import('./schedule.ts'),
  restart: () => import('./restart.ts'),
  'run-postgres': () => import('./run-postgres.ts'),
  'dispatch-postgres': () => import('./dispatch-postgres.ts'),
  tenancy: () => import('./tenancy.ts'),
  'hot-company': () => import('./hot-company.ts'),
  nodes: () => import('./nodes.ts'),
  api: () => import('./api.ts'),
  live: () => import('./live.ts'),
  start: () => import('./start.ts'),
  idle: () => import('./idle.ts'),
  history: () => import('./history.ts'),
  overload: () => import('./overload.ts'),
  flood: () => import('./flood.ts'),
}

const [name = '', ...options] = process.argv.slice(2)
const chosen = BENCHES[name]
if (!chosen) {
  console.error(`Usage: npm run bench -- <name> [--json] [--small]\nBenches: ${Object.keys(BENCHES).join(', ')}`)
  process.exit(2)
}
checkBuilt()
const began = performance.now()
const rows = [...await (await chosen()).bench(options.includes('--small') ? 'small' : 'full'), row('bench-seconds', [(performance.now() - began) / 1_000, 's'])]
console.log(options.includes('--json') ? JSON.stringify({ bench: name, rows }) : table(rows))
