import { PaperclipError } from '@paperclip/core'
import { InstallationMarks } from '../installation-marks.ts'
import type { SqlDriver, SqlSession } from '../sql-driver.ts'

/** Stands while a database is being filled: the id of the copy, then where it comes from. */
export const COPY = 'copy'
/** Before the id of each company that the copy has begun. */
export const BEGUN = 'copying '

/** Throws `misconfigured` for a database that a copy has begun to fill: half a company must not be taken for one. */
export async function checkFinished(driver: SqlDriver): Promise<void> {
  const stands = await driver.read(null, session => new InstallationMarks(driver.dialect).get(session, COPY))
  if (stands === undefined) return
  throw new PaperclipError('misconfigured',
    `${driver.name} holds a copy of ${stands.slice(stands.indexOf(' ') + 1)} that is incomplete: it is still being made, or did not come to its end. If nobody is at it, copy again: that starts it over.`)
}

/** Throws `conflict` where another copy has taken the database over. Asked in every transaction that fills it. */
export async function checkStillOurs(session: SqlSession, marks: InstallationMarks, id: string): Promise<void> {
  if ((await marks.get(session, COPY))?.startsWith(`${id} `)) return
  throw new PaperclipError('conflict', 'Another copy into the same database was begun meanwhile: this one has ended.', { reason: 'wrong_state' })
}
