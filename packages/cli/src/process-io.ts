import { systemClock } from '@paperclip/core'
import { EXIT } from './exit-code.ts'
import type { Io, Output } from './io.ts'

// SIGHUP too: a terminal that is closed must not leave agents running by themselves.
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const USUAL_COLUMNS = 100

/** The terminal and environment of this process. */
export function processIo(): Io {
  const stderr = outputOf(process.stderr, () => {})                    // there is nowhere left to say it
  const stdout = outputOf(process.stdout, code => {
    void stderr.write(`error stdout cannot be written (${code}): the output is not complete.\n  → Make room where it goes, or write it elsewhere.\n`)
    process.once('exit', () => { process.exitCode ||= EXIT.refused })
  })
  return {
    stdout, stderr,
    keyboard: process.stdin.isTTY && process.stdout.isTTY ? process.stdin : null,
    env: process.env,
    cwd: process.cwd(),
    command: isFromSource() ? 'npm run -s paperclipai --' : 'paperclipai',
    clock: systemClock,
    onSignal(heard) {
      for (const signal of SIGNALS) process.on(signal, heard)
      process.on('SIGHUP', hungUp)
      return () => {
        for (const signal of SIGNALS) process.off(signal, heard)
        process.off('SIGHUP', hungUp)
      }
    },
  }
}

/** Node aborts where it cannot give a terminal back that is gone, so in the end it goes as the signal would have it. */
function hungUp(): void {
  if (process.stdout.isTTY) process.once('exit', () => process.kill(process.pid, 'SIGHUP'))
}

/** Nobody reads any more: whoever did has enough (`| head`), or the terminal was closed. That is no failure. */
const GONE = ['EPIPE', 'ERR_STREAM_DESTROYED', 'EIO']

/** `failed` hears, once, why nothing more can be written. What runs goes on: a company must not end in the middle because its log has no room. */
export function outputOf(stream: NodeJS.WriteStream, failed: (code: string) => void): Output {
  let isGone = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (isGone) return
    isGone = true
    if (!GONE.includes(error.code ?? '')) failed(error.code ?? error.message)
  })
  return {
    write: text => (isGone || stream.destroyed || stream.write(text) ? undefined : new Promise(resolve => {
      for (const event of ['drain', 'close', 'error']) stream.once(event, resolve)
    })),
    isTTY: stream.isTTY === true,
    get columns() { return stream.columns ?? USUAL_COLUMNS },
  }
}

const isFromSource = (): boolean => process.argv[1]?.endsWith('.ts') === true
