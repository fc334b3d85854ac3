import { memoryStore } from '../../defaults/memory-store.ts'
import { checkCompany } from '../../operations/life/check-company.ts'
import { createPaperclip, type Paperclip } from '../../paperclip.ts'
import type { Adapter } from '../../ports/adapter.ts'
import { checkHouse } from '../company-suite/house-rules.ts'
import { Checkers } from './checkers.ts'
import { simAdapters } from './sim-agent.ts'
import { SimNode } from './sim-node.ts'
import { hand, SimOperator } from './sim-operator.ts'
import { World } from './world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NODES = 3

export interface Simulation {
  seed: number
  /** Things that happen from outside: deeds of the board, faults. 150 unless said. */
  steps?: number
}

/** What came of a simulation: what did not hold, and all that happened. The same seed gives the same. */
export interface Simulated { ok: boolean; seed: number; violations: string[]; trace: string[] }

/**
 * Runs a company on several nodes through a storm: agents that fail, lie and hang, a board that meddles, nodes that crash and stall, a store that loses
 * answers, clocks that jump. After every event the checkers look at what was committed. Then the storm ends, and everything must come to rest.
 */
export async function simulate({ seed, steps = 150 }: Simulation): Promise<Simulated> {
  const storm = new Storm(new World(seed))
  const { world } = storm
  try {
    await storm.begin()
    for (let step = 0; step < steps && world.violations.length === 0; step++) await storm.step()
    await storm.end()
  } catch (error) {
    world.violate('nothing breaks', error instanceof Error ? error.stack ?? error.message : String(error))
  }
  return { ok: world.violations.length === 0, seed, violations: world.violations, trace: world.trace }
}

/** What happens from outside, and how often. */
const OFTEN = { board: 90, weather: 9, crash: 3, crashSoon: 9, restart: 20, stall: 3, stallSoon: 9, wake: 10, skew: 3, jump: 2 } as const

class Storm {
  readonly world: World
  readonly #nodes: (SimNode | undefined)[] = []
  readonly #board: SimOperator
  #booted = 0
  #checkers: Checkers | undefined

  constructor(world: World) {
    this.world = world
    this.#board = new SimOperator(world, () => world.chance.one(this.#nodes.filter(node => node?.state === 'up')))
  }

  /** Founds the company on data of its own, and starts the nodes. */
  async begin(): Promise<void> {
    const { world } = this
    const acme = await this.#observer().found({ slug: 'acme', maxRuns: world.chance.whole(2, 10), agentRunsPerHour: 60 })
    const company = world.data.companies.get(acme.id)
    if (!company) throw new Error('The company is not among the data.')
    this.#checkers = new Checkers(world, company)
    await acme.roles.set({ slug: 'worker', title: 'Worker', permissions: { 'agent.hire': 'team', 'budget.set': 'team' } })
    await acme.budgets.set({ scope: 'company', limit: `$${world.chance.whole(10, 60)}`, window: world.chance.one(['day', 'month'] as const) })
    await acme.projects.set({ slug: 'site' })
    await acme.budgets.set({ scope: 'project', for: 'site', limit: '$4', window: 'lifetime' })
    await acme.agents.hire(hand(world, 'boss', null))
    for (const slug of ['ann', 'bob', 'cyd', 'dan', 'eve']) await acme.agents.hire(hand(world, slug, world.chance.happens(0.8) ? 'boss' : null))
    for (let at = 0; at < NODES; at++) await this.#boot(at)
  }

  /** One thing happens, and some time passes. */
  async step(): Promise<void> {
    const { world: { chance, time } } = this
    const at = chance.whole(0, NODES - 1), node = this.#nodes[at]
    switch (chance.weighted(OFTEN)) {
      case 'board': this.#board.act(); break
      case 'weather': this.#turn(); break
      case 'crash': node?.crash(); break
      case 'crashSoon': node?.crashSoon(); break
      case 'restart': if (node?.state === 'crashed') await this.#boot(at); break
      case 'stall': node?.stall(); break
      case 'stallSoon': node?.stallSoon(); break
      case 'wake': node?.wake(); break
      case 'skew': if (node) node.skewMs = chance.whole(-5_000, 5_000); break
      case 'jump': this.#jump(); break
    }
    await this.#pass(time.monotonic() + chance.whole(0, 3) * chance.whole(100, MINUTE))
  }

