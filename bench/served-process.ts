import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const BIN = fileURLToPath(new URL('../packages/cli/dist/bin.js', import.meta.url))

/** The command as it is published, serving a data folder in a process of its own. */
export interface ServedProcess { pid: number; /** From starting the process until it said where it is. */ readyMs: number; end(): Promise<void> }

export async function served(data: string): Promise<ServedProcess> {
  if (!existsSync(BIN)) throw new Error('The command is not built. Run `npm run build` first.')
  const began = performance.now(), child = spawn(process.execPath, [BIN, 'start', '--data', data, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', piece => {                                    // read on: nobody writes into a pipe that is closed
      printed += String(piece)
      if (printed.includes('http://')) resolve()
    })
    child.once('exit', () => reject(new Error(`It ended before it served: ${printed}`)))
  })
  const readyMs = performance.now() - began
  return {
    pid: child.pid ?? 0, readyMs,
    async end() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}
