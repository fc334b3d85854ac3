import { PaperclipError, type Clock } from '@paperclip/core'
import type { SqlDriver } from '@paperclip/store-kysely'
import { Combinations } from './combinations.ts'
import { CompanyLines } from './company-lines.ts'
import { jobOf } from './job.ts'
import { Nudges } from './nudges.ts'
import { nameOf, openPool, type Reach } from './pool.ts'
import { SharedCommit } from './shared-commit.ts'
import { Transactions } from './transactions.ts'

/** A line of many that moves is no line that stands still: a turn may take so many deadlines to come, by default half a lease. */
const TURNS = 3

/** A pool of connections to a server, and how works get theirs. `clock` and `chance` are for waiting: leases are judged elsewhere. */
export function postgresDriver(reach: Reach, { clock, chance }: { clock: Clock; chance(): number }): SqlDriver {
  const name = nameOf(reach.url), pool = openPool(reach), combinations = new Combinations()
  let wasReached = false, closed: Promise<void> | undefined
  pool.once('connect', () => { wasReached = true })
  const waiting = { name, combinations, deadlineMs: reach.deadlineMs, clock, chance, isPatient: () => wasReached && !closed }
  const transactions = new Transactions({ pool, ...waiting })
  const urgentPool = openPool({ ...reach, connections: 1 }, 'kept'), urgent = new Transactions({ pool: urgentPool, ...waiting })
  const nudges = new Nudges(pool, { reach, clock }), shared = new SharedCommit({ transactions, clock, name, combinations, say: () => nudges.say() })
  const lines = new CompanyLines({ clock, deadlineMs: TURNS * reach.deadlineMs, name, serve: (company, jobs) => shared.serve(company, jobs) })
  const pending = new Set<Promise<unknown>>()

  const accepted = async <T>(act: () => Promise<T>): Promise<T> => {
    if (closed) throw new PaperclipError('unavailable', `The store on ${name} was closed.`)
    const acting = act()
    pending.add(acting)
    try {
      return await acting
    } finally {
      pending.delete(acting)
    }
  }
  return {
    dialect: 'postgres',
    name,
    write: (company, work) => accepted(async () => (company === null ? (await transactions.write(null, work)).value : new Promise((resolve, reject) => lines.push(company, jobOf(work, { resolve, reject }))))),
    read: (company, work) => accepted(() => transactions.read(company, work)),
    urgent: work => accepted(async () => (await urgent.write(null, work)).value),
    snapshot: company => accepted(() => transactions.snapshot(company)),
    watch: changed => nudges.add(changed),
    close: () => closed ??= (async () => {
      await Promise.allSettled(pending)
      await nudges.close()
      await Promise.all([pool.end(), urgentPool.end()])
    })(),
  }
}
