import type { AdapterJob, Outcome } from '../../ports/adapter.ts'
import type { Step } from '../scripted-adapter.ts'

const done: Outcome = { kind: 'done', summary: 'Done.' }
const returning = (outcome: unknown): Step => async () => outcome as Outcome

/** Does many things of which none may succeed, and says what went through. */
async function refusedAll(deeds: readonly (() => Promise<unknown>)[]): Promise<Outcome> {
  const through = await Promise.all(deeds.map(deed => deed().then(() => 1, () => 0)))
  return { kind: 'done', summary: `${through.filter(one => one === 1).length} went through.` }
}

const forever = (): Promise<Outcome> => new Promise(() => {})

/** Agents that nobody should hire, by what is wrong with them. Whatever they do, their run ends once, and nobody else feels it. */
export const HOSTILE_STEPS: Readonly<Record<string, Step>> = {
  'never ends': forever,
  'never ends, and talks all the time': async job => { job.signal.addEventListener('abort', () => say(job, 50)); say(job, 200); return forever() },
  'throws': async () => { throw new RangeError('Out of range.') },
  'throws what is no error': async () => { throw 'a string' },
  'returns nothing': returning(undefined),
  'returns a number': returning(7),
  'returns a summary that is none': returning({ kind: 'done', summary: 12 }),
  'returns a summary of a megabyte': returning({ kind: 'done', summary: 'x'.repeat(1_000_000) }),
  'returns text no store can hold': returning({ kind: 'done', summary: 'NUL \0 and half \ud83e' }),
  'returns a session that is a circle': async () => { const circle: Record<string, unknown> = {}; circle['self'] = circle; return { ...done, session: circle } as Outcome },
  'returns usage that is none': returning({ kind: 'done', summary: '', usage: [{ id: '', cost: -1 }] }),
  'returns usage that is no list': returning({ kind: 'done', summary: '', usage: 7 }),
  'fails for a reason there is not': returning({ kind: 'failed', error: { kind: 'mood', message: null, retryAfterMs: 'soon' } }),
  'fails, and asks to be called back in a million years': returning({ kind: 'failed', error: { kind: 'rate_limit', message: 'Later.', retryAfterMs: 3e16 } }),
  'defers into the past': returning({ kind: 'deferred', until: new Date(0), handle: null }),
  'defers until no time at all': returning({ kind: 'deferred', until: new Date(Number.NaN), handle: null }),
  'defers until a word': returning({ kind: 'deferred', until: 'soon', handle: null }),
  'spends what is no number': ({ spend }) => refusedAll([Number.NaN, -1, 0.5, 1e300, Number.POSITIVE_INFINITY].map((cost, n) => () => spend({ id: `n${n}`, cost }))),
  'spends a fortune at once': async ({ spend }) => { await spend({ id: 'fortune', cost: 5_000_000 }); return done },
  'spends for ever': async job => { for (let n = 0; !job.signal.aborted; n++) await job.spend({ id: `call-${n}`, cost: 90_000 }); return done },
  'tells the same cost a thousand times': async ({ spend }) => { for (let n = 0; n < 1_000; n++) await spend({ id: 'same', cost: 1_000 }); return done },
  'logs ten thousand lines': async job => { say(job, 10_000); return done },
  'asks its desk for nonsense': ({ desk }) => refusedAll([() => desk.take({ task: '' }), () => desk.finish(null as never), () => desk.propose({ kind: 'no.such.act', input: {} }), () => desk.say({ body: '' }), () => desk.recall({ text: 'x'.repeat(2_000) })]),
  'reaches for what is not its own': ({ desk }) => refusedAll([() => desk.propose({ kind: 'company.archive', input: {} }), () => desk.propose({ kind: 'agent.terminate', input: { agent: 'good' } }), () => desk.finish({ task: 'ACME-1', result: 'Mine.' })]),
}

function say({ log }: AdapterJob<unknown>, lines: number): void {
  for (let n = 0; n < lines; n++) log({ stream: 'stdout', level: 'info', text: `Line ${n}` })
}
