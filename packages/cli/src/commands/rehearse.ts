import { formatDuration, formatUsd } from '@paperclip/core'
import { rehearse, type Rehearsed } from '@paperclip/core/testing'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { chooseCompany } from '../data/choose-company.ts'
import { holdsData } from '../data/data-folder.ts'
import { openInstallation } from '../data/installation.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { facts } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import { table } from '../output/table.ts'
import type { Call, Shell } from '../shell.ts'
import { rehearsalFolder } from '../start/rehearsal-folder.ts'
import type { StartConfig } from '../start-config.ts'

const DAYS = 30
const MOST_DAYS = 366
const MINUTE = 60_000
const DAY = 1_440 * MINUTE

/** Adds `rehearse`. */
export function rehearseVerb(program: Command, shell: Shell): void {
  program.command('rehearse')
    .description('show a month of this company in seconds, with its bill: on a copy, with scripted agents')
    .option('--days <n>', `so many days (default ${DAYS})`)
    .option('--seed <n>', 'another month: agents spend and finish differently (default 1)')
    .action(shell.bare(async (call, config) => rehearsed(call, config)))
}

async function rehearsed(call: Call, config: StartConfig): Promise<ExitCode> {
  const { io, folder, options, line } = call, days = options.count('days', DAYS), seed = options.count('seed', 1)
  if (days > MOST_DAYS) throw new CliError('invalid_input', `--days: must be at most ${MOST_DAYS} (was "${days}").`, `Write it like --days ${DAYS}`)
  if (!holdsData(folder)) throw new CliError('not_found', `There is no company data in ${folder.name}.`, `Found a company: ${line('company create <slug>')}\nor see one at work: ${line('start')}`)
  const dry = await rehearsalFolder(call), began = io.clock.monotonic()
  try {
    const { paperclip, store, adapters } = await openInstallation(io, dry.folder, config)
    try {
      const { slug } = await chooseCompany(paperclip, folder, options.text('company'))
      const shown = await rehearse({ of: { kind: 'copy', store, company: slug }, days, from: io.clock.now(), seed, adapters })
      const times = Math.round((days * DAY) / Math.max(io.clock.monotonic() - began, 1))
      await io.stdout.write(`${options.flag('json') ? JSON.stringify(shown, null, 2) : page(call, shown, times)}\n`)
      return EXIT.ok
    } finally {
      await store.close()
    }
  } finally {
    dry.end()
  }
}

function page({ screen, hint }: Call, shown: Rehearsed, times: number): string {
  const { paint } = screen, { tasks, bottlenecks: { waiting, busy, reviews, latestStartMs } } = shown
  const days = Math.round((shown.until.getTime() - shown.from.getTime()) / DAY)
  const incidents = Object.entries(shown.incidents).map(([kind, many]) => `${many} ${kind.replaceAll('_', ' ')}`)
  const agents = table(screen, [{ title: 'AGENT', isFlexible: true }, { title: 'RUNS', align: 'right' }, { title: 'FAILED', align: 'right' }, { title: 'IDLE', align: 'right' }, { title: 'BUSY', align: 'right' }, { title: 'SPENT', align: 'right' }],
    shown.agents.map(({ slug, runs, failed, idle, busy, spent }) => [slug, String(runs), failed > 0 ? ['bad', String(failed)] as const : '0', String(idle), `${Math.round(busy * 100)} %`, formatUsd(spent)]))
  const budgets = table(screen, [{ title: 'BUDGET', isFlexible: true }, { title: 'LIMIT', align: 'right' }, { title: 'DEAREST', align: 'right' }, { title: 'WARNED', align: 'right' }, { title: 'STOPPED', align: 'right' }],
    shown.budgets.map(({ scope, of, window, limit, windows }) => {
      const stops = windows.filter(({ isStopped }) => isStopped).length
      const dearest = windows.reduce((most, { spent }) => (spent > most ? spent : most), windows[0]?.spent ?? limit)
      return [scope === 'company' ? `company, a ${window}` : `${scope} ${of}, a ${window}`, formatUsd(limit), windows.length > 0 ? formatUsd(dearest) : '—', String(windows.filter(({ isWarned }) => isWarned).length), stops > 0 ? ['bad', String(stops)] as const : '0']
    }))
  return [
    `${paint('strong', plainLine(shown.company))}  ${paint('quiet', `${days} ${days === 1 ? 'day' : 'days'} with scripted agents, ${times.toLocaleString('en-US')} times as fast as they pass`)}`, '',
    ...shown.agents.length > 0 ? [agents, ''] : ['Nobody works here yet.', ''],
    ...shown.budgets.length > 0 ? [budgets, ''] : [],
    ...facts(screen, [
      ['spent', formatUsd(shown.spent)], ['30 days', formatUsd(shown.month)], ['at worst', `${formatUsd(shown.worstMonth)} in 30 days, if every run of every schedule spends all it may`],
      ['tasks', `${tasks.created} created, ${tasks.done} done, ${tasks.open} open`], ['incidents', incidents.join(', ')],
      ['the board', shown.waitingForBoard > 0 ? `${shown.waitingForBoard} ${shown.waitingForBoard === 1 ? 'act waits' : 'acts wait'} for its word` : ''],
      ['always busy', busy.join(', ')], ['begins late', latestStartMs > MINUTE ? `by up to ${formatDuration(latestStartMs)}: more agents are due than can run at once` : ''],
      ...reviews.map(({ reviewer, tasks: many }) => ['to review', `${many} for ${reviewer}`] as const),
      ...waiting.filter(({ waitedMs }) => waitedMs > DAY).slice(0, 5).map(({ task, title, assignee, waitedMs }) => ['waits long', `${task} ${plainLine(title)}: ${Math.floor(waitedMs / DAY)} days for ${assignee ?? 'somebody'}`] as const),
      ...shown.complaints.slice(0, 3).map(complaint => ['went wrong', ['bad', plainLine(complaint)] as const] as const),
    ]),
    ...shown.spent === 0 ? ['', hint('task create "A first task" --assign <agent>')] : [],
  ].join('\n')
}
