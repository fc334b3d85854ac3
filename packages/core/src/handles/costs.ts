import { costReport, type CostReport, type CostsAsked } from '../operations/money/cost-report.ts'
import { forecast, type Forecast } from '../operations/money/forecast.ts'
import type { Door } from './door.ts'

export const costVerbs = ({ look, deps, companyId }: Door) => ({
  /** What was spent, by what it was spent on: the last 30 days unless said. */
  report: (asked: CostsAsked): Promise<CostReport> => look(view => costReport({ tx: view, companyId, now: deps.clock.now() }, asked)),
  /** Where money goes if it goes on as it went lately. */
  forecast: (): Promise<Forecast> => look(view => forecast({ tx: view, companyId, now: deps.clock.now() })),
})
