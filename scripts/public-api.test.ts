import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { PACKAGE_NAMES, ROOT } from './sources.ts'

interface Entry { name: string; source: string }

/** What a package exports; an entry without types is for the tests of this repository alone. */
const entriesOf = (name: string): Entry[] => {
  const { name: own, exports } = JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8'))
  return Object.entries<{ 'x-src'?: string; types?: string }>(exports).flatMap(([entry, target]) =>
    target['x-src'] && target.types ? [{ name: entry === '.' ? own : `${own}/${entry.slice(2)}`, source: join(ROOT, 'packages', name, target['x-src']) }] : [])
}

const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), path => readFileSync(path, 'utf8'))
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT)
const program = ts.createProgram(PACKAGE_NAMES.flatMap(entriesOf).map(({ source }) => source), options)
const checker = program.getTypeChecker()

/** The names an entry exports, each with what it is. */
function namesOf({ source }: Entry): string[] {
  const file = program.getSourceFile(source)
  const module = file && checker.getSymbolAtLocation(file)
  return module ? checker.getExportsOfModule(module).map(symbol => `${symbol.name}: ${kindOf(symbol)}`).sort() : []
}

function kindOf(symbol: ts.Symbol): string {
  const real = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
  if (real.flags & ts.SymbolFlags.Class) return 'class'
  if (real.flags & ts.SymbolFlags.Function) return 'function'
  if (real.flags & ts.SymbolFlags.Variable) return real.flags & ts.SymbolFlags.Type ? 'value and type' : 'value'
  return real.flags & ts.SymbolFlags.Interface ? 'interface' : 'type'
}

describe('the public API', () => {
  it.each(PACKAGE_NAMES)('of %s is what its snapshot says', async name => {
    const text = entriesOf(name).map(entry => `${entry.name}\n${namesOf(entry).map(one => `  ${one}\n`).join('')}`).join('\n')
    await expect(text).toMatchFileSnapshot(join(ROOT, 'packages', name, 'public-api.txt'))
  })
}, 60_000)
