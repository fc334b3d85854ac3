import assert from 'node:assert/strict'
import type { Failure } from '../../domain/run.ts'
import type { AdapterJob, Outcome } from '../../ports/adapter.ts'
import type { ScriptedConfig, Step } from '../scripted-adapter.ts'

export type Job = AdapterJob<ScriptedConfig>

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const done = (summary = 'Done.'): Outcome => ({ kind: 'done', summary })

export const failing = (kind: Failure, retryAfterMs: number | null = null): Outcome => ({ kind: 'failed', error: { kind, message: `It failed: ${kind}.`, retryAfterMs } })

/** Finishes the task a run is about, if it is about one. */
export const finishes: Step = async ({ desk, brief: { focus } }) => {
  if (focus) await desk.finish({ task: focus.identifier, result: 'Done.' })
  return done()
}

/** Waits until a run is told to end. */
export const toldToEnd = (signal: AbortSignal): Promise<void> => new Promise(resolve => {
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => resolve(), { once: true })
})

/** Works until it is told to end. */
export const endless: Step = async ({ signal }) => {
  await toldToEnd(signal)
  return failing('crashed')
}

/** A point at which a step waits until the test lets it go on. */
export class Gate {
  readonly #opened: Promise<void>
  #open: () => void = () => {}

  constructor() {
    this.#opened = new Promise(resolve => { this.#open = resolve })
  }

  open(): void {
    this.#open()
  }

  pass(): Promise<void> {
    return this.#opened
  }
}

/** One step after another, run by run; the last one goes on. */
export function inTurn(...steps: readonly Step[]): Step {
  let run = 0
  return job => {
    const step = steps[Math.min(run++, steps.length - 1)]
    return step ? step(job) : assert.fail('there is no step')
  }
}

/** Checks the fields that are named, and those inside them; lists are checked item by item. */
export function like(actual: unknown, expected: unknown, where = 'it'): void {
  if (Array.isArray(expected)) {
    assert.ok(Array.isArray(actual), `${where} is a list`)
    assert.equal(actual.length, expected.length, `${where} has ${expected.length} items: ${JSON.stringify(actual)}`)
    expected.forEach((one, at) => like(actual[at], one, `${where}[${at}]`))
  } else if (expected instanceof RegExp) {
    assert.match(String(actual), expected, where)
  } else if (typeof expected === 'object' && expected !== null && !(expected instanceof Date)) {
    assert.ok(typeof actual === 'object' && actual !== null, `${where} is an object, not ${String(actual)}`)
    for (const [field, value] of Object.entries(expected)) like(Reflect.get(actual, field), value, `${where}.${field}`)
  } else {
    assert.deepEqual(actual, expected, where)
  }
}

/** The one there is. */
export function only<T>(items: readonly T[]): T {
  assert.equal(items.length, 1, `there is exactly one: ${JSON.stringify(items)}`)
  const [item] = items
  return item === undefined ? assert.fail('there is none') : item
}

/** Checks that each of these deeds is refused with this. Returns the messages. */
export const allRefusedWith = (expected: string, deeds: readonly Promise<unknown>[]): Promise<string[]> => Promise.all(deeds.map(deed => refusedWith(expected, deed)))

/** Checks what a deed is refused with: a code, or the reason of a conflict. Returns the message. */
export async function refusedWith(expected: string, deed: Promise<unknown>): Promise<string> {
  const outcome = await deed.then(value => ({ value }), (error: unknown) => ({ error }))
  if (!('error' in outcome)) return assert.fail(`not refused with ${expected}, but answered ${JSON.stringify(outcome.value)}`)
  const { error } = outcome
  assert.ok(error instanceof Error)
  assert.equal(Reflect.get(error, 'reason') ?? Reflect.get(error, 'code'), expected, error.stack)
  return error.message
}
