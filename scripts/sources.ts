import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..')

/** One source file of a package. */
export interface Source { path: string; package: string; folder: string; text: string; lines: number; isTest: boolean }

export const PACKAGE_NAMES = readdirSync(join(ROOT, 'packages'), { withFileTypes: true }).filter(entry => entry.isDirectory()).map(({ name }) => name)

/** Every source file of every package; `folder` is the first one below `src`, or '' for files in it. */
export const SOURCES: Source[] = PACKAGE_NAMES.flatMap(name => {
  const base = join(ROOT, 'packages', name, 'src')
  return filesBelow(base).filter(path => /\.tsx?$/.test(path)).map(path => {
    const inside = relative(base, path)
    const text = readFileSync(path, 'utf8')
    return {
      path: relative(ROOT, path), package: name, folder: inside.includes('/') ? inside.slice(0, inside.indexOf('/')) : '', text,
      lines: text.split('\n').length - 1, isTest: /\.test\.tsx?$/.test(path) || inside.includes('fixtures/') || (name !== 'core' && inside.startsWith('testing/')),
    }
  })
})

/** What a file imports, as written. */
export const importsOf = ({ text }: Source): string[] =>
  [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"\n]*?(?:\{[^}]*\}[^'"\n]*?)?\bfrom\s+['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/g)]
    .map(match => match[1] ?? match[2] ?? match[3] ?? '')

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
}
