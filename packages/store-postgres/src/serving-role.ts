import { PaperclipError } from '@paperclip/core'
import { MIGRATIONS, schemaState, type SqlDriver, type Statement } from '@paperclip/store-kysely'

const ROLE: Statement = { sql: 'select current_user as role, pg_backend_pid() as pid', gives: 'rows', parameters: [] }
/** A superuser is a member of every role. */
const WALL: Statement = {
  sql: `select r.rolsuper or r.rolbypassrls as passes, exists (
      select 1 from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relrowsecurity and pg_has_role(c.relowner, 'member')) as owns
    from pg_roles r where r.rolname = current_user`,
  gives: 'rows', parameters: [],
}

/** Who serves: a role, the server process of the one connection it has opened so far, and what messages call its database. */
export interface Serving { role: string; pid: number; name: string }

/** The role that a driver serves as. */
export async function servingAs(driver: SqlDriver): Promise<Serving> {
  const { rows: [found] } = await driver.read(null, session => session.run(ROLE, []))
  return { role: String(found?.[0]), pid: Number(found?.[1]), name: driver.name }
}

/** Throws `misconfigured` where the schema is not of this version: the role that serves may not change it. */
export async function checkSchema(driver: SqlDriver): Promise<void> {
  const state = await driver.read(null, session => schemaState(session, driver))
  if (state.kind === 'ours' && state.version === MIGRATIONS.length) return
  const found = state.kind === 'empty' ? 'has no tables yet' : `has schema ${state.version}, and this version needs ${MIGRATIONS.length}`
  throw new PaperclipError('misconfigured', `${driver.name} ${found}. Open it once with ownerUrl, the url of the role that owns it, to bring it up to date (paperclipai db migrate).`)
}

/** Throws `misconfigured` for a role that row level security does not hold: one that owns the tables, or that PostgreSQL lets pass. */
export async function checkWall(driver: SqlDriver): Promise<void> {
  const { role } = await servingAs(driver)
  const { rows: [[passes, owns] = []] } = await driver.read(null, session => session.run(WALL, []))
  if (passes === false && owns === false) return
  const why = passes === true ? 'is a superuser, or has BYPASSRLS' : 'owns the tables, or is a member of the role that does'
  throw new PaperclipError('misconfigured',
    `The role "${role}" ${why}, so the wall between companies in ${driver.name} does not hold it. Serve as a plain role (create role paperclip_app login password '…') and name the owner in ownerUrl; `
    + "or say wall: 'waived' and rely on the statements alone.")
}
