import type { CompanyHandle } from '../../company.ts'
import { isPaperclipError } from '../../domain/error.ts'
import { usd } from '../../domain/money.ts'
import { LOCAL_OPERATOR } from '../../domain/principal.ts'
import type { Act } from '../../operations/governance/acts.ts'
import type { SimNode } from './sim-node.ts'
import type { World } from './world.ts'

const MOST_AGENTS = 10
const TRIES = 6

/** What the board does while it storms, and how often. */
const OFTEN = {
  create: 60, hire: 5, hold: 3, resume: 8, cancelRun: 4, budget: 5, raise: 10, signal: 5, routine: 3, trigger: 3, pauseCompany: 1, stopCompany: 1, resumeCompany: 6,
  decide: 8, answer: 6, review: 6, reopen: 4, unblock: 5, cancelTask: 2, wake: 12, adjust: 3, move: 2, configure: 3, terminate: 1, goal: 2,
} as const

/** A board that does one thing after another, through whichever node answers: what it does not hear of it asks for again, with the same key. */
export class SimOperator {
  readonly #world: World
  readonly #up: () => SimNode | undefined
  #count = 0
  /** Titles of the tasks that it knows were created. */
  readonly created: string[] = []

  constructor(world: World, up: () => SimNode | undefined) {
    this.#world = world
    this.#up = up
  }

  /** Begins a deed; it may take a while. */
  act(): void {
    const deed = this.#world.chance.weighted(OFTEN), key = `op-${++this.#count}`
    void this.#do(deed, key)
  }

