import { driver, type Call } from './recorder.ts'

/** The same statements with the same parameters on a file of their own, prepared once and with nothing around them: the floor. Rows come as the driver gives them, as objects. */
export class Replay {
  readonly #database
  readonly #prepared = new Map<string, ReturnType<ReturnType<typeof driver>['prepare']>>()

  constructor(file: string) {
    this.#database = driver(file)
    this.#database.exec('pragma busy_timeout = 0; pragma foreign_keys = on; pragma synchronous = full; pragma journal_mode = wal')
  }

  /** Does what was recorded, as it was recorded, unmeasured. */
  follow(calls: readonly Call[]): void {
    for (const call of calls) this.#ready(call)()                     // one by one: what makes tables comes before what needs them
  }

  /** Does these works, so many to a transaction, and gives back how long that took. */
  measure(batches: readonly (readonly Call[])[]): number {
    const ready = batches.map(calls => calls.map(call => this.#ready(call)))
    const began = performance.now()
    for (const batch of ready) {
      this.#database.exec('begin immediate')
      for (const act of batch) act()
      this.#database.exec('commit')
    }
    return performance.now() - began
  }

  close(): void {
    this.#database.close()
  }

  #ready(call: Call): () => void {
    if (call.kind === 'exec') return () => void this.#database.exec(call.sql)
    const statement = this.#prepared.get(call.sql) ?? this.#database.prepare(call.sql)
    this.#prepared.set(call.sql, statement)
    const { kind, values } = call
    return () => void statement[kind](...values)
  }
}

const CONTROL = /^(begin|commit|rollback|savepoint|release)/

/** What was recorded, as the statements of each transaction, without what begins and ends it. */
export function transactionsIn(calls: readonly Call[]): Call[][] {
  const found: Call[][] = []
  let open: Call[] = []
  for (const call of calls) {
    if (call.kind !== 'exec' || !CONTROL.test(call.sql)) open.push(call)
    else if (call.sql === 'commit') {
      found.push(open)
      open = []
    }
  }
  return found
}
