import type { AuditRecord, Task } from '@paperclip/core'
import { EXIT } from '../exit-code.ts'
import { Names } from '../names.ts'
import { indented } from '../output/facts.ts'
import { clip } from '../output/cell-width.ts'
import { plainLine } from '../output/plain-line.ts'
import { clockTime } from '../output/time.ts'
import { onThisMachine, type Answer, type CompanyCall } from '../shell.ts'
import { Follower } from '../start/follower.ts'
import { lineFor } from '../start/line-for.ts'
import { loggerOn } from '../data/logger-on.ts'
import { Tally } from '../start/tally.ts'
import { stateOf } from './task-list.ts'

/** Shows what happens to a task until it is done or cancelled, whoever does it and in whatever process. */
export async function watchTask(call: CompanyCall): Promise<Answer> {
  const { args: [ref = ''], io, options, line } = call, { paperclip } = onThisMachine(call, 'task watch'), company = await paperclip.company(call.company.id)
  const task = await company.tasks.get(ref)
  if (isOver(task)) return ended(call, task)
  const stop = new AbortController(), unlisten = io.onSignal(() => stop.abort()), follower = following(call, task)
  if (!options.flag('json')) await io.stdout.write(`${task.identifier} is ${stateOf(task)}. It takes a company that runs: ${line('start')}\n`)
  await follower.begin(async () => {})
  try {
    const over = await company.tasks.finished(task.id, stop.signal)
    await follower.finish()                                         // what led to it is told before it
    return ended(call, over)
  } catch (error) {
    if (!stop.signal.aborted) throw error
    return ended(call, await company.tasks.get(task.id))
  } finally {
    unlisten()
    await follower.finish()
  }
}

const isOver = ({ status }: Task): boolean => status === 'done' || status === 'cancelled'

/** Says each thing that happens to the task, as a line. */
function following(call: CompanyCall, { id }: Task): Follower {
  const { company, io, options, screen: { paint, width }, line: command } = call, { paperclip, store } = onThisMachine(call, 'task watch')
  const names = new Names(company), tally = new Tally(), runs = new Set<string>()
  return new Follower({
    paperclip, store,
    gone: async () => {},
    failed: error => loggerOn(io).warn('The log could not be followed.', { error }),
    async heard(from, record) {
      if (from.id !== company.id || options.flag('json')) return
      tally.count(company, record)
      if (!isAbout(record, id, runs)) return
      const said = await lineFor(record, { company, names, tally, command })
      if (said) await io.stdout.write(`${paint('quiet', clockTime(record.at))}  ${plainLine(said.who)} ${paint(said.tone, said.mark)} ${clip(plainLine(said.text), Math.max(width - 16, 24))}${said.aside === undefined ? '' : paint('quiet', `  ${said.aside}`)}\n`)
    },
  })
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
