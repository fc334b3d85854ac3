import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { alternate } from './alternate.ts'
import { median } from './median.ts'
import { row, type Row } from './report.ts'
import { folder } from './stage.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
/** What a program installs that keeps its company in a SQLite file. store-kysely comes with store-sqlite. */
const INSTALLED = ['core', 'adapters', 'store-kysely', 'store-sqlite']
const HEAP = "gc(); const before = process.memoryUsage().heapUsed; await import('@paperclip/core'); gc(); console.log(process.memoryUsage().heapUsed - before)"

/**
 * What installing and importing cost: not from source but from the tarballs that would be published, in an empty folder, since that is what a user
 * pays. It packs what `npm run build` left, so build first.
 */
export async function bench(): Promise<Row[]> {
  const place = folder()
  install(place.path)
  const start = (...options: string[]) => {
    const began = performance.now()
    const printed = run(process.execPath, options, place.path)
    return { ms: performance.now() - began, printed }
  }
  const took = await alternate({
    ours: async () => start('--input-type=module', '-e', "import '@paperclip/core'").ms,
    floor: async () => start('-e', '0').ms,
  }, { pairs: 15, warmup: 3 })
  const heap = [1, 2, 3, 4, 5].map(() => Number(start('--expose-gc', '--input-type=module', '-e', HEAP).printed))
  const rows = [
    row('import-ratio', [took.ratio, 'x'], { atMost: 3 }),
    row('import', [median(took.ours), 'ms']),
    row('import-floor', [median(took.floor), 'ms']),
    row('import-heap-mb', [median(heap) / 1e6, 'MB'], { atMost: 20 }),
    row('install-mb', [bytesBelow(join(place.path, 'node_modules')) / 1e6, 'MB'], { atMost: 60 }),
    row('install-packages', [packagesIn(place.path), 'packages'], { atMost: 30 }),
  ]
  place.remove()
  return rows
}

function install(place: string): void {
  for (const name of INSTALLED) {
    if (!existsSync(join(ROOT, 'packages', name, 'dist'))) throw new Error(`packages/${name} is not built. Run \`npm run build\` first.`)
    run('npm', ['pack', '--silent', '--pack-destination', place], join(ROOT, 'packages', name))
  }
  const tarballs = readdirSync(place).filter(file => file.endsWith('.tgz')).map(file => join(place, file))
  writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'newcomer', private: true, type: 'module' }))
  run('npm', ['install', '--no-audit', '--no-fund', '--silent', ...tarballs], place)
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed (${status}): ${stdout}${stderr}`)
  return stdout
}

const bytesBelow = (path: string): number => readdirSync(path, { withFileTypes: true, recursive: true })
  .filter(entry => entry.isFile()).reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)

/** Packages that npm installed, ours included. */
function packagesIn(place: string): number {
  const { packages }: { packages: Record<string, unknown> } = JSON.parse(readFileSync(join(place, 'node_modules/.package-lock.json'), 'utf8'))
  return Object.keys(packages).length
}
