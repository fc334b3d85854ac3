import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'

const place = ({ path }: DataFolder): string => join(path, 'current-company')

/** The slug of the company that was last named with `--company` here. */
export function rememberedCompany(folder: DataFolder): string | undefined {
  try {
    return readFileSync(place(folder), 'utf8').trim() || undefined
  } catch {
    return undefined                                     // nothing was remembered, or nothing can be read: then it must be named
  }
}

/** Remembers a company for the next command. A convenience: where it cannot be written, nothing is said. */
export function rememberCompany(folder: DataFolder, slug: string): void {
  if (rememberedCompany(folder) === slug) return
  try {
    mkdirSync(folder.path, { recursive: true, mode: 0o700 })          // beside a database on a server there may be none yet
    writeFileSync(place(folder), `${slug}\n`, { mode: 0o600 })
  } catch {
    // a folder that can be read but not written is still a folder to look at
  }
}
