import { CommanderError } from 'commander'
import { EXIT, type ExitCode } from './exit-code.ts'
import { tellFailure } from './failure.ts'
import type { Io } from './io.ts'
import { buildProgram } from './program.ts'
import { Shell } from './shell.ts'

const HELP_ASKED = ['commander.helpDisplayed', 'commander.version']

/** Carries a command line out and says what to exit with. Everything outside itself is in `io`. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const shell = new Shell(io)
  try {
    await buildProgram(shell).parseAsync([...argv], { from: 'user' })
    return shell.exit
  } catch (error) {
    if (error instanceof CommanderError) {
      if (HELP_ASKED.includes(error.code)) return EXIT.ok
      if (error.code === 'commander.help') return EXIT.usage          // a group without a verb: its help was shown
    }
    return tellFailure(io, error, { format: argv.includes('--json') ? 'json' : 'text', folder: shell.folder })
  }
}
