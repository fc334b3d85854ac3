import type { CompanyHandle, LogLine, Page } from '@paperclip/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../server-context.ts'

const LOOK_MS = 1_000
const PAGE = 500
const GOING_ON = new Set(['running', 'deferred'])

/** Whoever reads a stream: what they showed is looked at again and again. */
export interface Reader { context: Pick<ServerContext, 'clock' | 'gate'>; request: FastifyRequest; reply: FastifyReply }

/** The lines of a run's log after a number, those that are there and those that come, until the run is over, the reader goes, or may not read any more. */
export async function* followLog({ context: { clock, gate }, request, reply }: Reader, { company, run, after }: { company: CompanyHandle; run: string; after: number | undefined }): AsyncGenerator<LogLine> {
  let last = after
  while (!reply.raw.destroyed) {
    const { status } = await company.runs.get(run)                      // before its lines: none comes after its end
    let page: Page<LogLine>
    do {
      page = await company.runs.log(run, { limit: PAGE, ...last === undefined ? {} : { after: String(last) } })
      yield* page.rows
      last = page.rows.at(-1)?.n ?? last
    } while (page.next !== null)
    if (!GOING_ON.has(status)) return
    await new Promise<void>(resolve => void clock.after(LOOK_MS, resolve))
    await gate.board(request, company.id)
  }
}
