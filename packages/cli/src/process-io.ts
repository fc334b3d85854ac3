import { systemClock } from '@paperclip/core'
import type { Io, Output } from './io.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const
const USUAL_COLUMNS = 100

/** The terminal and environment of this process. */
export function processIo(): Io {
  return {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    keyboard: process.stdin.isTTY && process.stdout.isTTY ? process.stdin : null,
    env: process.env,
    cwd: process.cwd(),
    command: isFromSource() ? 'npm run -s paperclipai --' : 'paperclipai',
    clock: systemClock,
    onSignal(heard) {
      for (const signal of SIGNALS) process.on(signal, heard)
      return () => { for (const signal of SIGNALS) process.off(signal, heard) }
    },
  }
}

const GONE = ['EPIPE', 'ERR_STREAM_DESTROYED']

function outputOf(stream: NodeJS.WriteStream): Output {
  let isGone = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads may have enough before everything is written (`| head`): that is no failure.
    if (!GONE.includes(error.code ?? '')) throw error
    isGone = true
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
