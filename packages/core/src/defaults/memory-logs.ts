import type { LogLine } from '../domain/run.ts'
import type { Logs } from '../ports/logs.ts'
import { folderName } from './kept-name.ts'
import { linesAfter } from './log-page.ts'

/** Logs that are gone with the process. */
export function memoryLogs(): Logs {
  const companies = new Map<string, Map<string, LogLine[]>>()
  const runsOf = (company: string) => companies.get(folderName('company', company))
  const linesOf = (company: string, runId: string) => runsOf(company)?.get(runId) ?? []
  return {
    async append(company, runId, lines) {
      const kept = linesOf(company, folderName('run', runId))
      for (const line of lines) if (line.n > (kept.at(-1)?.n ?? -1)) kept.push(structuredClone(line))
      companies.set(company, (runsOf(company) ?? new Map<string, LogLine[]>()).set(runId, kept))
    },
    async read(company, runId, query) {
      const { after, limit } = linesAfter(query)
      return linesOf(company, folderName('run', runId)).filter(({ n }) => n > after).slice(0, limit).map(line => structuredClone(line))
    },
    async remove(company, runId) {
      folderName('run', runId)
      runsOf(company)?.delete(runId)
    },
    destroy: async company => void companies.delete(folderName('company', company)),
  }
}
