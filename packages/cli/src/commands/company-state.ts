import { CliError } from '../cli-error.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { confirmed, spelledOut } from '../confirm.ts'
import { chooseCompany } from '../data/choose-company.ts'
import { everyRow } from '../data/every-row.ts'
import { givenText } from '../data/given-text.ts'
import { enact } from '../enact.ts'
import { numberOf } from '../one-of.ts'
import type { Answer, CompanyCall, OpenCall } from '../shell.ts'

/** The call with the company that was named, or the one in use. */
async function about(call: OpenCall): Promise<CompanyCall> {
  return { ...call, company: await chooseCompany(call.paperclip, call.folder, call.args[0] ?? call.options.text('company')) }
}

/** Changes what a company is called, wants and allows. */
export async function update(open: OpenCall): Promise<Answer> {
  const { options, io } = open, mission = options.text('mission')
  const numbers = { boardMinimum: options.text('boardMinimum'), maxRuns: options.text('maxRuns'), agentRunsPerHour: options.text('agentRunsPerHour') }
  const change = {
    ...options.given('name', 'zone'), ...mission === undefined ? {} : { mission: await givenText(io, '--mission', mission) },
    ...numbers.boardMinimum === undefined ? {} : { boardMinimum: numberOf('--board-minimum', numbers.boardMinimum) },
    ...numbers.maxRuns === undefined ? {} : { maxRuns: numberOf('--max-runs', numbers.maxRuns) },
    ...numbers.agentRunsPerHour === undefined ? {} : { agentRunsPerHour: numberOf('--agent-runs-per-hour', numbers.agentRunsPerHour) },
  }
  if (Object.keys(change).length === 0) throw new CliError('invalid_input', 'There is nothing to change.', { run: 'company update --help' })
  return enact(await about(open), { kind: 'company.update', input: change }, ({ slug }) => `Changed ${slug}.\n${open.hint(`company show ${slug}`)}`)
}

/** Lets no run begin any more. */
export async function pause(open: OpenCall): Promise<Answer> {
  const call = await about(open), many = await inHand(call.company)
  return enact(call, { kind: 'company.pause', input: open.options.given('reason') }, ({ slug }) => `${slug} is paused: no run begins. ${many === 0 ? 'None is in hand.' : `${many} in hand ${many === 1 ? 'comes to its' : 'come to their'} end.`}\n${open.hint(`company resume ${slug}`)}`)
}

/** Lets a company run again. */
export async function resume(open: OpenCall): Promise<Answer> {
  return enact(await about(open), { kind: 'company.resume', input: {} }, ({ slug }) => `${slug} runs again. What its schedules missed meanwhile is gone; work that waits is begun at once where this company runs.`)
}

/** Stops everything in a company at once. */
export async function stop(open: OpenCall): Promise<Answer> {
  const call = await about(open), many = await inHand(call.company)
  await confirmed(call, `Stop everything in ${call.company.slug} at once${many === 0 ? '' : ` and cancel ${many} run${many === 1 ? '' : 's'}`}?`)
  return enact(call, { kind: 'company.stop', input: open.options.given('reason') }, ({ slug }) => `${slug} is stopped: no run begins, and ${many === 0 ? 'none was' : `${many} ${many === 1 ? 'is' : 'are'}`} in hand${many === 0 ? '' : ' and ends within a moment'}.\n${open.hint(`company resume ${slug}`)}`)
}

/** Puts a company away. */
export async function archive(open: OpenCall): Promise<Answer> {
  return enact(await about(open), { kind: 'company.archive', input: open.options.given('reason') }, ({ slug }) => `${slug} is archived. It can be read, resumed, or deleted:\n${open.hint(`company resume ${slug}`)}\n${open.hint(`company delete ${slug}`)}`)
}

/** Deletes a company for good. */
export async function remove(open: OpenCall): Promise<Answer> {
  const { company } = await about(open), { slug, status } = await company.get()
  if (status !== 'archived') throw new CliError('conflict', `"${slug}" is ${status}: only an archived company is deleted.`, { run: `company archive ${slug}` })
  const tombstone = await company.delete({ confirm: await spelledOut(open, `This cannot be taken back. Write "${slug}" to delete it:`) })
  return { data: tombstone, text: `Deleted ${slug}: its rows, files and logs, and the key of its secrets. Its tombstone says that it was, and where its log stood: ${tombstone.seq}:${tombstone.hash}` }
}

const inHand = async (company: CompanyVerbs): Promise<number> =>
  (await Promise.all((['running', 'deferred'] as const).map(status => everyRow(after => company.runs.list({ where: { status }, after }))))).flat().length
