import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importsOf, PACKAGE_NAMES, ROOT, SOURCES, type Source } from './sources.ts'

/** Which package may import which of ours. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  core: [],
  adapters: ['core'],
  'store-kysely': ['core'],
  'store-sqlite': ['core', 'store-kysely'],
  'store-postgres': ['core', 'store-kysely'],
  'scheduler-pgboss': ['core'],
  server: ['core', 'adapters'],
  client: [],
  cli: ['core', 'adapters', 'store-kysely', 'store-sqlite', 'store-postgres', 'scheduler-pgboss', 'server', 'client'],
}

/** Which folder of core may import which: dependencies point one way. */
const CORE: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  policy: ['domain'],
  ports: ['domain'],
  store: ['domain', 'policy', 'ports'],
  operations: ['domain', 'policy', 'ports', 'store'],
  desk: ['domain', 'policy', 'ports', 'operations'],
  handles: ['domain', 'policy', 'ports', 'operations'],
  defaults: ['domain', 'policy', 'ports', 'store'],
  testing: ['', 'domain', 'policy', 'ports', 'store', 'operations', 'desk', 'handles', 'defaults'],
  '': ['domain', 'policy', 'ports', 'store', 'operations', 'desk', 'handles', 'defaults'],
}

/** Libraries a folder of core may use, beside those of Node. */
const CORE_LIBRARIES: Readonly<Record<string, readonly string[]>> = { domain: ['zod', 'croner'], policy: ['croner'], ports: ['zod', 'typebox'], store: [], operations: ['zod'], desk: ['zod'] }

