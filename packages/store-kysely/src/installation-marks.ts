import type { SqlValue } from './codec.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { SqlSession } from './sql-driver.ts'
import { compilerFor, counting, fill, hole, selecting, writing, type Statement } from './statement.ts'

/** What is written down about an installation as a whole: a few names with a value each. */
export class InstallationMarks {
  readonly #statements: ReturnType<typeof statementsOf>

  constructor(dialect: SqlDialect) {
    this.#statements = statementsOf(dialect)
  }

  async get(session: SqlSession, name: string): Promise<string | undefined> {
    const { rows: [found] } = await run(session, this.#statements.get, { name })
    return found && String(found[0])
  }

  /** The names that begin with this. */
  async namesFrom(session: SqlSession, prefix: string): Promise<string[]> {
    const { rows } = await run(session, this.#statements.all, {})
    return rows.map(([name]) => String(name)).filter(name => name.startsWith(prefix))
  }

  async set(session: SqlSession, name: string, value: string): Promise<void> {
    await run(session, this.#statements.set, { name, value })
  }

  /** Sets it where nobody has. The value that stands then. */
  async keep(session: SqlSession, name: string, value: string): Promise<string> {
    await run(session, this.#statements.keep, { name, value })
    return await this.get(session, name) ?? value
  }

  async remove(session: SqlSession, name: string): Promise<void> {
    await run(session, this.#statements.remove, { name })
  }
}

const run = (session: SqlSession, statement: Statement, values: Readonly<Record<string, SqlValue>>) => session.run(statement, fill(statement, new Map(Object.entries(values))))

function statementsOf(dialect: SqlDialect) {
  const db = compilerFor(dialect), row = { name: hole('name'), value: hole('value') }
  const inserting = db.insertInto('installation').values(row)
  return {
    get: selecting(db.selectFrom('installation').select('value').where('name', '=', hole('name')).compile()),
    all: selecting(db.selectFrom('installation').select('name').orderBy('name').compile()),
    set: writing(inserting.onConflict(clash => clash.column('name').doUpdateSet({ value: hole('value') })).compile()),
    keep: counting(inserting.onConflict(clash => clash.column('name').doNothing()).compile()),
    remove: writing(db.deleteFrom('installation').where('name', '=', hole('name')).compile()),
  }
}
