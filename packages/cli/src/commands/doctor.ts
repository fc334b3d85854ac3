import type { Command } from 'commander'
import { isPaperclipError, type PaperclipError } from '@paperclip/core'
import { holdsData } from '../data/data-folder.ts'
import { openInstallation, type Installation } from '../data/installation.ts'
import { bad, ok, type Check } from '../doctor/check.ts'
import { checkCompanies, checkMissingKey } from '../doctor/check-companies.ts'
import { checkLeftovers } from '../doctor/check-leftovers.ts'
import { checkClock } from '../doctor/check-clock.ts'
import { checkHints } from '../doctor/check-hints.ts'
import { checkServer } from '../doctor/check-server.ts'
import { checkReach, checkServing, servingOf } from '../doctor/check-serving.ts'
import { checkFolder, checkMasterKey, checkNode, checkRoom, checkUser, NO_KEY_YET } from '../doctor/check-machine.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { cellWidth, pad } from '../output/cell-width.ts'
import { plainLine, plainText } from '../output/plain-line.ts'
import { progressOf } from '../output/progress.ts'
import type { Screen } from '../output/screen.ts'
import { wrap } from '../output/wrap.ts'
import type { Call, Shell } from '../shell.ts'
import type { StartConfig } from '../start-config.ts'
import { logWords } from '../start/log-words.ts'
import { servingOptions } from '../start/serving-options.ts'

/** Adds `doctor`. */
export function doctorVerb(program: Command, shell: Shell): void {
  const verb = program.command('doctor')
    .description('look whether a start would succeed, as this user and with these options, and everything here work; say what to do where it would not; exit code 1 if something is bad')
  servingOptions(verb).action(shell.bare(doctor))
}

const MARK = { ok: ['good', '✓'], warn: ['warn', '!'], bad: ['bad', '✗'] } as const

async function doctor(call: Call, config: StartConfig): Promise<ExitCode> {
  logWords(call.options, call.io)                                    // a start would refuse what it does not understand
  const { io, options, screen } = call, checks: Check[] = [], progress = progressOf(call)
  for await (const check of examined(call, config)) {
    checks.push(check)
    if (options.flag('json')) continue
    progress.end()
    await io.stdout.write(`${drawn(screen, check)}\n`)
  }
  progress.end()
  const isWell = checks.every(({ level }) => level !== 'bad'), many = checks.filter(({ level }) => level !== 'ok').length
  await io.stdout.write(options.flag('json') ? `${JSON.stringify({ ok: isWell, checks }, null, 2)}\n` : `\n${isWell ? screen.paint('good', many === 0 ? 'All is well.' : 'Nothing is bad.') : screen.paint('bad', 'Something is bad: see what to do above.')}\n`)
  return isWell ? EXIT.ok : EXIT.refused
}

/** Everything there is to look at, from the outside in. */
async function* examined(call: Call, config: StartConfig): AsyncGenerator<Check> {
  const { io, folder, line } = call
  yield checkNode(process.versions.node)
  yield* checkUser(folder, call)
  if (folder.database.kind === 'sqlite') yield* checkFolder(folder)
  yield checkRoom(folder)
  const key = checkMasterKey(folder, io)
  if (key) yield key
  const serving = servingOf(call), words = serving && 'level' in serving ? null : serving
  if (serving && 'level' in serving) yield serving
  if (words) yield* checkServing(words, io)
  try {
    if (!holdsData(folder)) {
      if (!key) yield NO_KEY_YET
      yield ok('database', `none yet: ${line('company create <slug>')}`)
      if (words) yield* await checkReach(words, false, call)
      return
    }
  } catch {
    return                                                          // said of the folder already
  }
  const installation = await opened(call, config)
  if ('level' in installation) return yield installation
  try {
    yield ok('database', 'opens, and its schema is the one of this version')
    if (!key) yield await checkMissingKey(installation)
    if (folder.database.kind === 'postgres') yield* await checkServer(installation.store, io)
    yield* await checkHints(call, config)
    if (words) yield* await checkReach(words, await installation.paperclip.access.hasOwner(), call)
    yield await checkClock(installation.paperclip, io)
    yield* checkCompanies({ call, installation, progress: progressOf(call) })
    yield* await checkLeftovers(installation.paperclip, folder)
  } finally {
    await installation.store.close()
  }
}

async function opened(call: Call, config: StartConfig): Promise<Installation | Check> {
  try {
    return await openInstallation(call.io, call.folder, config)
  } catch (error) {
    if (!isPaperclipError(error)) throw error
    return bad('database', error.message, remedyOf(error, call))
  }
}

function remedyOf({ code }: PaperclipError, { folder: { database }, line }: Call): string {
  if (database.kind !== 'postgres') return 'Correct that, or restore the folder from a backup.'
  if (code === 'unavailable') return 'See that the server runs and can be reached from here, and look again.'
  return `Correct that. Tables that are missing or older are made by the role that owns them, whose url is in PAPERCLIPAI_OWNER_URL:\n${line('db migrate')}`
}

const ABOUT = 14

function drawn(screen: Screen, check: Check): string {
  const { paint, width } = screen, [tone, mark] = MARK[check.level]
  const about = pad(plainLine(check.about), ABOUT), room = Math.max(width - 4 - cellWidth(about), 20), margin = ' '.repeat(4 + cellWidth(about))
  const lines = wrap(plainLine(check.what), room).map((line, at) => (at === 0 ? `${paint(tone, mark)} ${paint(check.level === 'ok' ? 'quiet' : 'plain', about)}  ${line}` : `${margin}${line}`))
  return [...lines, ...check.level === 'ok' ? [] : plainText(check.fix).split('\n').map(line => `${margin}${paint('quiet', '→')} ${line}`)].join('\n')
}
