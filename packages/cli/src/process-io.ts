import { systemClock } from '@paperclip/core'
import { EXIT } from './exit-code.ts'
import type { Io, Output } from './io.ts'

// SIGHUP too: a terminal that is closed must not leave agents running by themselves.
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const USUAL_COLUMNS = 100

/** The terminal and environment of this process. */
export function processIo(): Io {
  const ending = new Ending()
  const stderr = outputOf(process.stderr, () => {})                    // there is nowhere left to say it
  const stdout = outputOf(process.stdout, why => {
    if (why.kind === 'gone') return ending.nobodyLeft()
    void stderr.write(`error stdout cannot be written (${why.code}): the output is not complete.\n  → Make room where it goes, or write it elsewhere.\n`)
    process.once('exit', () => { process.exitCode ||= EXIT.refused })
  })
  return {
    stdout, stderr,
    keyboard: process.stdin.isTTY && process.stdout.isTTY ? process.stdin : null,
    piped: process.stdin.isTTY ? null : process.stdin,
    env: process.env,
    cwd: process.cwd(),
    command: isFromSource() ? 'npm run -s paperclipai --' : 'paperclipai',
    clock: systemClock,
    onSignal: heard => ending.onAsked(heard),
  }
}

/** Who wants to hear that this process shall end. */
export class Ending {
  readonly #hearers = new Set<() => void>()
  #isAsked = false
  #isUnheard = false
  #isAlone = false

  onAsked(heard: () => void): () => void {
    if (this.#hearers.size === 0) for (const signal of SIGNALS) process.on(signal, this.#signalled)
    this.#hearers.add(heard)
    if (this.#isUnheard) queueMicrotask(heard)
    this.#isUnheard = false
    return () => {
      if (this.#hearers.delete(heard) && this.#hearers.size === 0) for (const signal of SIGNALS) process.off(signal, this.#signalled)
    }
  }

  /** Nobody reads any more, which asks for the end as Ctrl-C does, but never twice: a terminal that is closed says so by a signal as well, and must not end runs at once. */
  nobodyLeft(): void {
    if (!this.#isAsked) this.#ask()
    this.#isAlone = true
  }

  readonly #signalled = (signal: NodeJS.Signals): void => {
    if (signal === 'SIGHUP') hungUp()
    if (signal === 'SIGHUP' && this.#isAlone) return
    this.#isAlone ||= signal === 'SIGHUP'
    this.#ask()
  }

  #ask(): void {
    this.#isAsked = true
    this.#isUnheard = this.#hearers.size === 0                        // whoever listens first is told
    for (const heard of this.#hearers) heard()
  }
}

/** Node aborts where it cannot give a terminal back that is gone, so in the end it goes as the signal would have it. */
function hungUp(): void {
  if (process.stdout.isTTY) process.once('exit', () => process.kill(process.pid, 'SIGHUP'))
}

/** Nobody reads any more: whoever did has enough (`| head`), or the terminal was closed. That is no failure. */
const GONE = ['EPIPE', 'ERR_STREAM_DESTROYED', 'EIO']

/** Why nothing more can be written: nobody reads it, or it has no room. */
export type Silence = { kind: 'gone' } | { kind: 'failed'; code: string }

/** `silenced` hears, once, why nothing more can be written. Where there is no room what runs goes on: a company must not end in the middle because its log is full. */
export function outputOf(stream: NodeJS.WriteStream, silenced: (why: Silence) => void): Output {
  let isGone = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (isGone) return
    isGone = true
    silenced(GONE.includes(error.code ?? '') ? { kind: 'gone' } : { kind: 'failed', code: error.code ?? error.message })
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
