import { copyPage } from '../database/copy-page.ts'
import { backupFolder } from '../database/backup-folder.ts'
import { forgetKeys, rotatedPage, rotateKey } from '../database/rotate-key.ts'
import { databaseStatus } from '../database/database-status.ts'
import { logsOf, transfer } from '../database/transfer.ts'
import type { Command } from 'commander'
import { MIGRATIONS } from '@paperclip/store-kysely'
import { CliError } from '../cli-error.ts'
import { confirmed } from '../confirm.ts'
import { checkDatabaseUrl, dataFolder, holdsData, type DataFolder } from '../data/data-folder.ts'
import { hintPackage } from '../data/hint-package.ts'
import { openStore } from '../data/open-store.ts'
import type { ExitCode } from '../exit-code.ts'
import { EXIT } from '../exit-code.ts'
import { progressOf } from '../output/progress.ts'
import type { Call, Shell } from '../shell.ts'

/** Names the url of the role that owns the tables of a PostgreSQL database. */
export const OWNER_URL = 'PAPERCLIPAI_OWNER_URL'

/** Adds the verbs of `db`. */
export function dbVerbs(program: Command, shell: Shell): void {
  const db = program.command('db').helpCommand(false).description('look after the database: a SQLite file, or PostgreSQL')
  db.command('status').description('say which database this is, and how it is').action(shell.bare(status))
  db.command('migrate').option('--owner <url>', `PostgreSQL: as the role that owns the tables; else ${OWNER_URL}`)
    .description('bring the tables up to this version').action(shell.bare(migrate))
  db.command('copy').requiredOption('--to <place>', 'an empty place: sqlite:<dir>, or postgres://…').option('--from <place>', 'the same; else where --data says')
    .description('copy all companies into another database, and verify them there').action(shell.bare(copy))
  db.command('backup').requiredOption('--to <dir>', 'a new folder').description('copy all companies into a folder, while they work: one that --data opens, or "db copy" brings back').action(shell.bare(backup))
  db.command('rotate-key').option('--forget', 'forget the master keys before it: older backups give no secrets any more').option('--yes', 'do not ask')
    .description('give the installation another master key, and keep every secret under it').action(shell.bare(rotate))
}

async function status(call: Call): Promise<ExitCode> {
  const { data, text } = await databaseStatus(call, needed(call, call.folder))
  return say(call, data, text)
}

async function migrate(call: Call): Promise<ExitCode> {
  const { folder, io, options } = call, ownerUrl = options.text('owner') ?? (io.env[OWNER_URL] || undefined)
  if (folder.database.kind === 'postgres' && ownerUrl === undefined) {
    throw new CliError('invalid_input', 'The role that serves may not change the tables.', `Name the one that owns them: --owner postgres://owner@host/database, or ${OWNER_URL}.`)
  }
  if (ownerUrl !== undefined) checkDatabaseUrl(ownerUrl, '--owner')
  await (await openStore(io, folder, ownerUrl === undefined ? {} : { ownerUrl })).close()
  const pgboss = folder.database.kind === 'postgres' && ownerUrl !== undefined ? await hintTables(folder.database.url, ownerUrl) : null
  return say(call, { database: folder.name, schema: MIGRATIONS.length, ...pgboss === null ? {} : { pgboss } }, `${folder.name} has the tables of this version (schema ${MIGRATIONS.length}${pgboss === null ? '' : `, and pg-boss schema ${pgboss}`}).`)
}

/** Lays out the tables of hints, where their package is installed. Returns their version. */
async function hintTables(url: string, ownerUrl: string): Promise<number | null> {
  const hints = await hintPackage()
  if (!hints) return null
  await hints.preparePgboss({ url }, ownerUrl)
  return (await hints.pgbossFacts({ url })).schema
}

async function copy(call: Call): Promise<ExitCode> {
  const { folder, options } = call, named = options.text('from')
  return carriedOver(call, needed(call, named === undefined ? folder : placeOf(call, named)), placeOf(call, options.text('to') ?? ''))
}

async function backup(call: Call): Promise<ExitCode> {
  return carriedOver(call, needed(call, call.folder), backupFolder(call.io, call.options.text('to') ?? ''))
}

async function rotate(call: Call): Promise<ExitCode> {
  const { io, options, hint } = call, folder = needed(call, call.folder)
  const rotated = options.flag('forget') ? await forgetKeys(io, folder, question => confirmed(call, question)) : await rotateKey(io, folder)
  return say(call, rotated, rotatedPage(rotated, hint))
}

const placeOf = ({ io }: Call, named: string): DataFolder => dataFolder(io, named)

function needed({ line }: Call, folder: DataFolder): DataFolder {
  if (holdsData(folder)) return folder
  throw new CliError('not_found', `There is no company data in ${folder.name}.`, `Found a company: ${line('company create <slug>')}\nor name another place with --data <dir>.`)
}

async function carriedOver(call: Call, from: DataFolder, to: DataFolder): Promise<ExitCode> {
  if (from.name === to.name) throw new CliError('invalid_input', `--to: ${to.name} is where the companies are already.`, 'Name another place: --to sqlite:<dir>, or --to postgres://role@host/database')
  const progress = progressOf(call)
  const told = await transfer(call.io, { from, to, tell: ({ company, of, rows }) => progress.say(`Copying ${company}: ${rows} rows, ${of}…`) }).finally(() => progress.end())
  await say(call, { from: from.name, to: to.name, ...told }, copyPage(call, { from, to, told }))
  return logsOf(told).every(({ verified }) => verified.ok) ? EXIT.ok : EXIT.unverified
}

async function say({ io, options }: Call, data: unknown, text: string): Promise<ExitCode> {
  await io.stdout.write(`${options.flag('json') ? JSON.stringify(data, null, 2) : text}\n`)
  return EXIT.ok
}
