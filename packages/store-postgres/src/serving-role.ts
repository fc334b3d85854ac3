import { PaperclipError } from '@paperclip/core'
import { MIGRATIONS, schemaState, type SqlDriver, type Statement } from '@paperclip/store-kysely'

/** A superuser is a member of every role. */
const SERVING: Statement = {
  sql: `select current_user, pg_backend_pid(), r.rolsuper or r.rolbypassrls, exists (
      select 1 from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relrowsecurity and pg_has_role(c.relowner, 'member'))
    from pg_roles r where r.rolname = current_user`,
  gives: 'rows', parameters: [],
}

/** Why row level security does not hold a role. */
type Outside = 'passes' | 'owns'
const WHY: Readonly<Record<Outside, string>> = { passes: 'is a superuser, or has BYPASSRLS', owns: 'owns the tables, or is a member of the role that does' }

/** Who serves: a role, the server process of the one connection it has opened so far, what messages call its database, and what lets it past the wall, if anything does. */
export interface Serving { role: string; pid: number; name: string; outside: Outside | null }

/** The role that a driver serves as. */
export async function servingAs(driver: SqlDriver): Promise<Serving> {
  const { rows: [[role, pid, passes, owns] = []] } = await driver.read(null, session => session.run(SERVING, []))
  return { role: String(role), pid: Number(pid), name: driver.name, outside: passes === true ? 'passes' : owns === true ? 'owns' : null }
}

/** Throws `misconfigured` where the schema is not of this version: the role that serves may not change it. */
export async function checkSchema(driver: SqlDriver): Promise<void> {
  const state = await driver.read(null, session => schemaState(session, driver))
  if (state.kind === 'ours' && state.version === MIGRATIONS.length) return
  const found = state.kind === 'empty' ? 'has no tables yet' : `has schema ${state.version}, and this version needs ${MIGRATIONS.length}`
  throw new PaperclipError('misconfigured', `${driver.name} ${found}. Open it once with ownerUrl, the url of the role that owns it, to bring it up to date (paperclipai db migrate).`)
}

/** Throws `misconfigured` for a role that row level security does not hold: one that owns the tables, or that PostgreSQL lets pass. */
export function checkWall({ role, name, outside }: Serving): void {
  if (outside) throw outsideWall({ role, name, why: outside })
}

/** The refusal of such a role. */
export const outsideWall = ({ role, name, why }: { role: string; name: string; why: Outside }): PaperclipError => new PaperclipError('misconfigured',
  `The role "${role}" ${WHY[why]}, so the wall between companies in ${name} does not hold it. Serve as a plain role (create role paperclip_app login password '…') and name the owner in ownerUrl; `
  + "or say wall: 'waived' and rely on the statements alone.")
