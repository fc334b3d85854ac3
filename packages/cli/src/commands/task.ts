import type { Command } from 'commander'
import { gather, governed, versioned } from '../deed.ts'
import { SOMEBODY } from '../party-name.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { assign, block, cancel, finish, reopen, review, unblock } from './task-deeds.ts'
import { list, STATUSES } from './task-list.ts'
import { showTask } from './task-page.ts'
import { watchTask } from './task-watch.ts'
import { create, update } from './task-write.ts'

const DESCRIPTION = 'what to know; @file for what is in a file'

/** Adds the verbs of `task`. */
export function taskVerbs(program: Command, shell: Shell): void {
  const task = program.command('task').helpCommand(false).description('give work and see it through')
  const one = (verb: string): Command => task.command(verb).argument('<task>', 'its identifier, like ACME-12')
  const act = (run: (call: CompanyCall) => Promise<Answer>) => shell.company(run, 'task list')

  task.command('list').description('list tasks, newest first')
    .option('--status <status>', STATUSES.join(', '))
    .option('--assignee <who>', `of this one only: ${SOMEBODY}`)
    .option('--limit <n>', 'at most so many (default 50)')
    .action(shell.company(list, 'agent list'))
  one('show').option('--limit <n>', 'of what was said: at most so many (default 50)').description('show one task: its state, why it exists, what was said').action(act(showTask))
  governed(written(task.command('create').argument('<title>', 'what is to be done').option('--assignee <who>', `who shall do it: ${SOMEBODY}`).option('--reviewer <who>', `who must accept it: ${SOMEBODY}`)))
    .option('--parent <task>', 'the task it is part of')
    .option('--blocked-by <task>', 'waits for this one; may be given again', gather)
    .option('--backlog', 'not ready to be begun')
    .description('create a task; its assignee is woken for it').action(shell.company(create, 'agent list'))
  versioned(written(one('update')))
    .option('--title <text>', 'what is to be done').option('--backlog', 'not ready to be begun').option('--ready', 'ready to be begun')
    .description('change what a task says').action(act(update))
  versioned(one('assign').argument('[who]', `its new assignee: ${SOMEBODY}, or "nobody"`)).option('--reviewer <who>', `who must accept it: ${SOMEBODY}, or "nobody"`)
    .description('give a task to somebody else, or to another reviewer').action(act(assign))
  governed(one('finish').argument('[result...]', 'what came of it; @file for what is in a file')).description('say that a task is done').action(act(finish))
  governed(one('review').argument('<verdict>', '"accept" or "send-back"').argument('[comment...]', 'told to its assignee')).description('accept a task that was handed in, or send it back').action(act(review))
  governed(one('block')).option('--by <task>', 'the task it waits for; may be given again', gather).description('say that a task cannot go on: for a --reason, or --by others').action(act(block))
  governed(one('unblock')).description('let a blocked task go on').action(act(unblock))
  governed(one('cancel')).description('give a task up').action(act(cancel))
  governed(one('reopen')).description('take a parked, finished or cancelled task up again').action(act(reopen))
  one('watch').description('show what happens to a task until it is done or cancelled').action(act(watchTask))
}

/** The options by which a verb takes what a task says. */
const written = (command: Command): Command => command
  .option('--description <text>', DESCRIPTION)
  .option('--acceptance <text>', 'when it is done; @file for what is in a file')
  .option('--priority <priority>', 'critical, high, medium or low')
  .option('--goal <goal>', 'the goal it serves, by its title or id')
  .option('--project <project>', 'the project it belongs to')
  .option('--label <label>', 'may be given again', gather)
  .option('--due <date>', 'when it is due, like 2026-03-01')
  .option('--not-before <date>', 'its assignee is not woken for it before')
