import { isPaperclipError, type Logger, type Paperclip } from '@paperclip/core'
import type { Listener } from './listener.ts'

const AT_ONCE = 50

/** Makes sure that whoever listens still may, by what they came in with: the store is asked, and one answer serves all who came with the same. */
export class Doorkeeper {
  readonly #paperclip: Paperclip
  readonly #logger: Logger

  constructor({ paperclip, logger }: { paperclip: Paperclip; logger: Logger }) {
    this.#paperclip = paperclip
    this.#logger = logger
  }

  /** Ends the streams of those who may not listen any more. Whoever cannot be asked about is told nothing until it can be. */
  async check(listeners: Iterable<Listener>): Promise<void> {
    const parties = new Map<string, Listener[]>()
    for (const listener of listeners) {
      const { token, company } = listener.listening, party = `${company.id} ${token}`
      parties.set(party, [...parties.get(party) ?? [], listener])
    }
    const left = [...parties.values()]
    for (;;) {
      const some = left.splice(0, AT_ONCE)
      if (some.length === 0) return
      await Promise.all(some.map(party => this.#judge(party)))
    }
  }

  async #judge(party: readonly Listener[]): Promise<void> {
    const before = party.map(({ doubts }) => doubts)
    try {
      const mayListen = await this.#mayListen(party)
      party.forEach((listener, index) => (mayListen ? listener.release(before[index] ?? 0) : listener.end()))
    } catch (error) {
      this.#logger.warn('It cannot be made sure who may listen: nothing is told until it can be.', { listeners: party.length, error })
      for (const listener of party) listener.hold()
    }
  }

  async #mayListen([listener]: readonly Listener[]): Promise<boolean> {
    if (!listener) return false
    const { token, company } = listener.listening
    const caller = await this.#paperclip.access.callerOf(token)
    if (!caller || caller.kind === 'agent') return false
    try {
      await this.#paperclip.as(caller.by).company(company.id)
      return true
    } catch (error) {
      if (isPaperclipError(error) && error.code === 'not_found') return false
      throw error
    }
  }
}
