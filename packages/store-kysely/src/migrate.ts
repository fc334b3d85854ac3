import { PaperclipError } from '@paperclip/core'
import { MIGRATIONS } from './migrations/index.ts'
import { META, schemaState } from './schema-state.ts'
import type { SqlDriver } from './sql-driver.ts'

/** Brings a database to this version's schema: all steps in one transaction, which also is the lock between two that try. */
export async function migrate(driver: SqlDriver): Promise<void> {
  const seen = await driver.read(null, session => schemaState(session, driver))
  if (seen.kind === 'ours' && seen.version === MIGRATIONS.length) return
  await driver.write(null, async session => {
    const state = await schemaState(session, driver)          // somebody else may have been faster
    if (state.kind === 'empty') {
      await session.script(`create table ${META} (name text primary key, value text not null);
        insert into ${META} (name, value) values ('application', 'paperclip'), ('schema_version', '0');`)
    }
    const from = state.kind === 'ours' ? state.version : 0
    for (const { name, text } of MIGRATIONS.slice(from)) {
      const script = text[driver.dialect]
      if (script === undefined) throw new PaperclipError('misconfigured', `Migration "${name}" is not written for ${driver.dialect}.`)
      await session.script(script)
    }
    await session.script(`update ${META} set value = '${MIGRATIONS.length}' where name = 'schema_version'`)
  })
}
