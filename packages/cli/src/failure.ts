import { isPaperclipError } from '@paperclip/core'
import { CliError, type Next } from './cli-error.ts'
import type { DataFolder } from './data/data-folder.ts'
import { maskOn } from './data/logger-on.ts'
import { EXIT, type ExitCode } from './exit-code.ts'
import type { Io } from './io.ts'
import { plainText } from './output/plain-line.ts'
import { screenOf } from './output/screen.ts'
import { commandLine } from './shell.ts'

/** A failure as it is told: its code and words, what to do next, and what to end with. */
interface Told { code: string; reason?: string; message: string; fields?: readonly unknown[]; next?: string; exit: ExitCode }

/** How a failure is told: to whom, about which data, and the verb that explains what was called. */
interface Telling { format: 'text' | 'json'; folder: DataFolder | undefined; help: string }

/** Says on stderr what failed and what to do next, for a person or, with `--json`, for a program. No credential that an error repeats stands in it. */
export function tellFailure(io: Io, error: unknown, { format, folder, help }: Telling): ExitCode {
  const { exit, ...told } = toldOf(io, error, { folder, help })
  const { paint } = screenOf(io.stderr, io), mask = maskOn(io)
  const next = told.next === undefined ? '' : `\n${told.next.split('\n').map(line => `  ${paint('quiet', '→')} ${plainText(line)}`).join('\n')}`
  void io.stderr.write(mask(format === 'json' ? `${JSON.stringify({ error: told })}\n` : `${paint('bad', 'error')} ${plainText(told.message)}${next}\n`))
  return exit
}

function toldOf(io: Io, error: unknown, { folder, help }: Pick<Telling, 'folder' | 'help'>): Told {
  const wordsOf = (next: Next): string => (typeof next === 'string' ? next : commandLine(io, folder, next.run))
  if (isPaperclipError(error)) {
    const { code, reason, message, fields } = error, own = error instanceof CliError
    return {
      code, ...reason ? { reason } : {}, message, ...fields.length > 0 ? { fields } : {}, ...own ? { next: wordsOf(error.next) } : {},
      exit: reason === 'stale_revision' ? EXIT.stale : own && code === 'invalid_input' ? EXIT.usage : EXIT.refused,
    }
  }
  if (isUsageError(error)) return { code: 'usage', message: sentence(error.message), next: commandLine(io, undefined, help), exit: EXIT.usage }
  const trace = io.env['PAPERCLIPAI_DEBUG'] && error instanceof Error ? error.stack : undefined
  return {
    code: 'unexpected', message: trace ?? `Something went wrong that should not: ${error instanceof Error ? error.message : String(error)}`,
    ...trace ? {} : { next: 'Run it again with PAPERCLIPAI_DEBUG=1 to see where, and please report it.' }, exit: EXIT.refused,
  }
}

/** What commander makes of a command line it does not understand. */
const isUsageError = (error: unknown): error is Error & { code: string } => error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('commander.')

const sentence = (message: string): string => {
  const bare = message.replace(/^error: /, '')
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}${/[.)?]$/.test(bare) ? '' : '.'}`
}
