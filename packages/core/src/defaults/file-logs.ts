import { open, rm, unlink } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { LogLine } from '../domain/run.ts'
import type { Logs } from '../ports/logs.ts'
import { ifThere, onDisk } from './disk-error.ts'
import { folderName } from './kept-name.ts'
import { lastNumber, linesIn, written } from './log-file.ts'
import { linesAfter } from './log-page.ts'
import { makeFolder } from './owned-folder.ts'

/** How many logs' last numbers are remembered, so that not every append reads the log. */
const REMEMBERED = 1_000

/** Where a log ended when it was last looked at: in a file that has grown since, somebody else wrote. */
interface Ending { size: number; n: number }

/** Logs as files of JSON lines, only ever added to: `<folder>/<company>/<run>.jsonl`, for their owner alone (0600, folders 0700). Nothing is made before the first line. */
export function fileLogs(folder: string): Logs {
  const root = resolve(folder)
  const companyFolder = (company: string) => join(root, folderName('company', company))
  const pathOf = (company: string, runId: string) => join(companyFolder(company), `${folderName('run', runId)}.jsonl`)
  const endings = new Map<string, Ending>()
  const turns = new Map<string, Promise<unknown>>()

  /** One after another, per file. */
  const inTurn = <T>(path: string, act: () => Promise<T>): Promise<T> => {
    const turn = (turns.get(path) ?? Promise.resolve()).then(act, act)
    turns.set(path, turn)
    const forget = () => { if (turns.get(path) === turn) turns.delete(path) }
    turn.then(forget, forget)
    return turn
  }
  const remember = (path: string, ending: Ending) => {
    endings.delete(path)
    endings.set(path, ending)
    const [oldest] = endings.keys()
    if (oldest !== undefined && endings.size > REMEMBERED) endings.delete(oldest)
  }

  async function append(path: string, lines: readonly LogLine[]): Promise<void> {
    const handle = await open(path, 'a+', 0o600)
    try {
      const { size } = await handle.stat(), known = endings.get(path)
      const last = known?.size === size ? known.n : await lastNumber(path)
      const fresh = newLines(lines, last)
      const isTorn = size > 0 && (await handle.read({ buffer: Buffer.alloc(1), position: size - 1 })).buffer[0] !== 0x0a
      const text = Buffer.from((isTorn && fresh.length > 0 ? '\n' : '') + fresh.map(written).join(''))
      endings.delete(path)                                  // of a write that fails nobody knows how far it came
      await handle.appendFile(text)
      remember(path, { size: size + text.byteLength, n: fresh.at(-1)?.n ?? last })
    } finally {
      await handle.close()
    }
  }

  return {
    async append(company, runId, lines) {
      const path = pathOf(company, runId)
      if (lines.length === 0) return
      await inTurn(path, () => onDisk(path, async () => {
        await makeFolder(companyFolder(company))
        await append(path, lines)
      }))
    },
    async read(company, runId, query) {
      const path = pathOf(company, runId), { after, limit } = linesAfter(query)
      const lines: LogLine[] = []
      await ifThere(path, async () => {
        for await (const line of linesIn(path, after)) {
          lines.push(line)
          if (lines.length >= limit) return
        }
      })
      return lines
    },
    async remove(company, runId) {
      const path = pathOf(company, runId)
      await inTurn(path, () => ifThere(path, () => unlink(path)))
      endings.delete(path)
    },
    async destroy(company) {
      const all = companyFolder(company)
      await onDisk(all, () => rm(all, { recursive: true, force: true }))
      for (const path of endings.keys()) if (path.startsWith(join(all, '/'))) endings.delete(path)
    },
  }
}

/** The lines whose numbers go on from `last`. */
function newLines(lines: readonly LogLine[], last: number): LogLine[] {
  const fresh: LogLine[] = []
  for (const line of lines) if (line.n > (fresh.at(-1)?.n ?? last)) fresh.push(line)
  return fresh
}
