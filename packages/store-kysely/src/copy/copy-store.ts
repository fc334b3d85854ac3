import { INSTALLATION, PaperclipError, type Company } from '@paperclip/core'
import { shelvesOf, type Keepers, type Noun, type Page } from '@paperclip/core/store'
import { NOUN_NAMES } from '../already-there.ts'
import { companyStatements } from '../company-statements.ts'
import { InstallationMarks } from '../installation-marks.ts'
import { encodeRow } from '../row-codec.ts'
import { tombstoneStatements } from '../sql-burial.ts'
import type { SqlStore } from '../sql-store.ts'
import { fill } from '../statement.ts'
import { TOMBSTONES } from '../table.ts'
import { copyCompany, type CopiedCompany, type Progress } from './copy-company.ts'
import { BEGUN, checkStillOurs, COPY } from './unfinished.ts'

export interface CopyOptions {
  from: SqlStore
  /** Opened with `unfinished: 'accepted'`. Whatever an earlier copy left half done in it is removed first. */
  to: SqlStore
  /** One that no other copy has: of two into one database, the later goes on. */
  id: string
  /** Called as it goes on. */
  tell?(progress: Progress): void
}

/** What came of it. */
export interface CopiedStore {
  companies: CopiedCompany[]
  tombstones: number
  /** Accounts and invitations, with their own log; null where there are none. */
  access: CopiedCompany | null
}

/**
 * Copies everything of an installation into an empty one, whatever databases they are on: each company as it stood at one moment, while others write.
 * Until it resolves the target is incomplete and nobody else opens it. Throws `conflict` for a target that holds anything.
 */
export async function copyStore({ from, to, id, tell = () => {} }: CopyOptions): Promise<CopiedStore> {
  const marks = new InstallationMarks(to.driver.dialect), kept = { from: keepersOf(from), to: keepersOf(to) }
  await begin({ from, to, id, marks })
  const companies: CopiedCompany[] = []
  const copy = async (company: Pick<Company, 'id' | 'slug'>) => {
    await to.driver.write(null, async session => {
      await checkStillOurs(session, marks, id)
      await marks.set(session, BEGUN + company.id, '')
    })
    return copyCompany({ from: from.driver, to: to.driver, target: to, kept, id, tell }, company)
  }
  const access = await copy({ id: INSTALLATION, slug: INSTALLATION })
  for await (const company of every(after => from.instance.companies({ after }))) {
    const copied = await copy(company)
    if (copied) companies.push(copied)
  }
  const { keep } = tombstoneStatements(to.driver.dialect)
  let tombstones = 0
  for await (const tombstone of every(after => from.instance.tombstones({ after }))) {
    await to.driver.write(null, session => session.run(keep, fill(keep, encodeRow(TOMBSTONES, tombstone))))
    tombstones += 1
  }
  await end({ to, id, marks })
  return { companies, tombstones, access: access ?? null }
}

interface Target { to: SqlStore; id: string; marks: InstallationMarks }

/** Takes the target over, and removes what an earlier copy left in it. */
async function begin({ from, to, id, marks }: Target & { from: SqlStore }): Promise<void> {
  const held = (await to.instance.companies({ limit: 1 })).rows.length + (await to.instance.tombstones({ limit: 1 })).rows.length
  const left = await to.driver.write(null, async session => {
    if (await marks.get(session, COPY) === undefined && held > 0) {
      throw new PaperclipError('conflict', `${to.driver.name} holds companies already, so nothing was copied. Copy into an empty one.`, { reason: 'exists' })
    }
    await marks.set(session, COPY, `${id} ${from.driver.name}`)
    return (await marks.namesFrom(session, BEGUN)).map(name => name.slice(BEGUN.length))
  })
  for (const company of left) await clear(to, company)
  const { drop } = tombstoneStatements(to.driver.dialect)
  await to.driver.write(null, async session => {
    await session.run(drop, [])
    for (const company of left) await marks.remove(session, BEGUN + company)
  })
}

async function clear(to: SqlStore, company: string): Promise<void> {
  const { rows, words } = companyStatements(to.driver.dialect).writing, { blobs, logs } = keepersOf(to)
  await logs.destroy(company)
  for (const shelf of shelvesOf(company)) await blobs.destroy(shelf)
  const values = new Map([['company_id', company]])
  await to.driver.write(company, async session => {
    for (const statement of [...words.clear, ...NOUN_NAMES.map((noun: Noun) => rows.clear(noun))]) await session.run(statement, fill(statement, values))
  })
}

async function end({ to, id, marks }: Target): Promise<void> {
  await to.driver.write(null, async session => {
    await checkStillOurs(session, marks, id)
    for (const name of await marks.namesFrom(session, BEGUN)) await marks.remove(session, name)
    await marks.remove(session, COPY)
  })
}

function keepersOf({ keepers, driver }: SqlStore): Keepers {
  if (keepers) return keepers
  throw new PaperclipError('misconfigured', `The store on ${driver.name} was opened without keepers: a copy takes bytes, logs and keys along.`)
}

async function* every<T extends { id: string }>(page: (after: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  for (let after: string | null = null; ;) {
    const { rows, next }: Page<T> = await page(after)
    yield* rows
    if (next === null) return
    after = next
  }
}
