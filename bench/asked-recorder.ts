import { createHash } from 'node:crypto'
import { sqlStore, type SqlDriver, type SqlSession, type SqlStore } from '@paperclip/store-kysely'
import type { Flown, Sent } from './pg-recorder.ts'
import { pg } from './postgres.ts'

export interface Recorded {
  store: SqlStore
  /** The transactions committed since this was last asked, in their order. */
  noted(): Flown[]
  /** How many messages this process has sent to a server since this was last asked. */
  messages(): number
}

/** The same store, whose transactions are noted statement by statement, before the driver makes fewer of them. They are to come one after another. */
export async function recording({ driver, keepers }: SqlStore): Promise<Recorded> {
  const sent = watchMessages()
  let kept: Flown[] = []
  const watched: SqlDriver = {
    ...driver,
    write: (company, work) => {
      let flown: Sent[] = []
      return driver.write(company, session => {
        flown = [{ query: { text: sent.begin() }, heard: 0 }]
        return work(noting(session, flown))
      }).then(value => {
        kept.push([...flown, { query: { text: 'commit' }, heard: flown.at(-1)?.heard ?? 0 }])
        return value
      })
    },
  }
  return {
    store: await sqlStore(watched, keepers ? { keepers } : {}),
    noted() {
      const noted = kept
      kept = []
      return noted
    },
    messages: sent.count,
  }
}

function noting(session: SqlSession, flown: Sent[]): SqlSession {
  let heard = 0
  return {
    script: text => session.script(text),
    async run(statement, values) {
      const { sql, gives } = statement
      const place = flown.push({ query: { name: nameOf(sql), text: sql, values: [...values], rowMode: 'array' }, heard })
      const result = await session.run(statement, values)
      if (gives !== 'nothing') heard = Math.max(heard, place)
      return result
    },
  }
}

/** Under which name a statement is prepared: made once, since what is noted is timed with what it notes. */
function nameOf(sql: string): string {
  const name = NAMES.get(sql) ?? createHash('sha256').update(sql).digest('base64url').slice(0, 24)
  NAMES.set(sql, name)
  return name
}

const NAMES = new Map<string, string>()

function watchMessages(): { begin(): string; count(): number } {
  const query: unknown = Reflect.get(pg.Client.prototype, 'query')
  if (typeof query !== 'function') throw new Error('The driver has no query to watch.')
  let begin = '', many = 0
  Reflect.set(pg.Client.prototype, 'query', function (this: object, ...given: unknown[]): unknown {
    const [config] = given
    if (typeof config === 'object' && config !== null && 'text' in config && typeof config.text === 'string') {
      many++
      if (config.text.startsWith('begin isolation level read committed')) begin = config.text
    }
    return Reflect.apply(query, this, given)
  })
  return {
    begin: () => begin,
    count() {
      const counted = many
      many = 0
      return counted
    },
  }
}
