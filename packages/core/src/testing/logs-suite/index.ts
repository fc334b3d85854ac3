import assert from 'node:assert/strict'
import type { LogLine } from '../../domain/run.ts'
import type { Logs } from '../../ports/logs.ts'
import type { Runner } from '../runner.ts'
import { refused } from '../store-suite/refused.ts'

/** Logs under test, on data of their own. */
export interface OpenedLogs {
  logs: Logs
  /** Another handle on the same data, as another process would have. */
  second: Logs
  /** Makes what must be there before a run of a company can say something: nothing, for most. */
  begin(company: string, runId: string): Promise<void>
  /** Removes the data. */
  close(): Promise<void>
}

/** What is tested, such as "a folder", and how each test gets one of its own. */
export interface LogsSuite { name: string; open(): Promise<OpenedLogs> }

const A = 'cmp_a', B = 'cmp_b', RUN = 'run_1', OTHER = 'run_2'
const START = Date.UTC(2026, 0, 5, 9)
const line = (n: number, text = `line ${n}`): LogLine => ({ n, at: new Date(START + n), stream: n % 2 ? 'stdout' : 'desk', level: n % 3 ? 'info' : 'error', text })
const lines = (from: number, to: number): LogLine[] => Array.from({ length: to - from }, (_, n) => line(from + n))
const numbers = (read: readonly LogLine[]) => read.map(({ n }) => n)

/** Every promise of the port of logs as a test, for the runner that is handed in. */
export function testLogs({ describe, it }: Runner, { name, open }: LogsSuite): void {
  const on = (what: string, test: (opened: OpenedLogs) => Promise<void>) => it(what, async () => {
    const opened = await open()
    try {
      for (const company of [A, B]) for (const run of [RUN, OTHER]) await opened.begin(company, run)
      await test(opened)
    } finally {
      await opened.close()
    }
  })

  describe(`${name} keeps the promises of logs`, () => {
    on('gives lines back as they were, in order, through any handle', async ({ logs, second }) => {
      await logs.append(A, RUN, lines(0, 3))
      await logs.append(A, RUN, lines(3, 4))
      for (const handle of [logs, second]) assert.deepEqual(await handle.read(A, RUN), lines(0, 4))
    })

    on('is empty for a run that said nothing', async ({ logs }) => {
      await logs.append(A, RUN, [])
      for (const run of [RUN, 'run_never']) assert.deepEqual(await logs.read(A, run), [])
      assert.deepEqual(await logs.read('nobody', RUN), [])
    })

    on('keeps texts that are hard to keep', async ({ logs, second }) => {
      const hard = ['', ' ', 'two\nlines\r\n', '"quoted" \\ \u2028\u2029', '{"n":99,"text":"not a line"}', 'élan 🦊', '\ufeff\u001b[31mred', 'x'.repeat(16_000)].map((text, n) => line(n, text))
      await logs.append(A, RUN, hard)
      assert.deepEqual(await second.read(A, RUN), hard)
    })

    on('reads in pages, of 1,000 unless said', async ({ logs, second }) => {
      await logs.append(A, RUN, lines(0, 1_200))
      assert.deepEqual(numbers(await logs.read(A, RUN)), numbers(lines(0, 1_000)))
      assert.deepEqual(numbers(await second.read(A, RUN, { after: 999 })), numbers(lines(1_000, 1_200)))
      assert.deepEqual(numbers(await logs.read(A, RUN, { after: 4, limit: 3 })), [5, 6, 7])
      assert.deepEqual(numbers(await logs.read(A, RUN, { after: -1, limit: 1 })), [0])
      assert.deepEqual(numbers(await logs.read(A, RUN, { after: 1_199 })), [])
      assert.equal((await logs.read(A, RUN, { limit: 1_100 })).length, 1_100)
      for (const query of [{ limit: 0 }, { limit: 1.5 }, { after: Number.NaN }]) assert.equal((await refused(logs.read(A, RUN, query))).code, 'invalid_input')
    })

    on('keeps a number it has as it was: what is written again after an unclear failure is there once', async ({ logs, second }) => {
      await logs.append(A, RUN, lines(0, 3))
      await logs.append(A, RUN, [line(1, 'other words'), ...lines(2, 5)])
      await second.append(A, RUN, lines(0, 6))
      await logs.append(A, RUN, lines(4, 7))
      for (const handle of [logs, second]) assert.deepEqual(await handle.read(A, RUN), lines(0, 7))
    })

    on('loses none of those that are written at once', async ({ logs }) => {
      await Promise.all([...Array.from({ length: 20 }, (_, n) => logs.append(A, RUN, lines(n * 5, n * 5 + 5))), logs.append(A, OTHER, lines(0, 5))])
      assert.deepEqual(await logs.read(A, RUN), lines(0, 100))
      assert.deepEqual(await logs.read(A, OTHER), lines(0, 5))
    })

    on('keeps runs and companies apart', async ({ logs }) => {
      await logs.append(A, RUN, lines(0, 1))
      await logs.append(A, OTHER, lines(0, 2))
      await logs.append(B, RUN, lines(0, 3))
      assert.deepEqual([await logs.read(A, RUN), await logs.read(A, OTHER), await logs.read(B, RUN), await logs.read(B, OTHER)].map(read => read.length), [1, 2, 3, 0])
    })

    on('removes one, or all of a company, whether or not it is there', async ({ logs, second }) => {
      for (const company of [A, B]) for (const run of [RUN, OTHER]) await logs.append(company, run, lines(0, 1_001))
      for (let times = 0; times < 2; times++) await second.remove(A, RUN)
      assert.deepEqual([(await logs.read(A, RUN)).length, (await logs.read(A, OTHER)).length], [0, 1_000])
      await logs.append(A, RUN, lines(0, 2))
      assert.deepEqual(await logs.read(A, RUN), lines(0, 2))
      for (let times = 0; times < 2; times++) await second.destroy(A)
      assert.deepEqual([(await logs.read(A, RUN)).length, (await logs.read(A, OTHER)).length, (await logs.read(B, RUN)).length], [0, 0, 1_000])
      await logs.append(A, RUN, lines(0, 2))
      assert.deepEqual(await second.read(A, RUN), lines(0, 2))
    })

    on('refuses names that could lead out of the company', async ({ logs }) => {
      for (const bad of ['', '.', '..', `../${A}`, `${A}/${RUN}`, `${A}\0`, '/etc/passwd', 'a b']) {
        const ofCompany = [() => logs.append(bad, RUN, lines(0, 1)), () => logs.read(bad, RUN), () => logs.remove(bad, RUN), () => logs.destroy(bad)]
        const ofRun = [() => logs.append(A, bad, lines(0, 1)), () => logs.read(A, bad), () => logs.remove(A, bad)]
        for (const use of [...ofCompany, ...ofRun]) assert.equal((await refused(use())).code, 'invalid_input', JSON.stringify(bad))
      }
    })
  })
}
