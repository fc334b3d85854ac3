import type { AuditRecord, CompanyHandle } from '@paperclip/core'
import { pendingApprovals } from './pending-approvals.ts'
import type { Narrator } from './narrator.ts'
import type { Staged } from './staged.ts'
import { Tally } from './tally.ts'
import type { End, EndCause } from './until-ended.ts'

/** A start as events for a program: one JSON object per line. */
export class EventLines implements Narrator {
  readonly #staged: Staged
  readonly #tally = new Tally()
  readonly #companies = new Set<CompanyHandle>()

  constructor(staged: Staged) {
    this.#staged = staged
  }

  async introduce(company: CompanyHandle): Promise<void> {
    this.#companies.add(company)
    await this.#tally.add(company)
  }

  async open(): Promise<void> {
    const { origin, mode, scheduler, call: { folder }, door } = this.#staged
    await this.#say({ kind: 'started', data: folder.name, origin, mode, scheduler, companies: [...this.#companies].map(({ slug }) => slug) })
    if (door) await this.#say({ kind: 'serving', ...door })
  }

  async tell(company: CompanyHandle, record: AuditRecord): Promise<void> {
    this.#tally.count(company, record)
    await this.#staged.call.io.stdout.write(this.#staged.mask(lineOf({ kind: 'record', company: company.slug, record })))
  }

  async leave(company: CompanyHandle): Promise<void> {
    this.#companies.delete(company)
    await this.#say({ kind: 'gone', company: company.slug })
  }

  draining(why: EndCause): void {
    void this.#say({ kind: 'draining', why })
  }

  async close(end: End): Promise<void> {
    const waiting = await Promise.all([...this.#companies].map(pendingApprovals))
    const { runs, failed, tasksDone, spent } = this.#tally
    await this.#say({ kind: 'stopped', end, runs, failed, tasksDone, spentMicros: spent, approvals: waiting.flat().map(({ id }) => id) })
  }

  async #say(event: object): Promise<void> {
    await this.#staged.call.io.stdout.write(lineOf(event))
  }
}

const lineOf = (event: object): string => `${JSON.stringify(event)}\n`
