import { PaperclipError } from '@paperclip/core'
import { MIGRATIONS } from './migrations/index.ts'
import { META, schemaState } from './schema-state.ts'
import type { SqlDriver } from './sql-driver.ts'

/** Brings a database to this version's schema: all steps in one transaction. Of two that try at once one has to wait: its driver's `write` is the lock between them. */
export async function migrate(driver: Pick<SqlDriver, 'dialect' | 'name' | 'read' | 'write'>): Promise<void> {
  const seen = await driver.read(null, session => schemaState(session, driver))
  if (seen.kind === 'ours' && seen.version === MIGRATIONS.length) return
  await driver.write(null, async session => {
    const state = await schemaState(session, driver)          // somebody else may have been faster
    if (state.kind === 'empty') {
      await session.script(`create table ${META} (name text primary key, value text not null);
        insert into ${META} (name, value) values ('application', 'paperclip'), ('schema_version', '0');`)
    }
    const from = state.kind === 'ours' ? state.version : 0
    for (const { text } of MIGRATIONS.slice(from)) {
      await session.script(text[driver.dialect])
    }
    await session.script(`update ${META} set value = '${MIGRATIONS.length}' where name = 'schema_version'`)
  })
}

/** Throws unless a database is still at this version's schema: a node of another version may have brought it to its own since it was opened. */
export async function checkCurrent(driver: Pick<SqlDriver, 'dialect' | 'name' | 'read'>): Promise<void> {
  const state = await driver.read(null, session => schemaState(session, driver))
  if (state.kind === 'empty' || state.version !== MIGRATIONS.length) throw new PaperclipError('misconfigured', `${driver.name} is not of this version any more (schema ${state.kind === 'empty' ? 'none' : state.version}, this one writes ${MIGRATIONS.length}). Start the version that it is of.`)
}
