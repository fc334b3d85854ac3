import type { AuditRecord, Task } from '@paperclip/core'
import type { CompanyVerbs } from '../company-verbs.ts'
import type { Installation } from '../data/installation.ts'
import { EXIT } from '../exit-code.ts'
import { Names } from '../names.ts'
import { indented } from '../output/facts.ts'
import { clip } from '../output/cell-width.ts'
import { plainLine } from '../output/plain-line.ts'
import { clockTime } from '../output/time.ts'
import { followTask } from '../remote/follow-task.ts'
import type { Answer, CompanyCall } from '../shell.ts'
import { Follower } from '../start/follower.ts'
import { lineFor } from '../start/line-for.ts'
import { Tally } from '../start/tally.ts'
import { stateOf } from './task-list.ts'

/** Shows what happens to a task until it is done or cancelled, whoever does it and in whatever process. */
export async function watchTask(call: CompanyCall): Promise<Answer> {
  const { args: [ref = ''], company, io, options, line, place } = call
  const [last] = (await company.audit.list({ direction: 'down', limit: 1 })).rows, after = last?.seq ?? 0          // before the task is read: what happens to it from now on is behind that
  const task = await company.tasks.get(ref)
  if (isOver(task)) return ended(call, task)
  const stop = new AbortController(), unlisten = io.onSignal(() => stop.abort()), tell = telling(call, task)
  if (!options.flag('json')) await io.stdout.write(`${task.identifier} is ${stateOf(task)}. It takes a company that runs: ${line('start')}\n`)
  try {
    return ended(call, place.kind === 'here'
      ? await followHere(place.installation, { id: company.id, task, signal: stop.signal, tell })
      : await followTask(place.client, { company, task, after, signal: stop.signal, isOver, heard: record => tell(company, record) }))
  } finally {
    unlisten()
  }
}

const isOver = ({ status }: Task): boolean => status === 'done' || status === 'cancelled'

type Tell = (company: CompanyVerbs, record: AuditRecord) => Promise<void>
interface Watched { id: string; task: Task; signal: AbortSignal; tell: Tell }

async function followHere({ paperclip, store, logger }: Installation, { id, task, signal, tell }: Watched): Promise<Task> {
  const { tasks } = await paperclip.company(id)
  const follower = new Follower({
    paperclip, store,
    gone: async () => {},
    failed: error => logger.warn('The log could not be followed.', { error }),
    heard: async (from, record) => (from.id === id ? tell(from, record) : undefined),
  })
  await follower.begin(async () => {})
  try {
    const over = await tasks.finished(task.id, signal)
    await follower.finish()                                         // what led to it is told before it
    return over
  } catch (error) {
    if (!signal.aborted) throw error
    return await tasks.get(task.id)
  } finally {
    await follower.finish()
  }
}

/** Says each thing that happens to the task, as a line. */
function telling({ company, io, options, screen: { paint, width }, line: command }: CompanyCall, { id }: Task): Tell {
  const names = new Names(company), tally = new Tally(), runs = new Set<string>()
  return async (from, record) => {
    if (options.flag('json')) return
    tally.count(from, record)
    if (!isAbout(record, id, runs)) return
    const said = await lineFor(record, { company: from, names, tally, command })
    if (said) await io.stdout.write(`${paint('quiet', clockTime(record.at))}  ${plainLine(said.who)} ${paint(said.tone, said.mark)} ${clip(plainLine(said.text), Math.max(width - 16, 24))}${said.aside === undefined ? '' : paint('quiet', `  ${said.aside}`)}\n`)
  }
}

/** A record of the task itself, of what is said on it, or of a run that has it in focus. */
function isAbout({ noun, entityId, after, action }: AuditRecord, taskId: string, runs: Set<string>): boolean {
  const isOfTask = entityId === taskId || after?.['taskId'] === taskId
  if (noun === 'run' && isOfTask && action === 'run.begin') runs.add(entityId)
  return isOfTask || (noun === 'run' && runs.has(entityId))
}

function ended({ screen: { paint } }: CompanyCall, task: Task): Answer {
  const { identifier, status, result } = task
  const text = status === 'done' ? `${paint('good', `✓ ${identifier} is done.`)}${result ? `\n${indented(result)}` : ''}` : `${paint('warn', `${identifier} is ${stateOf(task)}.`)}`
  return { data: task, text, exit: status === 'done' ? EXIT.ok : EXIT.refused }
}
