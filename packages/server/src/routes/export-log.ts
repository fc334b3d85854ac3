import type { AuditRecord, CompanyHandle } from '@paperclip/core'
import type { Reader } from './follow-log.ts'

const LOOK_MS = 1_000

/** The records of a company's log from after a number up to another, as long as the reader may read them: who reads slowly is asked again, too. */
export async function* exportLog({ context: { clock, gate }, request }: Omit<Reader, 'reply'>, { company, after, upTo }: { company: CompanyHandle; after: number; upTo: number }): AsyncGenerator<AuditRecord> {
  let looked = clock.monotonic()
  for await (const record of company.audit.feed({ after })) {
    if (record.seq > upTo) return
    if (clock.monotonic() - looked >= LOOK_MS) {
      await gate.board(request, company.id)
      looked = clock.monotonic()
    }
    yield record
  }
}