  /** Does something through a node; where no answer comes, the same again elsewhere. Gives up on what never answers. */
  async insist(what: string, deed: (acme: CompanyHandle) => Promise<unknown>): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      const node = this.#up()
      if (!node) return
      try {
        await deed(await node.paperclip.company('acme'))
        return this.#world.note('board', `${what} through ${node.name}`)
      } catch (error) {
        if (!isPaperclipError(error)) return this.#world.violate('nothing breaks', error instanceof Error ? error.stack ?? '' : String(error))
        if (error.code !== 'unavailable') return this.#world.note('board', `${what} through ${node.name}: ${error.message}`)
        if (error.code === 'unavailable') await this.#world.time.wait(this.#world.chance.whole(100, 20_000))
      }
    }
  }

  async #do(what: keyof typeof OFTEN, key: string): Promise<void> {
    let act: Act | null | undefined
    await this.insist(`${what} ${key}`, async acme => {
      if (what === 'decide') return this.#decide(acme, key)
      act = act === undefined ? await this.#choose(what, acme, key) : act           // asked again, it is the same deed
      if (!act) return
      const done = await acme.propose(act, { key })
      if (act.kind === 'task.create' && done.kind === 'done') this.created.push(act.input.title)
    })
  }

  async #decide(acme: CompanyHandle, key: string): Promise<void> {
    const approval = this.#world.chance.one((await acme.approvals.list({ where: { status: 'pending' } })).rows)
    if (!approval) return
    await (this.#world.chance.happens(0.7) ? acme.approvals.approve(approval.id, '', { key }) : acme.approvals.reject(approval.id, '', { key }))
  }

  /** What exactly is done: about whom and what is drawn from what there is. */
  async #choose(what: Exclude<keyof typeof OFTEN, 'decide'>, acme: CompanyHandle, key: string): Promise<Act | null> {
    const { chance } = this.#world
    const agents = (await acme.agents.list()).rows.filter(({ status }) => status === 'active')
    const agent = chance.one(agents)?.slug
    if (agent === undefined && what !== 'hire') return null
    const named = agent ?? ''
    switch (what) {
      case 'create':
        return { kind: 'task.create', input: {
          title: key, assignee: named, priority: chance.one(['critical', 'high', 'medium', 'low']),
          reviewer: chance.happens(0.3) ? { operator: LOCAL_OPERATOR.id } : null, project: chance.happens(0.4) ? 'site' : null,
          notBefore: chance.happens(0.1) ? new Date(this.#world.time.now().getTime() + chance.whole(1, 60) * 60_000) : null,
        } }
      case 'hire': return agents.length < MOST_AGENTS ? { kind: 'agent.hire', input: hand(this.#world, key, agent ?? null) } : null
      case 'hold': return { kind: 'agent.hold', input: { agent: named, reason: 'Because.' } }
      case 'resume': return { kind: 'agent.resume', input: { agent: named } }
      case 'wake': return { kind: 'agent.wake', input: { agent: named } }
      case 'move': return { kind: 'agent.move', input: { agent: named, reportsTo: chance.one(agents)?.slug ?? null } }
      case 'configure': return { kind: 'agent.configure', input: { agent: named, heartbeat: { every: `${chance.whole(1, 30)}m`, idle: chance.one(['rest', 'run']), cap: usd(chance.whole(1, 20) / 10) } } }
      case 'terminate': return agents.length > 4 ? { kind: 'agent.terminate', input: { agent: named } } : null
      case 'signal': return { kind: 'signal.send', input: { to: named, source: 'orders', payload: { n: chance.whole(1, 9) } } }
      case 'goal': return { kind: 'goal.set', input: { title: key, owner: named } }
      case 'routine': return { kind: 'routine.set', input: { slug: `routine-${chance.whole(1, 3)}`, assignee: named, title: 'Again', every: `${chance.whole(5, 60)}m`, overlap: chance.one(['skip', 'allow', 'replace']) } }
      case 'trigger': return { kind: 'routine.trigger', input: { routine: `routine-${chance.whole(1, 3)}` } }
      case 'budget': return { kind: 'budget.set', input: { scope: 'agent', for: named, window: chance.one(['day', 'month', 'lifetime']), limit: usd(chance.whole(1, 80) / 10) } }
      case 'raise': {
        const budget = chance.one((await acme.budgets.list()).rows)
        return budget ? { kind: 'budget.raise', input: { budget: budget.id, limit: budget.limit + usd(chance.whole(1, 3)) } } : null
      }
      case 'pauseCompany': return { kind: 'company.pause', input: {} }
      case 'stopCompany': return { kind: 'company.stop', input: { reason: 'Stop.' } }
      case 'resumeCompany': return { kind: 'company.resume', input: {} }
      default: return this.#aboutWork(what, acme)
    }
  }

  async #aboutWork(what: 'cancelRun' | 'answer' | 'review' | 'reopen' | 'unblock' | 'cancelTask' | 'adjust', acme: CompanyHandle): Promise<Act | null> {
    const { chance } = this.#world
    const taskIn = async (status: 'in_review' | 'blocked' | 'in_progress' | 'todo') => chance.one((await acme.tasks.list({ where: { status } })).rows)?.identifier
    switch (what) {
      case 'cancelRun': {
        const run = chance.one((await acme.runs.list({ where: { status: chance.one(['running', 'deferred']) } })).rows)
        return run ? { kind: 'run.cancel', input: { run: run.id } } : null
      }
      case 'adjust': {
        const run = chance.one((await acme.runs.list({ where: { status: 'lost' } })).rows.filter(({ estimated }) => estimated))
        return run ? { kind: 'run.adjust', input: { run: run.id, cost: chance.whole(0, usd(2)) } } : null
      }
      case 'answer': {
        const ask = chance.one((await acme.messages.list({ direction: 'down' })).rows.filter(({ kind, answeredAt }) => kind === 'ask' && answeredAt === null))
        return ask ? { kind: 'message.answer', input: { ask: ask.id, body: 'Yes.' } } : null
      }
      case 'review': {
        const task = await taskIn('in_review')
        return task ? { kind: 'task.review', input: { task, verdict: chance.one(['accept', 'send_back']), comment: 'Seen.' } } : null
      }
      case 'reopen': {
        const task = chance.one((await acme.tasks.list({ direction: 'down' })).rows.filter(({ parkedAt, status }) => parkedAt !== null || status === 'done'))?.identifier
        return task ? { kind: 'task.reopen', input: { task } } : null
      }
      case 'unblock': {
        const task = await taskIn('blocked')
        return task ? { kind: 'task.unblock', input: { task } } : null
      }
      case 'cancelTask': {
        const task = await taskIn(chance.one(['todo', 'in_progress']))
        return task ? { kind: 'task.cancel', input: { task } } : null
      }
    }
  }
}

/** Somebody to hire. */
export const hand = ({ chance }: World, slug: string, reportsTo: string | null): (Act & { kind: 'agent.hire' })['input'] => ({
  slug, role: 'worker', reportsTo, heartbeat: { every: `${chance.whole(2, 30)}m`, idle: chance.happens(0.5) ? 'run' : 'rest', cap: usd(chance.whole(2, 20) / 10), timeout: '20m', silence: '5m', catchUp: chance.one(['once', 'skip', { all: 3 }] as const) },
  adapter: chance.happens(0.8) ? { kind: 'metered', config: { script: 'work' } } : { kind: 'flat', config: { script: 'work' }, perRun: '$0.20' },
  ...(chance.happens(0.7) ? { budget: { limit: usd(chance.whole(10, 150) / 10), window: chance.one(['day', 'month', 'lifetime'] as const) } } : {}),
})
