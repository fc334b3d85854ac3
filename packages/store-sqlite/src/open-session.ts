import { PaperclipError } from '@paperclip/core'
import type { SqlResult, SqlSession, SqlValue, Statement } from '@paperclip/store-kysely'
import type { Connection } from './connection.ts'
import { explained } from './sqlite-error.ts'

/**
 * A transaction as its work sees it. It ends with the work, or a work that goes on would write outside any transaction; and with the first error,
 * since SQLite ends some transactions by itself and what follows would be committed on its own.
 */
export class OpenSession implements SqlSession {
  readonly #connection: Connection
  readonly #file: string
  #ended: { error: unknown } | undefined

  constructor(connection: Connection, file: string) {
    this.#connection = connection
    this.#file = file
  }

  async run(statement: Statement, values: readonly SqlValue[]): Promise<SqlResult> {
    return this.#doing(() => this.#connection.run(statement, values))
  }

  async script(text: string): Promise<void> {
    this.#doing(() => this.#connection.exec(text))
  }

  end(): void {
    this.#ended ??= { error: new PaperclipError('misconfigured', 'This transaction has ended: nothing more can be read or written in it.') }
  }

  /** The error that ended it, if one did. */
  get failure(): { error: unknown } | undefined {
    return this.#ended
  }

  #doing<T>(act: () => T): T {
    if (this.#ended) throw this.#ended.error
    try {
      return act()
    } catch (error) {
      this.#ended = { error: explained(error, this.#file) }
      throw this.#ended.error
    }
  }
}
