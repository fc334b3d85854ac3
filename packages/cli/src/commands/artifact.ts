import { writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Artifact } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import type { CompanyVerbs } from '../company-verbs.ts'
import { byEnd } from '../data/by-end.ts'
import { everyRow } from '../data/every-row.ts'
import { fileBytes, pipedBytes } from '../data/given-text.ts'
import { governed, keyed, once } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { byteSize } from '../output/byte-size.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { mediaTypeOf } from './media-type.ts'

const TITLES = [{ title: 'ID' }, { title: 'NAME', isFlexible: true }, { title: 'SIZE', align: 'right' }, { title: 'TYPE' }, { title: 'TASK' }, { title: 'BY' }, { title: 'CAME' }] as const

/** Adds the verbs of `artifact`. */
export function artifactVerbs(program: Command, shell: Shell): void {
  const artifact = program.command('artifact').helpCommand(false).description('take out the files that lie on tasks, and put some there')
  const one = (verb: string): Command => artifact.command(verb).argument('<artifact>', 'its id, or the end of it')
  artifact.command('list').argument('[task]', 'of this task only').description('list files, oldest first').action(shell.company(list, 'task list'))
  once(artifact.command('attach').argument('<task>', 'the task it belongs to').argument('<file>', 'the file; "-" for what is piped in')).option('--name <name>', 'what it is called there').option('--type <type>', 'its media type, like text/csv')
    .description('put a file on a task').action(shell.company(attach, 'task list'))
  one('save').option('--to <file>', 'where to; its own name here unless said otherwise').description('write a file to this machine').action(shell.company(save))
  governed(one('remove')).description('take a file off').action(shell.company(remove))
}

async function list({ company, args: [ref], screen, io, line }: CompanyCall): Promise<Answer> {
  const taskId = ref === undefined ? undefined : (await company.tasks.get(ref)).id, names = new Names(company), now = io.clock.now()
  const found = await everyRow(after => company.artifacts.list(taskId === undefined ? { after } : { where: { taskId }, after }))
  if (found.length === 0) return { data: [], text: `No files yet. Put one on a task: ${line(`artifact attach ${ref ?? '<task>'} report.pdf`)}` }
  const data = await Promise.all(found.map(async one => ({ ...one, task: one.taskId === null ? null : (await names.task(one.taskId))?.identifier ?? null, author: await names.party(one.authorKind, one.authorId) })))
  return { data, text: table(screen, TITLES, data.map(({ id, name, bytes, mediaType, task, author, createdAt }) => [shortId(id), name, byteSize(bytes), mediaType, task ?? '—', author ?? '—', fromNow(createdAt, now)])) }
}

async function attach({ company, args: [task = '', file = ''], options, io, hint }: CompanyCall): Promise<Answer> {
  const name = options.text('name') ?? (file === '-' ? undefined : basename(file))
  if (name === undefined) throw new CliError('invalid_input', '--name: what is piped in has no name.', 'Give it one: --name report.csv')
  const body = file === '-' ? await pipedBytes(io, 'file') : await fileBytes(io, 'file', file)
  const data = await company.artifacts.attach((await company.tasks.get(task)).id, { name, mediaType: options.text('type') ?? mediaTypeOf(name), body }, keyed(options))
  return { data, text: `Put ${data.name} (${byteSize(data.bytes)}) on ${task}.\n${hint(`artifact save ${shortId(data.id)}`)}` }
}

async function save({ company, args: [ref = ''], options, io }: CompanyCall): Promise<Answer> {
  const { id, name, bytes } = await find(company, ref)
  const path = resolve(io.cwd, options.text('to') ?? ownName(name))
  const body = await company.artifacts.read(id)
  await writeFile(path, body, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    throw new CliError('invalid_input', error.code === 'EEXIST' ? `${path} exists already, and is left as it is.` : `${path} cannot be written (${error.code}).`, 'Name another file: --to <file>')
  })
  return { data: { file: path, bytes }, text: `Wrote ${byteSize(bytes)} to ${path}.` }
}

/** An agent chose the name: it must not lead out of the folder, nor hide. */
function ownName(name: string): string {
  const own = name.split(/[/\\]/).at(-1)?.replace(/[\p{Cc}\p{Cf}:]/gu, '').trim().replace(/^\.+/, '') ?? ''
  if (own === '') throw new CliError('invalid_input', `"${name}" is no name of a file here.`, 'Name one: --to <file>')
  return own
}

async function remove(call: CompanyCall): Promise<Answer> {
  const { id, name } = await find(call.company, call.args[0] ?? '')
  return enact(call, { kind: 'artifact.remove', input: { artifact: id } }, () => `Took ${name} off.`)
}

const find = async (company: CompanyVerbs, ref: string): Promise<Artifact> => byEnd(await everyRow(after => company.artifacts.list({ after })), ref, { noun: 'file', list: 'artifact list' })
