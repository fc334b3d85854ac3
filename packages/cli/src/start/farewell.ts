import { formatDuration, formatUsd, type CompanyHandle } from '@paperclip/core'
import { shortId } from '../short-id.ts'
import { describeAct, programOf } from '../describe-act.ts'
import { plainLine } from '../output/plain-line.ts'
import { pendingApprovals } from './pending-approvals.ts'
import type { Staged } from './staged.ts'
import type { Tally } from './tally.ts'
import type { End } from './until-ended.ts'

interface Watched { staged: Staged; companies: readonly CompanyHandle[]; tally: Tally; began: Date }

/** What came of it, what waits, and how to look closer. */
export async function farewell({ staged: { call: { io, line, screen: { paint } }, mode }, companies, tally, began }: Watched, end: End): Promise<string> {
  const { runs, failed, tasksDone, spent } = tally
  const took = formatDuration(Math.max(io.clock.now().getTime() - began.getTime(), 1_000))
  const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`
  const waiting: string[] = []
  for (const company of companies) {
    const of = companies.length > 1 ? ` --company ${company.slug}` : ''
    for (const { id, actKind, input } of await pendingApprovals(company)) {
      const program = programOf(input)
      waiting.push(`  ${paint('warn', shortId(id))}  ${plainLine(await describeAct(company, actKind, input))}${program === null ? '' : `\n          ${plainLine(program)}`}\n          ${paint('quiet', '→')} ${line(`approval approve ${shortId(id)}${of}`)}`)
    }
  }
  const [only] = companies
  const hints = [['status', 'where everything stands'], ['task list', 'what was done'], ['audit verify', 'that nothing of it was changed since']] as const
  const widest = Math.max(...hints.map(([verb]) => line(verb).length))
  return [
    `${paint(end === 'drained' ? 'good' : 'warn', end === 'drained' ? '✓ Ended; every run came to its end.' : '! Ended at once; what was in hand is taken up again next time.')}`, '',
    `  ${paint('strong', took)}   ${many(runs, 'run')}${failed > 0 ? paint('bad', ` (${failed} failed)`) : ''} · ${many(tasksDone, 'task')} done · ${spent === 0 ? 'nothing' : formatUsd(spent)} spent${only && companies.length === 1 && tally.totalOf(only) > spent ? ` (${formatUsd(tally.totalOf(only))} in all)` : ''}`,
    ...waiting.length === 0 ? [] : ['', paint('strong', `${waiting.length} ${waiting.length === 1 ? 'decision waits' : 'decisions wait'} for you`), ...waiting],
    '', paint('strong', 'Look closer'), ...hints.map(([verb, why]) => `  ${line(verb).padEnd(widest)}   ${paint('quiet', why)}`),
    ...mode === 'dry' ? [] : [`  ${line('start').padEnd(widest)}   ${paint('quiet', 'go on')}`],
  ].join('\n')
}
