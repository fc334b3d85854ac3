import { COST_GROUPS, formatUsd, type CostReport, type CostRow, type Forecast } from '@paperclip/core'
import type { Command } from 'commander'
import { Names } from '../names.ts'
import { oneOf } from '../one-of.ts'
import { bar } from '../output/bar.ts'
import { table, type Cell } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

/** Adds `costs`. */
export function costsVerb(program: Command, shell: Shell): void {
  program.command('costs').option('--by <what>', `${COST_GROUPS.join(', ')}; agent unless said`).option('--from <day>', 'the first day, like 2026-11-01; 30 days unless said').option('--to <day>', 'the last day; today unless said')
    .description('what was spent, on what, and where it goes').action(shell.company(costs))
}

async function costs({ company, options, screen, io, line }: CompanyCall): Promise<Answer> {
  const by = oneOf('--by', COST_GROUPS, options.text('by') ?? 'agent')
  const [report, foretold] = await Promise.all([company.costs.report({ by, ...options.given('from', 'to') }), company.costs.forecast()])
  const data = { ...report, forecast: foretold }
  const { paint } = screen, { total } = report, isNothing = report.rows.every(({ billed, imputed, unpriced }) => billed === 0 && imputed === 0 && unpriced === 0)
  const range = `${report.from} to ${report.to}, ${report.zone}`
  if (isNothing) return { data, text: `Nothing was spent (${range}). See what runs: ${line('run list')}` }
  const most = Math.max(...report.rows.map(sizeOf), 1), sum = Math.max(total.billed + total.imputed, 1)
  const columns = [{ title: by.toUpperCase(), isFlexible: true }, { title: '' }, { title: 'BILLED', align: 'right' }, { title: '', align: 'right' }, ...total.imputed > 0 ? [{ title: 'IMPUTED', align: 'right' } as const] : [], { title: 'TOKENS IN', align: 'right' }, { title: 'OUT', align: 'right' }] as const
  const rows = report.rows.map((row): Cell[] => [
    row.name ?? row.id ?? ['quiet', NONE[by]], bar(sizeOf(row) / most), formatUsd(row.billed), ['quiet', `${Math.round(100 * sizeOf(row) / sum)} %`], ...total.imputed > 0 ? [formatUsd(row.imputed)] : [], tokens(row.inputTokens), tokens(row.outputTokens),
  ])
  const sums = [`${paint('strong', formatUsd(total.billed))} billed`, ...total.imputed > 0 ? [`${formatUsd(total.imputed)} more if it were not by subscription`] : [], ...total.unpriced > 0 ? [paint('warn', `${total.unpriced} pieces of thinking that nobody can price`)] : []]
  return { data, text: [`${sums.join(', ')} (${range})`, '', table(screen, columns, rows), ...await outlook(foretold, { names: new Names(company), now: io.clock.now() })].join('\n') }
}

const NONE: Readonly<Record<CostReport['by'], string>> = { agent: 'nobody', team: 'no team', goal: 'no goal', project: 'no project', model: 'not told', day: '' }

const sizeOf = ({ billed, imputed }: Pick<CostRow, 'billed' | 'imputed'>): number => Math.max(billed + imputed, 0)

/** `1234567` as `1.2M`. */
const tokens = (many: number): string => (many < 1_000 ? String(many) : many < 1_000_000 ? `${(many / 1_000).toFixed(1)}k` : `${(many / 1_000_000).toFixed(1)}M`)

/** Where it goes: the month, and the budgets that will not last. */
async function outlook({ perDay, month, budgets }: Forecast, { names, now }: { names: Names; now: Date }): Promise<string[]> {
  if (perDay === 0) return []
  const short = budgets.flatMap(({ budget, exhaustedAt }) => (exhaustedAt === null ? [] : [{ budget, exhaustedAt }]))
  const told = await Promise.all(short.map(async ({ budget, exhaustedAt }) => `The budget of ${await names.budget(budget)}, ${formatUsd(budget.limit)} ${budget.window === 'lifetime' ? 'in all' : `a ${budget.window}`}, ${exhaustedAt <= now ? 'is spent' : `is spent ${fromNow(exhaustedAt, now)}`}.`))
  return ['', `At ${formatUsd(perDay)} a day, this month comes to ${formatUsd(month.expected)} (${formatUsd(month.spent)} so far).`, ...told]
}
