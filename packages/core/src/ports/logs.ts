import type { CompanyId } from '../domain/company.ts'
import type { LogLine } from '../domain/run.ts'

/** What runs say, line by line. It may lose its last lines with the machine, nothing else. What it promises is what `testLogs` checks. */
export interface Logs {
  /** Adds lines to the log of a run. Their numbers go on from those it has; a number it has already is kept as it was. */
  append(company: CompanyId, runId: string, lines: readonly LogLine[]): Promise<void>
  /** Lines in order, from after a number on: at most `limit`, 1,000 unless said. Empty for a run that said nothing. */
  read(company: CompanyId, runId: string, query?: { after?: number; limit?: number }): Promise<LogLine[]>
  remove(company: CompanyId, runId: string): Promise<void>
  /** Removes every log of a company. */
  destroy(company: CompanyId): Promise<void>
}
