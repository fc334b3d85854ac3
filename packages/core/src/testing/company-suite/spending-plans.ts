import assert from 'node:assert/strict'
import { LIMITED_SCOPES } from '../../domain/budget.ts'
import { micros, usd } from '../../domain/money.ts'
import type { CompanyHandle } from '../../company.ts'
import type { CompanyTx } from '../../ports/store.ts'
import type { AgentConfiguration } from '../../domain/agent.ts'
import { altered } from './altered-store.ts'
import type { House, Topic } from './opened-company.ts'
import { done, failing, HOUR, MINUTE, type Job } from './steps.ts'

/** Reads random numbers as decisions, for ever: a short list makes a simple plan. */
class Tape {
  readonly #numbers: readonly number[]
  #at = 0

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers
  }

  /** A number from 0 up to `below`. */
  next(below: number): number {
    return (this.#numbers[this.#at++ % this.#numbers.length] ?? 0) % below
  }

  pick<T>(items: readonly [T, ...T[]]): T {
    return items[this.next(items.length)] ?? items[0]
  }
}

/** Founds a company of random agents with random budgets in every scope, and gives it random work. */
async function underFire(company: CompanyHandle, tape: Tape): Promise<void> {
  await company.roles.set({ slug: 'worker' })
  const goal = await company.goals.set({ title: 'Goal' })
  await company.projects.set({ slug: 'app', goal: goal.id })
  await company.projects.set({ slug: 'web' })
  const slugs: [string, ...string[]] = ['a0']
  const adapter = { kind: 'scripted', config: { script: 'spend' } } satisfies Partial<AgentConfiguration['adapter']>
  for (let n = 0; n < 2 + tape.next(4); n++) {
    await company.agents.hire({ slug: `a${n}`, role: 'worker', adapter, reportsTo: n === 0 ? null : tape.pick(slugs), heartbeat: { cap: micros(50_000 + tape.next(10) * 50_000), every: '10m' } })
    if (n > 0) slugs.push(`a${n}`)
  }
  for (let n = 0; n < 1 + tape.next(5); n++) {
    const scope = tape.pick(LIMITED_SCOPES)
    const ref = { company: undefined, team: tape.pick(slugs), agent: tape.pick(slugs), project: tape.pick(['app', 'web']), goal: goal.id }[scope]
    await company.budgets.set({ scope, ...(ref === undefined ? {} : { for: ref }), window: tape.pick(['day', 'lifetime']), limit: micros(50_000 + tape.next(30) * 37_501) })
  }
  for (let n = 0; n < 4 + tape.next(8); n++) {
    const project = tape.pick([null, 'app', 'web'])
    await company.tasks.create({ title: `T${n}`, assignee: tape.pick(slugs), project })
  }
}

/** One run of a random spender: calls one by one or side by side, some dearer than what is left, some reported twice; it ends well or badly. */
const spender = (house: House, tape: Tape) => async ({ spend, signal, desk, brief }: Job) => {
  const calls = Array.from({ length: 1 + tape.next(4) }, (_, n) => ({ id: `call-${tape.next(9) === 0 ? 0 : n}`, cost: micros(tape.next(12) === 0 ? usd(0.4) : tape.next(90_000)) }))
  const wait = () => new Promise<void>(resolve => { house.clock.after(tape.next(5_000), resolve) })
  if (tape.next(2) === 0) await Promise.all(calls.map(call => spend(call)))
  else for (const call of calls) { if (signal.aborted) break; await spend(call); await wait() }
  if (tape.next(3) > 0 && brief.focus) await desk.finish({ task: brief.focus.identifier, result: '' })
  if (tape.next(7) === 0) throw new Error('Crash')
  return tape.next(5) === 0 ? failing('unknown') : done()
}

/** What is over its limit at the end of a transaction, where no overrun explains it. */
async function overspent(tx: CompanyTx): Promise<string[]> {
  const over: string[] = []
  for (const budget of (await tx.list('budget', { by: 'createdAt' })).rows) {
    for (const balance of (await tx.list('balance', { where: { budgetId: budget.id }, by: 'startsAt' })).rows) {
      if (balance.spent + balance.reserved <= budget.limit && balance.reserved >= 0) continue
      const { rows } = await tx.list('movement', { by: 'createdAt', direction: 'down', limit: 500 })
      if (!rows.some(({ overrun, balances }) => overrun && balances.includes(balance.id))) over.push(`${budget.scope}: ${balance.spent} + ${balance.reserved} of ${budget.limit}`)
    }
  }
  return over
}

export function spendingPlans({ describe, on, forAll }: Topic): void {
  describe('money under random fire', () => {
    on('B1: posted and reserved never exceed a limit at any commit, in any scope, unless an overrun is recorded', async house => {
      const broken: string[] = []
      let tape = new Tape([0]), companies = 0, runs = 0
      const store = altered(house.store, { transact: (company, work) => house.store.transact(company, async tx => {
        const result = await work(tx)
        broken.push(...await overspent(tx))
        return result
      }) })
      const { paperclip, clock } = await house.run({ spend: job => spender(house, tape)(job) }, { store })
      house.expect(/Spend could not be written/)
      await forAll(async numbers => {
        tape = new Tape(numbers)
        const company = await paperclip.found({ slug: `c-${companies++}` })
        await underFire(company, tape)
        await clock.advance(2 * HOUR)
        for (const { slug } of (await company.agents.list()).rows) await company.agents.hold(slug)
        await clock.advance(MINUTE)
        runs += (await company.runs.list()).rows.length
        assert.deepEqual(broken.splice(0), [])
      })
      assert.ok(runs > companies, `${runs} runs of ${companies} companies`)
    }, 120_000)
  })
}
