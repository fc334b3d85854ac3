import type { Brief, BriefColleague, BriefNote, BriefPerson, BriefProposal, BriefPurse, BriefTask, BriefTaskInFull } from '../domain/brief.ts'
import { DESK_VERBS, type DeskVerb } from '../domain/desk-verbs.ts'
import { PaperclipError } from '../domain/error.ts'
import { parse } from '../domain/parse.ts'
import type { Desk, Proposed } from '../ports/desk.ts'
import type { Page } from '../ports/store.ts'
import { fakeFocus, fakeTask } from './fake-brief.ts'

/** One verb that reached a desk, with what it was given. */
export interface Deed { verb: DeskVerb; input: unknown }

type In<V extends DeskVerb> = Parameters<Desk[V]>[0]

/** A list that fits on one page. */
const whole = <T>(rows: T[]): Page<T> => ({ rows, next: null })

/** A desk with no company behind it: it refuses what a real one would not understand, and writes down the rest. */
export class RecordingDesk implements Desk {
  /** What was done, in order. */
  readonly deeds: Deed[] = []
  /** What was refused, in order. */
  readonly refused: Deed[] = []
  readonly #brief: Brief
  readonly #refuse: ReadonlySet<DeskVerb>

  /** `refuse` names the verbs that are answered with `forbidden`. */
  constructor(brief: Brief, refuse: readonly DeskVerb[] = []) {
    this.#brief = brief
    this.#refuse = new Set(refuse)
  }

  async me() { return this.#brief.agent }
  async inbox() { return whole(this.#brief.inbox) }
  async tasks() { return whole(this.#brief.tasks) }
  async take(input: In<'take'>) { return this.#onTask('take', input, { status: 'in_progress' }) }
  async update(input: In<'update'>) { return this.#onTask('update', input, {}) }
  async finish(input: In<'finish'>) { return this.#onTask('finish', input, { status: 'done', result: input.result }) }
  async review(input: In<'review'>) { return this.#onTask('review', input, { part: 'reviewer' }) }
  async block(input: In<'block'>) { return this.#onTask('block', input, { status: 'blocked' }) }
  async release(input: In<'release'>) { return this.#onTask('release', input, { status: 'todo' }) }
  async say(input: In<'say'>) { return this.#note('say', input) }
  async ask(input: In<'ask'>) { return this.#note('ask', input) }
  async answer(input: In<'answer'>) { return this.#note('answer', input) }
  async report(input: In<'report'>) { return { ...this.#note('report', input), progress: null } }

  async delegate(input: In<'delegate'>): Promise<BriefTask> {
    const { id } = this.#note('delegate', input)
    return fakeTask({ id, identifier: `ACME-${this.deeds.length}`, title: input.title, assignee: input.assignee, part: 'other', status: 'todo' })
  }

  async remember(input: In<'remember'>) { return this.#note('remember', input) }
  async recall(input: In<'recall'>): Promise<Page<BriefNote>> {
    this.#note('recall', input)
    return whole([])
  }

  async attach(input: In<'attach'>) { return { ...this.#note('attach', input), bytes: Buffer.byteLength(input.content), sha256: '0'.repeat(64) } }

  async write(input: In<'write'>) {
    this.#note('write', input)
    return { key: input.key, title: input.title ?? input.key, revision: (input.base ?? 0) + 1, updatedAt: this.#brief.now }
  }

  async read(input: In<'read'>) {
    this.#note('read', input)
    return { key: input.key, title: input.key, revision: input.revision ?? 1, updatedAt: this.#brief.now, body: '' }
  }

  async open(input: In<'open'>) {
    this.#note('open', input)
    return { id: input.artifact, name: 'file.txt', mediaType: 'text/plain', bytes: 0, content: '', encoding: 'utf8' as const }
  }

  async show(input: In<'show'>): Promise<BriefTaskInFull> {
    this.#note('show', input)
    return { ...fakeFocus(), ...this.#brief.focus }
  }

  async thread(input: In<'thread'>) {
    this.#note('thread', input)
    return whole((this.#brief.focus?.thread ?? []).map(message => ({ ...message, fromId: message.from })))
  }

  async assigned(input: In<'assigned'>): Promise<Page<BriefTask>> {
    this.#note('assigned', input)
    return whole(this.#brief.tasks.filter(({ status, part }) => status === input.status && part === 'assignee'))
  }

  async purse(input: In<'purse'>): Promise<BriefPurse> {
    this.#note('purse', input)
    return { spentMicros: 0, capMicros: this.#brief.run.capMicros, budgets: [] }
  }

  async colleagues(input: In<'colleagues'>): Promise<Page<BriefColleague>> {
    this.#note('colleagues', input)
    const { manager, reports, id, role } = this.#brief.agent
    const seated = (person: BriefPerson, reportsTo: string | null): BriefColleague => ({ ...person, reportsTo, status: 'active', about: '' })
    return whole([...manager ? [seated(manager, null)] : [], seated({ ...this.#brief.agent, role: role.title }, manager?.id ?? null), ...reports.map(person => seated(person, id))])
  }

  async proposals(input: In<'proposals'>): Promise<Page<BriefProposal>> {
    this.#note('proposals', input)
    return whole([])
  }

  async spend(input: In<'spend'>) {
    this.#note('spend', input)
    return { spentMicros: input.cost ?? 0, capMicros: this.#brief.run.capMicros }
  }

  async propose(input: In<'propose'>): Promise<Proposed> {
    this.#note('propose', input)
    return { kind: 'done', value: null }
  }

  #onTask(verb: DeskVerb, input: { task: string }, change: Partial<BriefTask>): BriefTask {
    this.#note(verb, input)
    const known = this.#brief.tasks.find(({ id, identifier }) => id === input.task || identifier === input.task)
    return { ...known ?? fakeTask({ identifier: input.task }), ...change }
  }

  #note(verb: DeskVerb, input: unknown): { id: string } {
    try {
      parse(DESK_VERBS[verb], input, verb)
      if (this.#refuse.has(verb)) throw new PaperclipError('forbidden', `This desk was told to refuse "${verb}".`)
    } catch (error) {
      this.refused.push({ verb, input })
      throw error
    }
    return { id: `deed_${this.deeds.push({ verb, input })}` }
  }
}
