import type { Clock, Page, Run } from '@paperclip/core'
import type { CompanyVerbs } from '../company-verbs.ts'
import { plainText } from '../output/plain-line.ts'
import type { Screen, Tone } from '../output/screen.ts'
import { clockTime } from '../output/time.ts'
import type { Answer, CompanyCall } from '../shell.ts'

type LogLine = Awaited<ReturnType<CompanyVerbs['runs']['log']>>['rows'][number]

const AT_ONCE = 1_000
const EVERY_MS = 400
const TONE: Readonly<Record<LogLine['level'], Tone>> = { debug: 'quiet', info: 'plain', warn: 'warn', error: 'bad' }

/** Shows what a run said, and with `--follow` goes on until it ends. As JSON it is a document, or a line for each while it is followed. */
export async function log(call: CompanyCall, find: (company: CompanyVerbs, ref: string) => Promise<Run>): Promise<Answer> {
  const { company, args: [ref = ''], options, screen } = call
  const run = await find(company, ref), isFollowed = options.flag('follow'), isJson = options.flag('json')
  const drawn = (line: LogLine): string => (isJson ? `${JSON.stringify(line)}\n` : textOf(line, screen))
  if (isFollowed) return { pieces: mapped(followed(call, run), drawn) }
  const lines: LogLine[] = []
  for await (const line of everyLine(company, run.id, -1)) lines.push(line)
  const tail = options.text('tail') === undefined ? lines : lines.slice(-options.count('tail', 20))
  if (isJson) return { data: tail, text: '' }
  return tail.length === 0 ? { data: tail, text: run.endedAt ? 'It said nothing.' : 'It has said nothing yet.' } : { pieces: mapped(tail, drawn) }
}

const textOf = ({ at, stream, level, text }: LogLine, { paint }: Screen): string => {
  const mark = stream === 'stdout' ? '' : `${stream} `
  return plainText(text).split('\n').map(line => `${paint('quiet', `${clockTime(new Date(at))}  ${mark}`)}${paint(TONE[level], line)}\n`).join('')
}

/** Lines after a number, until there are no more. */
async function* everyLine(company: CompanyVerbs, runId: string, from: number): AsyncGenerator<LogLine> {
  for (let after = from < 0 ? null : String(from), isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: Page<LogLine> = await company.runs.log(runId, { after, limit: AT_ONCE })
    yield* page.rows
    after = page.next
  }
}

/** Lines as they come, until the run has ended and said its last, or somebody has enough. */
async function* followed({ company, io }: CompanyCall, { id }: Run): AsyncGenerator<LogLine> {
  const stop = new AbortController(), unlisten = io.onSignal(() => stop.abort())
  let last = -1
  try {
    for (let isOver = false; !stop.signal.aborted;) {
      for await (const line of everyLine(company, id, last)) {
        last = line.n
        yield line
      }
      if (isOver) return
      isOver = (await company.runs.get(id)).endedAt !== null          // what it said last may have come between: look once more
      if (!isOver) await pause(io.clock, stop.signal)
    }
  } finally {
    unlisten()
  }
}

const pause = (clock: Clock, signal: AbortSignal): Promise<void> => new Promise(resolve => {
  const cancel = clock.after(EVERY_MS, resolve)
  signal.addEventListener('abort', () => { cancel(); resolve() }, { once: true })
})

async function* mapped(lines: Iterable<LogLine> | AsyncIterable<LogLine>, drawn: (line: LogLine) => string): AsyncGenerator<string> {
  for await (const line of lines) yield drawn(line)
}
