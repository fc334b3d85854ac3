import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import { isPaperclipError } from '../../domain/error.ts'
import { ACTS, type Act, type ActKind } from '../../operations/governance/acts.ts'
import { createPaperclip, type Paperclip } from '../../paperclip.ts'
import type { Store } from '../../ports/store.ts'
import { checkHouse, recordsOf } from '../company-suite/house-rules.ts'
import { CountingIds } from '../counting-ids.ts'
import { FakeClock } from '../fake-clock.ts'
import type { Runner } from '../runner.ts'
import { scriptedAdapter } from '../scripted-adapter.ts'
import { scripted } from '../trial.ts'
import { ACT_CASES } from './act-cases.ts'
import { faultyStore, type Fault } from './faulty-store.ts'
import type { FaultSuite } from './tried-store.ts'

/** One deed of the board that must come out the same whatever call failed: how it is prepared, and how it is done with an idempotency key. */
interface Deed { prepare(ground: Ground): Promise<(acme: CompanyHandle) => Promise<unknown>> }

interface Ground { acme: CompanyHandle; paperclip: Paperclip; store: Store }

const ALL_KINDS = Object.keys(ACTS) as ActKind[]
const KEY = 'the-key'

/** The board's deeds that are no acts: what is put to it and decided. */
const DECISIONS: Readonly<Record<string, Deed>> = {
  'approvals.approve': { prepare: async ground => { const id = await asked(ground); return acme => acme.approvals.approve(id, 'Well.', { key: KEY }) } },
  'approvals.reject': { prepare: async ground => { const id = await asked(ground); return acme => acme.approvals.reject(id, 'No.', { key: KEY }) } },
  'an act that waits for the board': { prepare: async ({ acme }) => { await acme.update({ boardMinimum: 2 }); return one => one.propose({ kind: 'budget.set', input: { scope: 'company', limit: '$9' } }, { key: KEY }) } },
}

async function asked({ acme }: Ground): Promise<string> {
  await acme.update({ boardMinimum: 2 })
  const done = await acme.propose({ kind: 'budget.set', input: { scope: 'company', limit: '$9' } })
  return done.kind === 'waiting' ? done.approval.id : assert.fail('the board is not asked')
}

export function actFaults({ it }: Runner, { open }: FaultSuite): void {
  for (const kind of ALL_KINDS) {
    it(`C2 I1: leaves ${kind} done once or not at all, and done once when it is asked for again`, () => trying(open, {
      prepare: async ground => {
        const act = { kind, input: await ACT_CASES[kind](ground) } as Act
        return acme => acme.propose(act, { key: KEY })
      },
    }))
  }
  for (const [name, deed] of Object.entries(DECISIONS)) it(`C2 I1: leaves ${name} done once`, () => trying(open, deed))
}

/** Tries a deed with a fault in each call it makes, each time on a company of its own. What stands in the log afterwards is what stands there without a fault. */
async function trying(open: FaultSuite['open'], deed: Deed): Promise<void> {
  const clock = new FakeClock(), opened = await open(clock)
  const yard = new Yard(opened.store, clock)
  try {
    const expected = await yard.logOf(deed, null)
    for (const when of ['before', 'after'] as const) {
      for (let call = 1; ; call++) {
        const log = await yard.logOf(deed, when === 'before' ? { before: call } : { after: call })
        if (log === 'not reached') break
        assert.deepEqual(log, expected, `the log after a fault ${when} call ${call}`)
        assert.ok(call < 40, 'it comes to an end')
      }
    }
  } finally {
    await opened.close()
  }
}

/** Where companies are founded, one for each try. */
class Yard {
  readonly #store: Store
  readonly #options
  #count = 0

  constructor(store: Store, clock: FakeClock) {
    this.#store = store
    const silent = { warn: () => {}, error: () => {} }
    this.#options = { clock, ids: new CountingIds(), adapters: [scriptedAdapter({ rest: async () => ({ kind: 'done', summary: '' }) })], logger: silent }
  }

  /** What a deed has written, done with a fault and then asked for again: the actions in the log, in order. */
  async logOf(deed: Deed, fault: Fault | null): Promise<string[] | 'not reached'> {
    const slug = `acme-${++this.#count}`
    const paperclip = createPaperclip({ store: this.#store, ...this.#options })
    const acme = await paperclip.found({ slug, prefix: 'ACME' })
    await acme.roles.set({ slug: 'worker', title: 'Worker' })
    await acme.agents.hire(scripted('boss', 'rest'))
    await acme.agents.hire({ ...scripted('dev', 'rest'), reportsTo: 'boss' })
    await acme.tasks.create({ title: 'Build', assignee: 'dev' })
    const act = await deed.prepare({ acme, paperclip, store: this.#store })
    const before = (await recordsOf(acme)).length
    if (fault && !(await this.#failing(slug, act, fault))) return 'not reached'
    await act(acme)
    const again = (await recordsOf(acme)).slice(before).map(({ action, noun, actorKind }) => `${action} ${noun} ${actorKind}`)
    await checkHouse(paperclip, acme.id)
    return again
  }

  /** Does a deed on a store one call of which fails. False if it does not get to that call. */
  async #failing(slug: string, act: (acme: CompanyHandle) => Promise<unknown>, { before, after }: Fault): Promise<boolean> {
    const inward = faultyStore(this.#store, { before: 0 })
    const acme = await createPaperclip({ store: inward, ...this.#options }).company(slug)
    const opening = inward.calls                                        // what it takes to get at the company does not count
    const store = faultyStore(this.#store, before === undefined ? { after: opening + after } : { before: opening + before })
    const outcome = await createPaperclip({ store, ...this.#options }).company(slug).then(act).then(() => 'answered', (error: unknown) => error)
    assert.equal(acme.slug, slug)
    if (store.calls < opening + (before ?? after ?? 0)) {
      assert.equal(outcome, 'answered', `without a fault it is done: ${String(outcome)}`)
      return false
    }
    assert.ok(outcome === 'answered' || (isPaperclipError(outcome) && outcome.code === 'unavailable'), `a fault is told as one: ${String(outcome)}`)
    return true
  }
}
