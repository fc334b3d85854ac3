import type { Call } from './call.ts'
import { openLine } from './open-line.ts'
import { isPaperclipError, PaperclipError } from './paperclip-error.ts'

/** Reads an answer line by line, each a JSON value. What is broken off is never taken for the end. */
export async function* linesOf(call: Call, path: Parameters<Call>[1], given: Parameters<Call>[2] & { deadlineMs: number }): AsyncGenerator<unknown> {
  const line = openLine(given.deadlineMs, given.signal)
  try {
    const bytes = await call('get', path, { ...given, reading: line }) as ReadableStream<Uint8Array>          // what a line is read as
    const decoder = new TextDecoder()
    let rest = ''
    for await (const piece of bytes) {
      line.heard()
      const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      for (const one of lines) if (one !== '') yield JSON.parse(one)
    }
    if (rest !== '') throw new SyntaxError('the last line has no end')
  } catch (error) {
    if (isPaperclipError(error) || given.signal?.aborted) throw error
    throw new PaperclipError('unavailable', `GET ${path} broke off (${error instanceof Error ? error.message : String(error)}): what came before it is good. Ask on behind it.`, { status: null, cause: error })
  } finally {
    line.hangUp()
  }
}
