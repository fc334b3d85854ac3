import type { Command } from 'commander'
import { governed, once, versioned } from '../deed.ts'
import type { Shell } from '../shell.ts'
import { create, list, show } from './company-page.ts'
import { archive, pause, remove, resume, stop, update } from './company-state.ts'

/** Adds the verbs of `company`. */
export function companyVerbs(program: Command, shell: Shell): void {
  const company = program.command('company').helpCommand(false).description('found companies, look at them, pause and end them')
  const one = (verb: string): Command => company.command(verb).argument('[slug]', 'the one in use unless said otherwise')
  once(company.command('create')).argument('[slug]', 'a short name: lower case letters, digits and hyphens')
    .description('found a company; you own it')
    .option('--name <name>', 'what people call it')
    .option('--mission <text>', 'why it exists')
    .option('--zone <zone>', 'the time zone its budgets begin in, like Europe/Berlin')
    .option('--prefix <letters>', 'what its task numbers begin with')
    .action(shell.open(create, 'makes'))
  company.command('list').description('list the companies here').action(shell.open(list))
  one('show').description('show one company').action(shell.open(show))
  versioned(one('update')).option('--name <name>', 'what people call it').option('--mission <text>', 'why it exists; @file for what is in a file').option('--zone <zone>', 'the time zone of its budgets, from their next window on')
    .option('--board-minimum <n>', 'how many of the board it takes to change what agents may do or spend: 1 or 2').option('--max-runs <n>', 'runs at once')
    .option('--agent-runs-per-hour <n>', 'runs an hour that agents may cause in each other')
    .description('change what a company is called, wants and allows').action(shell.open(update))
  governed(one('pause')).description('let no run begin; those in hand come to their end').action(shell.open(pause))
  governed(one('resume')).description('let a paused or archived company run again').action(shell.open(resume))
  governed(one('stop')).option('--yes', 'do not ask').description('stop everything in it at once: no run begins, those in hand are cancelled').action(shell.open(stop))
  governed(one('archive')).description('put a company away: nothing runs in it any more').action(shell.open(archive))
  company.command('delete').argument('<slug>', 'the company, which must be archived').option('--confirm <slug>', 'its slug once more, to say that you mean it').description('delete a company for good: its rows, files, logs and the key of its secrets').action(shell.open(remove))
}