  /** Ends the storm: from here on nothing goes wrong any more. All must come to rest. */
  async end(): Promise<void> {
    const { world } = this
    world.note('-----', 'The storm is over.')
    world.weather = 'fair'
    world.mood = 'calm'
    for (const [at, node] of this.#nodes.entries()) {
      if (node?.state === 'stalled') node.wake()
      if (node?.state === 'crashed') await this.#boot(at)
    }
    for (const node of this.#nodes) node?.calm()
    await this.#pass(world.time.monotonic() + 2 * MINUTE)
    await this.#loosen()
    await this.#pass(world.time.monotonic() + 2 * HOUR)
    await this.#checkRest()
  }

  /** The store fares badly for a while. */
  #turn(): void {
    const { world } = this
    const weather = world.weather = world.chance.weighted({ slow: 2, lossy: 5, down: 2, full: 1 })
    world.note('store', `is ${weather}`)
    world.time.after(world.chance.whole(1, 90) * 1_000, () => { if (world.weather === weather) world.weather = 'fair' })
  }

  /** The wall clock of a node is set, and some time later set right. */
  #jump(): void {
    const { chance } = this.world
    const ms = chance.one([-HOUR, HOUR, 10 * 24 * HOUR, -30_000, 30_000] as const)
    const node = chance.one(this.#nodes)
    this.world.note(node?.name ?? '?', `its wall clock jumps by ${ms} ms`)
    if (node) node.skewMs += ms
    this.world.time.after(chance.whole(1, 10) * MINUTE, () => { if (node) node.skewMs -= ms })
  }

  /** Whatever holds the company back is lifted. */
  async #loosen(): Promise<void> {
    const acme = await this.#observer().company('acme')
    if ((await acme.get()).status !== 'active') await acme.resume()
    for (const budget of (await acme.budgets.list()).rows) await acme.budgets.raise(budget.id, budget.limit + 1_000_000_000)
    for (const { id, status } of (await acme.agents.list()).rows) if (status === 'active') await acme.agents.resume(id)
  }

  async #boot(at: number): Promise<void> {
    const node = new SimNode(this.world, `n${++this.#booted}`)
    this.#nodes[at] = node
    this.world.note(node.name, 'starts')
    void node.paperclip.start()
  }

  /** Lets time pass, one event after another, and looks after each. */
  async #pass(until: number): Promise<void> {
    const { world: { time, violations } } = this
    this.#checkers?.check()
    while (violations.length === 0 && await time.step(until - time.monotonic())) this.#checkers?.check()
  }

  /** Liveness: what is due has run, what was deferred has ended, nobody holds a lease for nothing; and the books are whole. */
  async #checkRest(): Promise<void> {
    const { world } = this
    const paperclip = this.#observer(), acme = await paperclip.company('acme')
    const store = memoryStore({ data: world.data, clock: world.time })
    const late = new Date(world.time.now().getTime() - 10 * MINUTE)
    for (const alarm of world.data.companies.get(acme.id)?.table('alarm').rows.values() ?? []) {
      const name = (await acme.agents.get(alarm.id).catch(() => undefined))?.slug ?? alarm.id
      if (alarm.leaseUntil === null && alarm.dueAt !== null && alarm.dueAt < late) world.violate('R4', `${name} is due since ${alarm.dueAt.toISOString()} and does not run: ${JSON.stringify(alarm)}`)
      if (alarm.leaseUntil !== null && alarm.leaseUntil < late) world.violate('R4', `the lease on ${name} is over since ${alarm.leaseUntil.toISOString()}`)
    }
    for (const run of this.#checkers?.live ?? []) if (run.until ? run.until < late : run.startedAt < late) world.violate('R4', `run ${run.id} (${run.status}) of ${run.agentId} goes on since ${run.startedAt.toISOString()}`)
    const health = await store.read(acme.id, view => checkCompany(view, { adapters: new Map(this.#adapters().map(adapter => [adapter.kind, adapter])), clock: world.time }, acme.id))
    for (const { what } of health.problems) world.violate('armed', what)
    const titles = [...world.data.companies.get(acme.id)?.table('task').rows.values() ?? []].map(({ title }) => title)
    for (const title of this.#board.created) if (titles.filter(one => one === title).length !== 1) world.violate('I1', `the task "${title}" is there ${titles.filter(one => one === title).length} times`)
    await checkHouse(paperclip, acme.id)
  }

  /** Somebody who looks at the data itself, or sets it up: nothing of the storm reaches it. */
  #observer(): Paperclip {
    const { data, time, ids } = this.world
    return createPaperclip({ store: memoryStore({ data, clock: time }), clock: time, ids, adapters: this.#adapters() })
  }

  #adapters(): Adapter[] {
    return simAdapters(this.world, { name: 'board', clock: this.world.time, finish: async () => {} })
  }
}
