import { formatDuration, formatUsd, type Run, type RunStatus } from '@paperclip/core'
import type { Command } from 'commander'
import type { CompanyVerbs } from '../company-verbs.ts'
import { byEnd } from '../data/by-end.ts'
import { newest } from '../data/newest.ts'
import { orNothing } from '../data/or-nothing.ts'
import { governed } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { moreBelow } from '../output/more.ts'
import { oneOf } from '../one-of.ts'
import { facts, passage } from '../output/facts.ts'
import type { Tone } from '../output/screen.ts'
import { table, type Cell } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { log } from './run-log.ts'

const TONE: Readonly<Record<RunStatus, Tone>> = { running: 'link', deferred: 'link', succeeded: 'good', failed: 'bad', cancelled: 'quiet', timed_out: 'bad', lost: 'bad' }
const STATUSES: readonly RunStatus[] = ['running', 'deferred', 'succeeded', 'failed', 'cancelled', 'timed_out', 'lost']
const TITLES = [{ title: 'RUN' }, { title: 'AGENT' }, { title: 'BEGAN' }, { title: 'END' }, { title: 'COST', align: 'right' }, { title: 'TASK' }, { title: 'SUMMARY', isFlexible: true }] as const
/** How far back the end of an id is looked for. */
const REMEMBERED = 10_000

/** Adds the verbs of `run`. */
export function runVerbs(program: Command, shell: Shell): void {
  const run = program.command('run').helpCommand(false).description('look at what agents did, and end it')
  const one = (verb: string): Command => run.command(verb).argument('<run>', 'its id, or the end of it')
  run.command('list').option('--agent <agent>', 'of this agent only').option('--task <task>', 'on this task only').option('--status <status>', STATUSES.join(', ')).option('--limit <n>', 'at most so many (default 30)')
    .description('list runs, newest first').action(shell.company(list, 'agent list'))
  one('show').description('show one run: why it woke, what came of it, what it cost').action(shell.company(show))
  one('log').option('--follow', 'go on until the run ends').option('--tail <n>', 'only the last so many lines').description('show what a run said').action(shell.company(call => log(call, findRun)))
  governed(one('cancel')).description('ask a run to end').action(shell.company(cancel))
  governed(one('adjust').argument('<amount>', 'what it cost, like 0.25')).description('correct, once, what was estimated for a run').action(shell.company(adjust))
}

async function list({ company, options, screen, io, line }: CompanyCall): Promise<Answer> {
  const agent = options.text('agent'), task = options.text('task'), status = options.text('status'), limit = options.count('limit', 30), now = io.clock.now(), names = new Names(company)
  const agentId = agent === undefined ? undefined : (await company.agents.get(agent)).id, taskId = task === undefined ? undefined : (await company.tasks.get(task)).id
  const wanted = status === undefined ? undefined : oneOf('--status', STATUSES, status)
  // One condition has its index; the others are looked at here.
  const where = taskId !== undefined ? { taskId } : agentId !== undefined ? { agentId } : wanted !== undefined ? { status: wanted } : {}
  const isWanted = (run: Run): boolean => (agentId === undefined || run.agentId === agentId) && (wanted === undefined || run.status === wanted)
  const found = await newest(limit, async page => {
    const { rows, next: after } = await company.runs.list({ where, direction: 'down', ...page })
    return { rows: rows.filter(isWanted), next: after }
  })
  const data = await Promise.all(found.rows.map(async run => ({ ...run, agent: await names.agent(run.agentId), task: run.taskId === null ? null : (await names.task(run.taskId))?.identifier ?? null })))
  if (data.length === 0) return { data, text: Object.keys(where).length > 0 ? `No runs like that. All of them: ${line('run list')}` : `No runs yet. Agents run where the company does: ${line('start')}` }
  const text = table(screen, TITLES, data.map((run): Cell[] => [shortId(run.id), run.agent, fromNow(run.startedAt, now), [TONE[run.status], run.status.replace('_', ' ')], costOf(run), run.task ?? '—', run.summary ?? run.error?.message ?? '']))
  return { data, text: `${text}${moreBelow(screen, found, { limit })}` }
}

const costOf = ({ spent, estimated, unpriced }: Run): string => `${estimated ? '~' : ''}${formatUsd(spent)}${unpriced ? '+?' : ''}`

async function show({ company, args: [ref = ''], screen, io, hint }: CompanyCall): Promise<Answer> {
  const run = await findRun(company, ref), names = new Names(company), now = io.clock.now()
  const agent = await names.agent(run.agentId), task = run.taskId === null ? undefined : await names.task(run.taskId)
  const touched = await Promise.all(run.touched.map(async id => (await names.task(id))?.identifier ?? id))
  const text = [
    `${screen.paint('strong', shortId(run.id))}  ${agent}${task ? ` on ${task.identifier} ${task.title}` : ''}`,
    ...facts(screen, [
      ['status', [TONE[run.status], run.status.replace('_', ' ')]], ['woke for', run.causes.map(cause => cause.replace('_', ' ')).join(', ')], ['began', fromNow(run.startedAt, now)],
      ['took', run.endedAt ? formatDuration(Math.max(run.endedAt.getTime() - run.startedAt.getTime(), 1)) : ''],
      ['cost', `${formatUsd(run.spent)} of at most ${formatUsd(run.cap)}${run.estimated ? ', taken for the worst: nobody metered it' : ''}${run.unpriced ? ', and usage without a price' : ''}`],
      ['imputed', run.imputed > 0 ? formatUsd(run.imputed) : ''], ['did', touched.join(', ')], ['cancelled', run.cancelReason ?? ''], ['until', run.until ? fromNow(run.until, now) : ''],
      ['failed for', run.error ? ['bad', `${run.error.kind}: ${run.error.message}`] : ''], ...run.notices.map(notice => ['refused', notice] as const),
    ]),
    ...passage(screen, 'summary', run.summary ?? ''),
    '', hint(`run log ${shortId(run.id)}${run.endedAt ? '' : ' --follow'}`),
    ...run.estimated && run.endedAt ? [hint(`run adjust ${shortId(run.id)} <amount>`)] : [],
  ].join('\n')
  return { data: { ...run, agent, task: task?.identifier ?? null }, text }
}

async function cancel(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = ''], options } = call, { id } = await findRun(company, ref)
  return enact(call, { kind: 'run.cancel', input: { run: id, ...options.given('reason') } }, () => `Asked to end: it does so within a moment where this company runs.`)
}

async function adjust(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = '', cost = ''] } = call, { id } = await findRun(company, ref)
  return enact(call, { kind: 'run.adjust', input: { run: id, cost } }, () => `Corrected: this run cost ${cost.startsWith('$') ? cost : `$${cost}`}.`)
}

/** The run that an id means, or the end of one among the newest. */
async function findRun(company: CompanyVerbs, ref: string): Promise<Run> {
  const exact = await orNothing(company.runs.get(ref))
  return exact ?? byEnd((await newest(REMEMBERED, page => company.runs.list({ direction: 'down', ...page }))).rows, ref, { noun: 'run', list: 'run list' })
}
