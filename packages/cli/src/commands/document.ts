import { isPaperclipError, type PaperclipError } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { givenText } from '../data/given-text.ts'
import { everyRow } from '../data/every-row.ts'
import { newest } from '../data/newest.ts'
import { orNothing } from '../data/or-nothing.ts'
import { governed } from '../deed.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { numberOf } from '../one-of.ts'
import { moreBelow } from '../output/more.ts'
import { plainText } from '../output/plain-line.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { quoted, type Answer, type CompanyCall, type Shell } from '../shell.ts'

/** Adds the verbs of `document`. */
export function documentVerbs(program: Command, shell: Shell): void {
  const document = program.command('document').helpCommand(false).description('read and write the texts that lie on tasks')
  const on = (verb: string): Command => document.command(verb).argument('<task>', 'the task it lies on')
  const one = (verb: string): Command => on(verb).argument('<key>', 'what it is called on its task, like "plan"')
  const act = (run: (call: CompanyCall) => Promise<Answer>) => shell.company(run, 'task list')
  on('list').description('list the documents on a task').action(act(list))
  one('show').option('--revision <n>', 'an earlier text').description('print a document').action(act(show))
  governed(one('write').argument('[text]', 'the text, @file for what is in a file, or @- for what is piped in, as it is unless said otherwise')).option('--title <text>', 'what people call it').option('--base <n>', 'the revision you read: refused if another is in force by now')
    .description('write a document, as its next revision').action(act(write))
  one('revisions').option('--limit <n>', 'at most so many (default 50)').description('list the texts a document has had, the newest last').action(act(revisions))
  governed(one('remove')).description('remove a document with all its revisions').action(act(remove))
}

async function list({ company, args: [task = ''], screen, io, line }: CompanyCall): Promise<Answer> {
  const data = await everyRow(after => company.documents.list(task, { after })), now = io.clock.now()
  if (data.length === 0) return { data, text: `No documents on ${task} yet. Write one: ${line(`document write ${task} plan @plan.md`)}` }
  return { data, text: table(screen, [{ title: 'DOCUMENT' }, { title: 'TITLE', isFlexible: true }, { title: 'REVISION', align: 'right' }, { title: 'WRITTEN' }], data.map(({ key, title, revision, updatedAt }) => [key, title, String(revision), fromNow(updatedAt, now)])) }
}

async function show({ company, args: [task = '', key = ''], options }: CompanyCall): Promise<Answer> {
  const revision = options.text('revision')
  const data = await company.documents.read(task, key, revision === undefined ? undefined : numberOf('--revision', revision))
  return { data, text: plainText(data.body.replace(/\n$/, '')) }
}

const PIPED = '@-'

async function write(call: CompanyCall): Promise<Answer> {
  const { args: [task = '', key = '', text], options, io, line, hint } = call, base = options.text('base')
  if (text === undefined && !io.piped) throw new CliError('invalid_input', 'text: is missing.', `Write it, name a file, or pipe it in: ${line(`document write ${task} ${key} @${key}.md`)}`)
  const body = await givenText(io, 'text', text === undefined || text === '-' ? PIPED : text)
  const input = { task, key, body, ...options.given('title'), ...base === undefined ? {} : { base: numberOf('--base', base) } }
  try {
    return await enact(call, { kind: 'document.write', input }, one => `Wrote ${one.key}, its revision ${one.revision}.\n${hint(`document show ${task} ${one.key}`)}`)
  } catch (error) {
    if (!isPaperclipError(error) || error.reason !== 'stale_revision') throw error
    throw await stale(call, error)
  }
}

/** Somebody wrote meanwhile, or nobody has read what is there: nothing of theirs is written over unseen. */
async function stale({ company, args: [task = '', key = '', text = PIPED], line }: CompanyCall, refusal: PaperclipError): Promise<CliError> {
  const standing = await orNothing(company.documents.read(task, key))
  const again = `document write ${task} ${key} ${text.includes('\n') ? PIPED : quoted(text)}`
  return new CliError(refusal, refusal.message, standing ? `${line(`document show ${task} ${key}`)}\n${line(`${again} --base ${standing.revision}`)}` : line(again))
}

async function revisions({ company, args: [task = '', key = ''], options, screen, io }: CompanyCall): Promise<Answer> {
  const limit = options.count('limit', 50), page = await newest(limit, asked => company.documents.revisions(task, key, { direction: 'down', ...asked })), data = page.rows.reverse(), names = new Names(company), now = io.clock.now()
  const rows = await Promise.all(data.map(async ({ number, title, body, authorKind, authorId, createdAt }) => [String(number), fromNow(createdAt, now), await names.party(authorKind, authorId) ?? '?', String(body.length), title]))
  return { data, text: table(screen, [{ title: 'REVISION', align: 'right' }, { title: 'WRITTEN' }, { title: 'BY' }, { title: 'LETTERS', align: 'right' }, { title: 'TITLE', isFlexible: true }], rows) + moreBelow(screen, page, { limit }) }
}

function remove(call: CompanyCall): Promise<Answer> {
  const { args: [task = '', key = ''] } = call
  return enact(call, { kind: 'document.remove', input: { task, key } }, () => `Removed ${key} from ${task}, with all its revisions.`)
}
