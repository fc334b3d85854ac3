import type { Command } from 'commander'
import { everyRow } from '../data/every-row.ts'
import { confirmed } from '../confirm.ts'
import { governed } from '../deed.ts'
import { enact } from '../enact.ts'
import { oneOf } from '../one-of.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { configure, hire, withConfiguration } from './agent-hire.ts'
import { list, show } from './agent-page.ts'
import { review, revisions, scorecard } from './agent-record.ts'

/** Adds the verbs of `agent`. */
export function agentVerbs(program: Command, shell: Shell): void {
  const agent = program.command('agent').helpCommand(false).description('hire agents, look at them, steer them')
  const one = (verb: string): Command => agent.command(verb).argument('<agent>', 'its slug')
  const act = (run: (call: CompanyCall) => Promise<Answer>) => shell.company(run, 'agent list')

  agent.command('list').description('list the agents in their org chart').action(shell.company(list))
  one('show').description('show one agent: its work, its money, its last runs').action(act(show))
  governed(withConfiguration(agent.command('hire').argument('<slug>', 'a short name: lower case letters, digits and hyphens').argument('[command...]', 'after "--": the program that is the agent, and its arguments')))
    .requiredOption('--role <role>', 'the role it is hired into')
    .option('--reports-to <agent>', 'its manager; the board unless said otherwise')
    .option('--budget <amount>', 'its own budget, like 5; "none" for none, whatever its role says').option('--window <window>', 'of that budget: day, week, month or lifetime')
    .option('--draft', 'to be activated later: it does not wake until then')
    .description('hire an agent into a role; its adapter is tried first').action(shell.company(hire, 'role list'))
  governed(withConfiguration(one('configure').argument('[command...]', 'after "--": another program and its arguments')))
    .option('--role <role>', 'another role').option('--if-revision <n>', 'only if its configuration is still at this revision')
    .description('change how an agent works, from its next run on').action(act(configure))
  governed(one('activate')).description('put a draft to work').action(act(activate))
  governed(one('move').argument('<manager>', 'its new manager, or "board"')).description('give an agent another manager; its team goes with it').action(act(move))
  governed(one('pause')).description('stop an agent from waking until it is resumed; a run in progress ends soon').action(act(pause))
  governed(one('resume')).description('let a paused agent, or one whose breaker opened, wake again').action(act(resume))
  governed(one('terminate')).option('--yes', 'do not ask').description('end an agent for good; its tasks go to its manager').action(act(terminate))
  governed(one('wake')).description('wake an agent now, whatever its schedule says').action(act(wake))
  one('revisions').option('--limit <n>', 'at most so many (default 50)').description('show the configurations an agent has had, the newest last').action(act(revisions))
  governed(one('rollback').argument('<revision>', 'the number of an earlier configuration')).description('take an agent back to an earlier configuration').action(act(rollback))
  governed(one('review').argument('[text...]', 'what is to be said; without it, what was said before')).option('--rating <n>', 'from 1 (poor) to 5 (excellent)').option('--limit <n>', 'of what was said: at most so many (default 50)').description('say how an agent works, or read what was said').action(act(review))
  one('scorecard').option('--since <date>', 'from when on, like 2026-03-01 or 30d').description('show what an agent finished, what came back, and what it cost').action(act(scorecard))
}

function activate(call: CompanyCall): Promise<Answer> {
  const { args: [agent = ''], hint } = call
  return enact(call, { kind: 'agent.activate', input: { agent } }, ({ slug }) => `${slug} is active: it wakes when there is something for it.\n${hint(`task create "…" --assignee ${slug}`)}`)
}

function move(call: CompanyCall): Promise<Answer> {
  const { args: [agent = '', manager = ''] } = call
  return enact(call, { kind: 'agent.move', input: { agent, reportsTo: manager === 'board' ? null : manager } }, ({ slug }) => `${slug} reports to ${manager === 'board' ? 'the board' : manager}.`)
}

function pause(call: CompanyCall): Promise<Answer> {
  const { args: [agent = ''], options, hint } = call
  return enact(call, { kind: 'agent.hold', input: { agent, ...options.given('reason') } }, ({ slug }) => `${slug} does not wake until it is resumed; a run in progress ends soon.\n${hint(`agent resume ${slug}`)}`)
}

async function resume(call: CompanyCall): Promise<Answer> {
  const { args: [agent = ''], company, hint } = call
  return enact(call, { kind: 'agent.resume', input: { agent } }, async ({ slug, id }) => {
    const { holds } = await company.agents.standing(id)
    return holds.length === 0 ? `${slug} wakes again.` : `${slug} is still held by its budget: ${holds.map(({ reason, cause }) => reason || cause).join('; ')}\n${hint('budget list')}`
  })
}

async function terminate(call: CompanyCall): Promise<Answer> {
  const { slug, status } = await call.company.agents.get(call.args[0] ?? '')
  if (status !== 'terminated') await confirmed(call, `End ${slug} for good?`)
  return enact(call, { kind: 'agent.terminate', input: { agent: slug } }, () => `${slug} has ended. Its open tasks and its reports went to its manager.`)
}

function wake(call: CompanyCall): Promise<Answer> {
  const { args: [agent = ''], line } = call
  return enact(call, { kind: 'agent.wake', input: { agent } }, ({ slug }) => `${slug} is due now. Where this company runs it begins within a second or two; if it does not run yet: ${line('start')}`)
}

async function rollback(call: CompanyCall): Promise<Answer> {
  const { args: [ref = '', number = ''], company } = call
  const { id, slug } = await company.agents.get(ref)
  const known = (await everyRow(after => company.agents.revisions(id, { after }))).map(revision => String(revision.number))
  const revision = Number(oneOf('revision', known, number))
  return enact(call, { kind: 'agent.rollback', input: { agent: slug, revision } }, agent => `${slug} works as it did at revision ${revision}: that is its revision ${agent.revision} now.`)
}
