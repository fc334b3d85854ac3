import type { AdapterJob, LogEntry } from '@paperclip/core'
import type { Line } from './line-splitter.ts'
import { REPORT_KEY, understand, type Report } from './protocol.ts'
import type { RunLog } from './run-log.ts'

type Result = Extract<Report, { type: 'result' }>

/** Hears what a run's process writes to its stdout: obeys its reports in order, and logs the rest. */
export class Reports {
  /** The last result it reported. */
  result: Result | null = null
  /** The last line that was no report. */
  lastText = ''
  #foreign = false
  readonly #job: Pick<AdapterJob, 'desk' | 'spend'>
  readonly #nonce: string
  readonly #log: RunLog

  constructor(job: Pick<AdapterJob, 'desk' | 'spend'>, nonce: string, log: RunLog) {
    this.#job = job
    this.#nonce = nonce
    this.#log = log
  }

  /** Takes a line. While the promise it may return is pending, nothing more is read: a process cannot report faster than we obey. */
  heard({ bytes, lost }: Line): Promise<void> | undefined {
    const text = textOf(bytes)
    const understood = lost > 0 ? { kind: 'text' as const } : understand(text, this.#nonce)
    switch (understood.kind) {
      case 'text':
        if (text.trim() !== '') this.lastText = text
        return this.#say('info', text, lost)
      case 'foreign':
        this.#say('info', text)
        if (!this.#foreign) this.#warn('A line that looks like a report does not carry the nonce of this run (PAPERCLIP_NONCE): it was not obeyed. Further ones are not mentioned.')
        this.#foreign = true
        return
      case 'wrong':
        return this.#warn(`A report was refused. ${understood.why}`)
      case 'report':
        return this.#obey(understood.report)
    }
  }

  /** True if whole lines may go by unread: they could only be logged, and the log is full. */
  idle(lines: Buffer): boolean {
    const isIdle = this.#log.full && !lines.includes(REPORT_KEY)
    if (isIdle) this.#log.passed()
    return isIdle
  }

  #obey(report: Report): Promise<void> | undefined {
    switch (report.type) {
      case 'log':
        return this.#say(report.level, report.text)
      case 'result':
        this.result = report
        return
      case 'usage':
        return this.#act('usage', () => this.#job.spend(report.usage))
      case 'desk':
        // The desk checks its input itself, so that what it refuses stands in the next brief.
        return this.#act(report.id === null ? report.verb : `${report.verb} (${report.id})`, () => this.#job.desk[report.verb](report.input as never))
    }
  }

  async #act(what: string, act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      this.#warn(`Refused: ${what}. ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  #say(level: LogEntry['level'], text: string, lost = 0): undefined {
    this.#log.heard({ stream: 'stdout', level, text }, lost)
  }

  #warn(text: string): undefined {
    this.#log.heard({ stream: 'run', level: 'warn', text })
  }
}

/** Bytes as text; what is not UTF-8 becomes U+FFFD. */
export const textOf = (bytes: Buffer): string => bytes.toString('utf8').replace(/\r$/, '')
