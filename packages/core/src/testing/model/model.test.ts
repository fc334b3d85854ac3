import fc from 'fast-check'
import { describe, it } from 'vitest'
import { checkHouse } from '../company-suite/house-rules.ts'
import { CompanyModel } from './fixtures/company-model.ts'
import { DEEDS } from './fixtures/deeds.ts'
import { Stage } from './fixtures/stage.ts'

const RUNS = process.env['LONG'] ? 2_000 : 150
const REPLAYED = process.env['REPLAY']

interface Replay { seed: number; path: string; replayPath: string }
const replay: Partial<Replay> = REPLAYED === undefined ? {} : JSON.parse(REPLAYED)

describe('a company under whatever may happen to it', () => {
  it('R1, R3, B1, B3, B5, H1, H3, P3: is as a simple model of it says, after every deed', async () => {
    const { replayPath, ...parameters } = replay
    const deeds = fc.commands(DEEDS, { size: '+1', maxCommands: 60, ...(replayPath === undefined ? {} : { replayPath }) })
    await fc.assert(fc.asyncProperty(deeds, async given => {
      const stage = new Stage(), model = new CompanyModel()
      await stage.begin()
      for (const { id, limit } of stage.company.table('budget').rows.values()) model.limits.set(id, limit)
      await fc.asyncModelRun(() => ({ model, real: stage }), given)
      const observer = stage.observer()
      await checkHouse(observer, (await observer.company('acme')).id)
    }), {
      numRuns: RUNS, ...parameters,
      async asyncReporter(details) {
        if (!details.failed) return
        const found = /replayPath="([^"]*)"/.exec(String(details.counterexample))?.[1] ?? ''
        const again = JSON.stringify({ seed: details.seed, path: details.counterexamplePath, replayPath: found })
        throw new Error(`${fc.defaultReportMessage(details) ?? ''}\n\n${String(details.errorInstance)}\n\nReplay it: REPLAY='${again}' npx vitest run testing/model`)
      },
    })
  }, RUNS * 10_000)
})
