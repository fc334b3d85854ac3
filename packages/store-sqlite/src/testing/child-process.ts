import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'

/** What runs a program from its source, as fast as what is installed. */
export const SOURCE = join(import.meta.dirname, '../../../../scripts/source.mjs')

/** Somebody who is not root, so that permissions count; undefined if this user is not root anyway. */
export const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined

/** Runs a script of this folder in a process of its own and gives back what it printed, as JSON. */
export function runChild(script: string, args: readonly string[], as: { uid: number; gid: number } | undefined = undefined): Promise<unknown> {
  const program = join(import.meta.dirname, script)
  if (as) execFileSync(process.execPath, [SOURCE, '--make', program])                        // nobody may not do this for himself
  const child = spawn(process.execPath, ['--conditions=x-src', SOURCE, program, ...args], { cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'pipe'], ...as })
  let said = '', complained = ''
  child.stdout.on('data', data => void (said += String(data)))
  child.stderr.on('data', data => void (complained += String(data)))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      if (code === 0) resolve(JSON.parse(said))
      else reject(new Error(`${script} ended with ${String(code)}: ${complained}`))
    })
  })
}
