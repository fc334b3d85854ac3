import { createReadStream } from 'node:fs'
import { logEntry, type LogLine } from '../domain/run.ts'

const NEWLINE = 0x0a

/** A line as it stands in its file. Its number comes first, so that it can be passed over unread. */
export const written = ({ n, at, ...entry }: LogLine): string => `${JSON.stringify({ n, at: at.getTime(), ...entry })}\n`

/** The lines of a file above a number. What a crash tore is no line. */
export async function* linesIn(path: string, after: number): AsyncGenerator<LogLine> {
  let last = after
  for await (const text of rawLines(path)) {
    const n = numberOf(text)
    if (n === undefined || n <= last) continue
    const line = parsed(text.toString())
    if (!line) continue
    last = line.n
    yield line
  }
}

/** The number of a file's last line, -1 where there is none. */
export async function lastNumber(path: string): Promise<number> {
  let last = -1
  for await (const { n } of linesIn(path, -1)) last = n
  return last
}

/** `{"n":12,` is 12. */
function numberOf(text: Buffer): number | undefined {
  const found = /^\{"n":(\d{1,16}),/.exec(text.toString('latin1', 0, 24))?.[1]
  return found === undefined ? undefined : Number(found)
}

function parsed(text: string): LogLine | undefined {
  try {
    const value: Readonly<Record<string, unknown>> = JSON.parse(text)
    const { n, at } = value, entry = logEntry.safeParse(value)
    if (typeof n === 'number' && typeof at === 'number' && entry.success) return { n, at: new Date(at), ...entry.data }
  } catch {
    // torn: the rest of it never reached the disk
  }
  return undefined
}

/** The lines of a file as bytes, the last one whether or not it is ended. A chunk at a time is in memory. */
async function* rawLines(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of createReadStream(path)) {
    let from = 0
    const bytes: Buffer = chunk
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
      yield Buffer.concat([...rest, bytes.subarray(from, end)])
      rest = []
      from = end + 1
    }
    if (from < bytes.length) rest.push(bytes.subarray(from))
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}