const MOST_LINES = 250
/** Files that may be longer, each with its reason. */
const LONGER: Readonly<Record<string, string>> = {}
const STORY = { path: 'packages/core/src/operations/heartbeat.ts', lines: 150 }
const NAMELESS = /(^|\/)(utils?|helpers?|commons?|types|managers?|services?)\.tsx?$/
const HANDED_IN = /\bDate\.now\(|new Date\(\)|Math\.random\(|randomUUID\(|process\.env\b|process\.argv\b/
const PURE_FOLDERS = ['domain', 'policy', 'ports', 'operations', 'desk', 'store']

const production = SOURCES.filter(({ isTest }) => !isTest)
const inCore = production.filter(source => source.package === 'core')
const offending = (sources: readonly Source[], why: (source: Source) => string | false | undefined) =>
  sources.flatMap(source => {
    const problem = why(source)
    return problem ? [`${source.path}: ${problem}`] : []
  })

/** The folder of core that a relative import leads to. */
function folderOf({ path }: Source, specifier: string): string {
  const inside = relative(join(ROOT, 'packages/core/src'), resolve(ROOT, dirname(path), specifier))
  return inside.includes('/') ? inside.slice(0, inside.indexOf('/')) : ''
}

const libraryOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')

describe('the architecture', () => {
  it('has every package in its dependency table', () => {
    expect(PACKAGE_NAMES.sort()).toEqual(Object.keys(PACKAGES).sort())
  })

  it('lets packages depend on each other only as the table says', () => {
    expect(offending(production, source => importsOf(source)
      .filter(one => one.startsWith('@paperclip/') && !PACKAGES[source.package]?.includes(one.split('/')[1] ?? '')).join())).toEqual([])
  })

  it('lets no package reach into the files of another', () => {
    expect(offending(SOURCES, source => importsOf(source).filter(one => {
      if (!one.startsWith('.')) return false
      return !resolve(ROOT, dirname(source.path), one).startsWith(join(ROOT, 'packages', source.package) + '/')
    }).join())).toEqual([])
    expect(offending(SOURCES, source => importsOf(source).filter(one => one.startsWith('@paperclip/') && !exportsOf(one.split('/')[1] ?? '').includes(one)).join())).toEqual([])
  })

  it('lets the folders of core depend on each other only as the table says', () => {
    expect(offending(inCore, source => importsOf(source).filter(one => one.startsWith('.')).map(one => folderOf(source, one))
      .filter(folder => folder !== source.folder && !CORE[source.folder]?.includes(folder)).join())).toEqual([])
  })

  it('keeps libraries out of the folders of core that do not need them', () => {
    expect(offending(inCore, source => {
      const allowed = CORE_LIBRARIES[source.folder]
      return allowed && importsOf(source).filter(one => !one.startsWith('.') && !one.startsWith('node:') && !allowed.includes(libraryOf(one))).join()
    })).toEqual([])
  })

  it('declares every library a package imports, and no other', () => {
    for (const name of PACKAGE_NAMES) {
      const { dependencies = {}, peerDependencies = {}, name: own } = JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8'))
      const used = new Set(production.filter(source => source.package === name).flatMap(importsOf).filter(one => !one.startsWith('.') && !one.startsWith('node:')).map(libraryOf))
      used.delete(own)
      expect({ name, libraries: [...used].sort() }).toEqual({ name, libraries: [...Object.keys(dependencies), ...Object.keys(peerDependencies).filter(one => one.startsWith('@paperclip/'))].sort() })
    }
  })

  it('loads what is for PostgreSQL alone only where it is needed: a start on SQLite is not the slower for it', () => {
    expect(offending(production.filter(source => source.package === 'cli'), ({ text }) => /^import (?!type\b).*'(?:@paperclip\/(?:store-postgres|scheduler-pgboss)|pg(?:-boss)?)'/m.exec(text)?.[0])).toEqual([])
  })

  it('F4: opens no connection to PostgreSQL that could wait without end', () => {
    const opened = production.flatMap(({ path, text }) => text.split('\n').filter(line => /new (?:pg\.)?(?:Client|Pool|PgBoss)\(/.test(line)).map(line => ({ path, line })))
    expect(opened.length).toBeGreaterThan(5)
    const isBound = (words: string) => words.includes('connectionTimeoutMillis') && words.includes('query_timeout')
    const reads = /\} = new pg\.Client\(\{ connectionString: url \}\)$/                            // takes an url apart, and never connects
    expect(opened.filter(({ line }) => !isBound(line) && !/\bconnecting\(/.test(line) && !reads.test(line))).toEqual([])
    const shared = production.filter(({ text }) => /export const connecting\b/.test(text))
    expect(shared.map(({ text, path }) => ({ path, bound: isBound(text) }))).toEqual(shared.map(({ path }) => ({ path, bound: true })))
    expect(shared.length).toBe(2)
  })

  it('has no circle of imports', () => {
    expect(circles()).toEqual([])
  })

  it(`keeps every file below ${MOST_LINES} lines`, () => {
    expect(offending(production, ({ lines, path }) => lines > MOST_LINES && !LONGER[path] && !path.includes('/generated/') && `${lines} lines`)).toEqual([])
  })

  it('names every file for one idea', () => {
    expect(offending(SOURCES, ({ path }) => (NAMELESS.test(path) || !/^[a-z0-9.-]+$/.test(path.split('/').at(-1) ?? '')) && 'is a drawer, or not kebab-case')).toEqual([])
  })

  it('tells the story of the heartbeat in one file', () => {
    const story = production.find(({ path }) => path === STORY.path)
    expect(story?.lines).toBeLessThanOrEqual(STORY.lines)
  })

  it('hands time, chance and environment in', () => {
    expect(offending(inCore.filter(({ folder }) => PURE_FOLDERS.includes(folder)), ({ text }) => HANDED_IN.exec(text)?.[0])).toEqual([])
  })

  it('judges without waiting, throwing or looking outside in its policies', () => {
    const exceptions = ['packages/core/src/policy/canonical.ts']                     // a number JSON has no word for is a bug of the caller
    expect(offending(inCore.filter(({ folder, path }) => folder === 'policy' && !exceptions.includes(path)), ({ text }) => /\bawait\b|\basync\b|\bthrow\b/.exec(text)?.[0])).toEqual([])
  })

  it('has no any, no non-null assertion and no silenced check', () => {
    expect(offending(production, ({ text }) => /:\s*any\b|\bas any\b|<any>|@ts-ignore|@ts-expect-error|@ts-nocheck|oxlint-disable(?!.*because)/.exec(text)?.[0])).toEqual([])
  })

  it('keeps AGENTS.md to one page of 100 lines', () => {
    expect(readFileSync(join(ROOT, 'AGENTS.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(100)
  })
})

function exportsOf(name: string): string[] {
  const path = join(ROOT, 'packages', name, 'package.json')
  if (!existsSync(path)) return []
  const { name: own, exports } = JSON.parse(readFileSync(path, 'utf8'))
  return Object.keys(exports).map(entry => (entry === '.' ? own : `${own}/${entry.slice(2)}`))
}

/** Circles among the files of one package, types included. */
function circles(): string[] {
  const edges = new Map(production.map(source => [source.path, importsOf(source).filter(one => one.startsWith('.')).map(one => relative(ROOT, resolve(ROOT, dirname(source.path), one)))]))
  const found: string[] = []
  const state = new Map<string, 'open' | 'done'>()
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'open') found.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
    if (state.has(path)) return
    state.set(path, 'open')
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of edges.keys()) visit(path, [])
  return found
}
