import { PaperclipError } from '@paperclip/core'
import type { SqlResult, SqlSession, SqlValue, Statement } from '@paperclip/store-kysely'
import type { Connection } from './connection.ts'
import { explained, isOfDatabase } from './sqlite-error.ts'

/** Why a transaction can be used no more; `isOfDatabase` where SQLite could not go on, whatever the statement was. */
export interface Failure { error: unknown; isOfDatabase: boolean }

/**
 * A transaction as its work sees it. It ends with the work, or a work that goes on would write outside any transaction; and with the first error,
 * since SQLite ends some transactions by itself and what follows would be committed on its own.
 */
export class OpenSession implements SqlSession {
  readonly #connection: Connection
  readonly #file: string
  #failure: Failure | undefined
  #state: 'open' | 'ended' = 'open'

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
    this.#state = 'ended'
  }

  /** The error that ended it, if one did. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  #doing<T>(act: () => T): T {
    if (this.#failure) throw this.#failure.error
    if (this.#state === 'ended') throw new PaperclipError('misconfigured', 'This transaction has ended: nothing more can be read or written in it.')
    try {
      return act()
    } catch (error) {
      this.#failure = { error: explained(error, this.#file), isOfDatabase: isOfDatabase(error) }
      throw this.#failure.error
    }
  }
}
