import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The source files of one part of a repository, each with its lines. */
export function sourceFiles(repository, part) {
  const folder = join('src', part)
  return readdirSync(join(repository, folder)).filter(name => name.endsWith('.js')).sort()
    .map(name => ({ name, path: join(folder, name), lines: readFileSync(join(repository, folder, name), 'utf8').split('\n') }))
}

/** `file:line  text` for every line that matches. */
export const linesThat = (files, pattern) => files.flatMap(({ path, lines }) =>
  lines.flatMap((text, at) => (pattern.test(text) ? [`${path}:${at + 1}  ${text.trim()}`] : [])))
