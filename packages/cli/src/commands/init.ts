import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve } from 'node:path'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { unusable } from '../data/data-folder.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { projectFiles } from '../init/project-files.ts'
import { quoted, type Call, type Shell } from '../shell.ts'

/** Adds `init`. */
export function initVerb(program: Command, shell: Shell): void {
  program.command('init').argument('[folder]', 'where; here unless said').description('write a small company as code, with two agents that really run').action(shell.bare(init, 'anywhere'))
}

async function init({ io, args: [named = '.'], options }: Call): Promise<ExitCode> {
  const folder = resolve(io.cwd, named), files = projectFiles(slugOf(basename(folder)))
  const standing = Object.keys(files).filter(path => existsSync(join(folder, path)))
  if (standing.length > 0) throw new CliError('conflict', `There is ${standing.join(', ')} in ${folder} already: nothing was written.`, 'Name a folder that is empty, or not there yet: init <folder>')
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text, { flag: 'wx' })
    }
  } catch (error) {
    throw unusable(folder, error)
  }
  const here = relative(io.cwd, folder)
  const todo = [...here === '' ? [] : [`cd ${quoted(here)}`], 'npm install', 'npm run apply', 'npm start']
  await io.stdout.write(options.flag('json') ? `${JSON.stringify({ folder, files: Object.keys(files) }, null, 2)}\n`
    : `Wrote a company of two into ${folder}:\n${Object.keys(files).map(path => `  ${path}`).join('\n')}\n\nWhat to do next:\n${todo.map(line => `  ${line}`).join('\n')}\n`)
  return EXIT.ok
}

const slugOf = (name: string): string => name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').slice(0, 64).replace(/^-+|(?<!-)-+$/g, '') || 'my-company'
