import type { LogEntry, LogLine, Run } from '../../domain/run.ts'
import { storableText } from '../../policy/storable-text.ts'
import type { Cancel } from '../../ports/clock.ts'
import type { Deps } from '../work.ts'

const FLUSH_MS = 500
const FLUSH_CHARACTERS = 64_000
const LONGEST_ENTRY = 16_000

/** Keeps what a run says, up to a number of bytes; what is over is dropped and said once. */
export class RunLog {
  readonly #deps: Deps
  readonly #companyId: string
  readonly #run: Run
  #pending: LogLine[] = []
  #bytes = 0
  #waiting = 0
  #count = 0
  #timer: Cancel | undefined
  #writing: Promise<void> = Promise.resolve()

  constructor(deps: Deps, companyId: string, run: Run) {
    this.#deps = deps
    this.#companyId = companyId
    this.#run = run
  }

  write(given: LogEntry): void {
    const most = this.#deps.limits.logBytes
    if (this.#bytes > most) return
    const entry: LogEntry = { stream: given.stream, level: given.level, text: storableText(given.text, LONGEST_ENTRY) }
    this.#bytes += Buffer.byteLength(entry.text) + 1
    this.#note(this.#bytes > most ? { stream: 'run', level: 'warn', text: `This log is cut here: a run may write ${most} bytes.` } : entry)
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    this.#flush()
    await this.#writing
  }

  #note(entry: LogEntry): void {
    const { id: runId, agentId } = this.#run
    this.#waiting += entry.text.length
    this.#pending.push({ n: this.#count++, at: this.#deps.clock.now(), ...entry })
    this.#deps.announce({ kind: 'log', companyId: this.#companyId, runId, agentId, entry })
    if (this.#waiting >= FLUSH_CHARACTERS) return this.#flush()
    this.#timer ??= this.#deps.clock.after(FLUSH_MS, () => this.#flush())
  }

  #flush(): void {
    this.#timer?.()
    this.#timer = undefined
    const lines = this.#pending
    if (lines.length === 0) return
    this.#pending = []
    this.#waiting = 0
    this.#writing = this.#writing.then(() => this.#deps.logs.append(this.#companyId, this.#run.id, lines)).catch(error => {
      this.#deps.logger.warn('Some lines of a run log are lost: they could not be written.', { run: this.#run.id, lines: lines.length, error })
    })
  }
}
