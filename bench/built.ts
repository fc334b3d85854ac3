import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PACKAGES } from '../scripts/packages.mjs'

/** Throws unless every package is built, from its source as it now stands: what is measured is what is published, and without what a loader adds to each function to name it. */
export function checkBuilt(): void {
  for (const name of PACKAGES) {
    const folder = fileURLToPath(new URL(`../packages/${name}`, import.meta.url)), built = existsSync(`${folder}/dist`) ? newest(`${folder}/dist`) : 0
    if (built < newest(`${folder}/src`)) throw new Error(`packages/${name} is not built, or its source is newer. Run \`npm run build -- --code\` first.`)
  }
}

/** When the last of the files below a folder was written. */
const newest = (folder: string): number => Math.max(...readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => !file.endsWith('.test.ts')).map(file => statSync(`${folder}/${file}`)).map(file => (file.isFile() ? file.mtimeMs : 0)))
