import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Options } from 'tsup'

/** Libraries of hundreds of small files of which few are needed. What a package needs of them is put into it, with their license: opening the files took a third of a start (decision 0040). */
const TAKEN_IN = ['kysely', 'typebox']

/** How every package is built: ESM for Node 20, with types and source maps. */
export const build = (entry: Record<string, string>): Options =>
  ({ entry, format: 'esm', target: 'node20', platform: 'node', dts: true, clean: true, sourcemap: true, treeshake: true, noExternal: TAKEN_IN, onSuccess: async () => copyLicenses() })

function copyLicenses(): void {
  const { dependencies = {} }: { dependencies?: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))
  for (const library of TAKEN_IN) if (library in dependencies) copyFileSync(licenseOf(library), `dist/${library}.license`)
}

function licenseOf(library: string): string {
  const folder = fileURLToPath(new URL(`./node_modules/${library}/`, import.meta.url)), file = ['LICENSE', 'LICENSE.md', 'license'].map(name => `${folder}${name}`).find(existsSync)
  if (file === undefined) throw new Error(`${library} has no license beside it, so it cannot be taken in.`)
  return file
}
