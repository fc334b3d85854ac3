import { open } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { AuditRecord } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { EXIT } from '../exit-code.ts'
import { progressOf } from '../output/progress.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

/** Adds `audit verify` and `audit export`. */
export function auditVerbs(program: Command, shell: Shell): void {
  const audit = program.command('audit').helpCommand(false).description('check and take out the audit log')
  audit.command('verify').description('check every record and its place in the chain; exit code 3 if one is not as it was written')
    .option('--anchor <seq:hash>', 'a head noted before: the log must hold it still').action(shell.company(verify))
  audit.command('export').description('write the log as lines of JSON, oldest first')
    .option('--out <file>', 'into a new file instead of stdout').option('--after <seq>', 'only what came after this record').action(shell.company(exportLog))
}

async function verify(call: CompanyCall): Promise<Answer> {
  const { company, options, screen: { paint } } = call, anchor = anchorOf(options.text('anchor')), progress = progressOf(call)
  const [last] = (await company.audit.list({ direction: 'down', limit: 1 })).rows
  progress.say(`Checking ${last?.seq ?? 0} records…`)
  const verified = await company.audit.verify(anchor).finally(() => progress.end())
  if (verified.ok) {
    return { data: verified, text: `${paint('good', 'The log verifies.')} ${verified.records} records, each as it was written.\nhead ${verified.records}:${verified.head}\n${paint('quiet', 'Note it elsewhere: with --anchor, a log that was cut off or rewritten since does not verify.')}` }
  }
  return { data: verified, exit: EXIT.unverified, text: `${paint('bad', 'The log does not verify.')} Record ${verified.seq}: ${verified.problem}.\nSomebody or something has changed it. Records before ${verified.seq} are as they were written; compare with a backup from there on.` }
}

function anchorOf(text: string | undefined): { seq: number; hash: string } | undefined {
  if (text === undefined) return undefined
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined) throw new CliError('invalid_input', `--anchor: "${text}" is not a head.`, 'Write it as "audit verify" printed it: a number, a colon and 64 hexadecimal digits.')
  return { seq: Number(seq), hash }
}

async function exportLog({ company, options, io }: CompanyCall): Promise<Answer> {
  const out = options.text('out'), after = options.text('after')
  if (after !== undefined && !/^\d{1,15}$/.test(after)) throw new CliError('invalid_input', `--after: must be the number of a record (was "${after}").`, 'Write it like --after 120')
  if (out?.trim() === '') throw new CliError('invalid_input', '--out: must name a file (was empty).', 'Write it like --out audit.jsonl')
  const records = company.audit.feed({ after: Number(after ?? 0) })
  if (out !== undefined) return intoFile(resolve(io.cwd, out), records)
  return { pieces: options.flag('json') ? asDocument(records) : asLines(records) }
}

/** A file that exists is left alone: an export is evidence. */
async function intoFile(path: string, records: AsyncIterable<AuditRecord>): Promise<Answer> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CliError('invalid_input', error.code === 'EEXIST' ? `--out: ${path} exists already.` : `--out: ${path} cannot be written (${error.code}).`, 'Name a file that is not there yet: --out audit-2.jsonl')
  })
  let count = 0
  try {
    for await (const line of asLines(records)) {
      await file.write(line)
      count += 1
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { data: { file: path, records: count }, text: `Wrote ${count} records to ${path}.` }
}

async function* asLines(records: AsyncIterable<AuditRecord>): AsyncGenerator<string> {
  for await (const record of records) yield `${JSON.stringify(record)}\n`
}

async function* asDocument(records: AsyncIterable<AuditRecord>): AsyncGenerator<string> {
  let opening = '[\n'
  for await (const record of records) {
    yield `${opening}${JSON.stringify(record)}`
    opening = ',\n'
  }
  yield opening === '[\n' ? '[]\n' : '\n]\n'
}
