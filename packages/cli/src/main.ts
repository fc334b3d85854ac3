import { CommanderError, type Command } from 'commander'
import { EXIT, type ExitCode } from './exit-code.ts'
import { tellFailure } from './failure.ts'
import type { Io } from './io.ts'
import { buildProgram } from './program.ts'
import { Shell } from './shell.ts'

const HELP_ASKED = ['commander.helpDisplayed', 'commander.version']

/** Carries a command line out and says what to exit with. Everything outside itself is in `io`. */
export async function main(argv: readonly string[], io: Io): Promise<ExitCode> {
  const shell = new Shell(io), program = buildProgram(shell)
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return shell.exit
  } catch (error) {
    const own = argv.slice(0, ends(argv)), format = own.includes('--json') ? 'json' : 'text', [command, path] = meant(program, own)
    const told = { format, folder: shell.folder, help: [...path, '--help'].join(' ') } as const
    if (error instanceof CommanderError) {
      if (HELP_ASKED.includes(error.code)) return EXIT.ok
      if (error.code === 'commander.help') {                            // a group without a verb: a person is shown its help
        if (format === 'json') return tellFailure(io, new CommanderError(EXIT.usage, error.code, `A verb is missing: one of ${command.commands.map(one => one.name()).join(', ')}.`), told)
        void io.stderr.write(shell.usage)
        return EXIT.usage
      }
    }
    return tellFailure(io, error, told)
  }
}

/** Where a command line ends that is ours: what comes after "--" is a program's. */
const ends = (argv: readonly string[]): number => (argv.includes('--') ? argv.indexOf('--') : argv.length)

/** The command that a command line names, as far as it names one, and the words it is named by. */
function meant(program: Command, argv: readonly string[]): [command: Command, path: string[]] {
  let command = program
  const path: string[] = []
  for (const word of argv) {
    const next = command.commands.find(one => one.name() === word)
    if (!next) continue
    command = next
    path.push(word)
  }
  return [command, path]
}
