import type { AuditRecord, CompanyHandle } from '@paperclip/core'
import { Names } from '../names.ts'
import { clip, pad } from '../output/cell-width.ts'
import { plainLine } from '../output/plain-line.ts'
import { clockTime } from '../output/time.ts'
import { farewell } from './farewell.ts'
import { greeting, roster } from './greeting.ts'
import { lineFor } from './line-for.ts'
import type { Line } from './line.ts'
import type { Narrator } from './narrator.ts'
import type { Staged } from './staged.ts'
import { Tally } from './tally.ts'
import type { End, EndCause } from './until-ended.ts'

const NARROWEST = 9
const WIDEST = 18

/** A start as lines for a person: time, who, what; money as it is spent; quiet about everything else. */
export class LiveLines implements Narrator {
  readonly #staged: Staged
  readonly #tally = new Tally()
  readonly #companies = new Map<CompanyHandle, Names>()
  readonly #began: Date
  #whoWidth = NARROWEST

  constructor(staged: Staged) {
    this.#staged = staged
    this.#began = staged.call.io.clock.now()
  }

  async introduce(company: CompanyHandle): Promise<void> {
    this.#companies.set(company, new Names(company))
    await this.#tally.add(company)
    for (const { slug } of (await company.agents.list({ limit: 500 })).rows) this.#whoWidth = Math.min(Math.max(this.#whoWidth, slug.length), WIDEST)
  }

  async open(): Promise<void> {
    await this.#say(greeting(this.#staged, [...this.#companies.keys()]))
    for (const [company, names] of this.#companies) await this.#say(await roster(this.#staged.call, company, names))
  }

  async tell(company: CompanyHandle, record: AuditRecord): Promise<void> {
    this.#tally.count(company, record)
    const names = this.#companies.get(company) ?? new Names(company)
    const line = await lineFor(record, { company, names, tally: this.#tally, command: verb => this.#staged.call.line(verb) })
    if (line) await this.#say(this.#drawn(company, record.at, { ...line, text: this.#staged.mask(line.text) }))
  }

  async leave(company: CompanyHandle): Promise<void> {
    this.#companies.delete(company)
    await this.#say(this.#staged.call.screen.paint('quiet', `${company.slug} is not here any more: it was deleted, or you are no longer on its board.`))
  }

  draining(why: EndCause): void {
    const { paint } = this.#staged.call.screen
    const cause = why === 'time' ? 'The time is up.' : 'Ending.'
    void this.#say(paint('strong', `\n${cause} Runs in hand come to their end, no new one begins. Ctrl-C ${why === 'time' ? '' : 'again '}ends them at once.`))
  }

  async close(end: End): Promise<void> {
    await this.#say(`\n${this.#staged.mask(await farewell({ staged: this.#staged, companies: [...this.#companies.keys()], tally: this.#tally, began: this.#began }, end))}`)
  }

  #drawn(company: CompanyHandle, at: Date, { who, mark, tone, text, aside, next }: Line): string {
    const { screen: { paint, width }, io: { stdout } } = this.#staged.call
    const where = this.#companies.size > 1 ? `${clip(company.slug, 12).padEnd(12)}  ` : ''
    const margin = 8 + 2 + where.length + this.#whoWidth + 2
    const shownAside = aside === undefined ? '' : `  ${aside}`
    const room = stdout.isTTY ? Math.max(width - margin - 2 - shownAside.length, 20) : Number.MAX_SAFE_INTEGER
    const first = `${paint('quiet', clockTime(at))}  ${paint('quiet', where)}${pad(clip(plainLine(who), this.#whoWidth), this.#whoWidth)}  ${paint(tone, mark)} ${tone === 'quiet' ? paint('quiet', clip(plainLine(text), room)) : clip(plainLine(text), room)}${paint('quiet', shownAside)}`
    return next === undefined ? first : `${first}\n${' '.repeat(margin)}${paint('quiet', '→')} ${next}`
  }

  async #say(text: string): Promise<void> {
    if (text !== '') await this.#staged.call.io.stdout.write(`${text}\n`)
  }
}
