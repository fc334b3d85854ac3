import { Command } from 'commander'
import { agentVerbs } from './commands/agent.ts'
import { approvalVerbs } from './commands/approval.ts'
import { auditVerbs } from './commands/audit.ts'
import { companyVerbs } from './commands/company.ts'
import { startVerb } from './commands/start.ts'
import { statusVerb } from './commands/status.ts'
import { taskVerbs } from './commands/task.ts'
import { packageVersion } from './package-version.ts'
import type { Shell } from './shell.ts'

const AFTER = `
Exit codes: 0 done · 1 refused or failed · 2 not understood · 3 an audit log does not verify · 130 ended by a second Ctrl-C
Data lies in --data <dir>, else in $PAPERCLIPAI_DATA, else where this system keeps data of programs.`

/** All verbs, and the options each of them takes. */
export function buildProgram(shell: Shell): Command {
  const { stdout } = shell.io
  const program = new Command('paperclipai')
    .description('Found a company of AI agents, run it and watch it.')
    .version(packageVersion(), '-V, --version', 'say the version')
    .helpOption('-h, --help', 'say how to use it')
    .helpCommand(false)
    .option('--data <dir>', 'the folder the companies lie in')
    .option('--company <slug>', 'which company; remembered for the next time')
    .option('--json', 'one JSON document on stdout and nothing else; errors as JSON on stderr')
    .option('--config <file>', 'a JavaScript module that brings adapters and plugins')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText('after', AFTER)
    .exitOverride()
    .configureOutput({
      writeOut: text => void stdout.write(text),
      writeErr: text => { shell.usage += text },                       // for people: a program that asked for JSON is told otherwise
      outputError: () => {},                                           // told once, with what to do next
      getOutHelpWidth: () => stdout.columns,
      getErrHelpWidth: () => shell.io.stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
  for (const add of [startVerb, statusVerb, companyVerbs, agentVerbs, taskVerbs, approvalVerbs, auditVerbs]) add(program, shell)
  return program
}
