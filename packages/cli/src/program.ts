import { Command } from 'commander'
import { agentVerbs } from './commands/agent.ts'
import { applyVerb } from './commands/apply.ts'
import { approvalVerbs } from './commands/approval.ts'
import { artifactVerbs } from './commands/artifact.ts'
import { auditVerbs } from './commands/audit.ts'
import { budgetVerbs } from './commands/budget.ts'
import { companyVerbs } from './commands/company.ts'
import { costsVerb } from './commands/costs.ts'
import { doctorVerb } from './commands/doctor.ts'
import { dbVerbs } from './commands/db.ts'
import { documentVerbs } from './commands/document.ts'
import { exportVerb } from './commands/export.ts'
import { gcVerb } from './commands/gc.ts'
import { goalVerbs } from './commands/goal.ts'
import { hookVerbs } from './commands/hook.ts'
import { inboxVerb } from './commands/inbox.ts'
import { incidentVerbs } from './commands/incident.ts'
import { initVerb } from './commands/init.ts'
import { keyVerbs } from './commands/key.ts'
import { lintVerb } from './commands/lint.ts'
import { mcpVerb } from './commands/mcp.ts'
import { memberVerbs } from './commands/member.ts'
import { messageVerbs } from './commands/message.ts'
import { noteVerbs } from './commands/note.ts'
import { accountVerbs } from './commands/account.ts'
import { ownerVerbs } from './commands/owner.ts'
import { projectVerbs } from './commands/project.ts'
import { rehearseVerb } from './commands/rehearse.ts'
import { roleVerbs } from './commands/role.ts'
import { routineVerbs } from './commands/routine.ts'
import { runVerbs } from './commands/run.ts'
import { searchVerb } from './commands/search.ts'
import { secretVerbs } from './commands/secret.ts'
import { signalVerbs } from './commands/signal.ts'
import { skillVerbs } from './commands/skill.ts'
import { startVerb } from './commands/start.ts'
import { statusVerb } from './commands/status.ts'
import { stopEverythingVerb } from './commands/stop-everything.ts'
import { taskVerbs } from './commands/task.ts'
import { toolVerbs } from './commands/tool.ts'
import { webhookVerbs } from './commands/webhook.ts'
import { packageVersion } from './package-version.ts'
import type { Shell } from './shell.ts'

const AFTER = `
Exit codes: 0 done · 1 refused or failed · 2 not understood · 3 an audit log does not verify · 4 changed since it was read: nothing was done · 130 ended by a second Ctrl-C
Data lies in --data <dir>, else in $PAPERCLIPAI_DATA, else where this system keeps data of programs;
or on a server: --url <url>, else $PAPERCLIPAI_URL.`

/** All verbs, in the order a person meets them. */
const VERBS: readonly (readonly [heading: string, verbs: readonly ((program: Command, shell: Shell) => void)[]])[] = [
  ['Run it:', [startVerb, statusVerb, inboxVerb, searchVerb, stopEverythingVerb, doctorVerb, lintVerb, rehearseVerb, gcVerb, dbVerbs]],
  ['As code:', [initVerb, applyVerb, exportVerb]],
  ['Who works here:', [companyVerbs, ownerVerbs, accountVerbs, memberVerbs, keyVerbs, roleVerbs, agentVerbs]],
  ['What is done:', [goalVerbs, projectVerbs, taskVerbs, routineVerbs, documentVerbs, artifactVerbs]],
  ['What is said:', [messageVerbs, signalVerbs, noteVerbs, hookVerbs, webhookVerbs]],
  ['What agents start:', [mcpVerb]],
  ['What they use:', [skillVerbs, toolVerbs, secretVerbs]],
  ['What it costs, and who decides:', [costsVerb, budgetVerbs, approvalVerbs, incidentVerbs, runVerbs, auditVerbs]],
]

/** All verbs, and the options each of them takes. */
export function buildProgram(shell: Shell): Command {
  const { stdout } = shell.io
  const program = new Command('paperclipai')
    .description('Found a company of AI agents, run it and watch it.')
    .version(packageVersion(), '-V, --version', 'say the version')
    .helpOption('-h, --help', 'say how to use it')
    .helpCommand(false)
    .option('--data <dir>', 'the folder the companies lie in, or postgres://… where they are on a server')
    .option('--url <url>', 'a server of Paperclip to ask instead, with the key in $PAPERCLIPAI_KEY').option('--key-file <file>', 'where that key is instead')
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
  for (const [heading, verbs] of VERBS) {
    program.commandsGroup(heading)
    for (const add of verbs) add(program, shell)
  }
  return program
}
