import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { isAbsolute, join, resolve } from 'node:path'
import type { ProcessConfig } from './config.ts'

/** Whether a command can be started, and as which file. */
export type Startable = { kind: 'startable'; file: string } | { kind: 'not_startable'; problem: string; fix: string }

const not = (problem: string, fix: string): Startable => ({ kind: 'not_startable', problem, fix })

/** Checks a configuration against this machine. The program is looked up on `path`, in its absolute directories alone. */
export async function startable({ command, cwd }: ProcessConfig, path: string): Promise<Startable> {
  if (cwd !== undefined && !await isDirectory(cwd)) return not(`There is no directory "${cwd}" to start in.`, 'Create it, or set "cwd" to one that exists.')
  const [program = ''] = command
  const files = program.includes('/') ? [resolve(cwd ?? '/', program)] : path.split(':').filter(isAbsolute).map(directory => join(directory, program))
  let refused: string | null = null
  for (const file of files) {
    switch (await stateOf(file)) {
      case 'executable': return { kind: 'startable', file }
      case 'not_executable': refused ??= file; break
      case 'missing': break
    }
  }
  if (refused !== null) return not(`"${refused}" may not be executed.`, `Run chmod +x on it, or put its interpreter before it, like ["python3", "${refused}"].`)
  if (/\s/.test(program)) {
    return not(`There is no program "${program}".`, `No shell reads the command: write it as a list, ${JSON.stringify(program.trim().split(/\s+/))}.`)
  }
  return program.includes('/')
    ? not(`There is no file "${files[0]}".`, 'Correct "command", or create it.')
    : not(`There is no program "${program}" on the PATH (${path}).`, 'Install it, or write its absolute path into "command".')
}

async function stateOf(file: string): Promise<'executable' | 'not_executable' | 'missing'> {
  try {
    if (!(await stat(file)).isFile()) return 'missing'
  } catch {
    return 'missing'
  }
  return access(file, constants.X_OK).then(() => 'executable' as const, () => 'not_executable' as const)
}

const isDirectory = (path: string): Promise<boolean> => stat(path).then(found => found.isDirectory(), () => false)
