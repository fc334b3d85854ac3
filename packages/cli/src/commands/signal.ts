import type { Command } from 'commander'
import { givenJson } from '../data/given-text.ts'
import { CliError } from '../cli-error.ts'
import { governed } from '../deed.ts'
import { enact } from '../enact.ts'
import { parse } from '@paperclip/core'
import { z } from 'zod'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

/** Adds `signal send`. */
export function signalVerbs(program: Command, shell: Shell): void {
  const signal = program.command('signal').helpCommand(false).description('bring data from outside to agents')
  governed(signal.command('send').argument('<agent>', 'who hears it')).requiredOption('--source <name>', 'what it comes from, like "shop"')
    .option('--json-payload <json>', 'the data, as JSON or @file; without it, what is piped in').option('--team', 'everybody below that agent hears it as well')
    .description('send data to an agent; it is woken if its heartbeat says so').action(shell.company(send, 'agent list'))
}

async function send(call: CompanyCall): Promise<Answer> {
  const { args: [to = ''], options, io } = call, written = options.text('jsonPayload')
  if (written === undefined && !io.piped) throw new CliError('invalid_input', 'payload: the data is missing.', `Give it: ${call.line(`signal send ${to} --source shop --json-payload '{"order": 12}'`)}\nor pipe it in`)
  const payload = parse(z.json(), await givenJson(io, '--json-payload', written ?? '@-'), '--json-payload')
  return enact(call, { kind: 'signal.send', input: { to, audience: options.flag('team') ? 'team' : 'agent', source: options.text('source') ?? '', payload } }, signals =>
    (signals.length === 1 ? `Sent to ${to}.` : `Sent to ${to} and the ${signals.length - 1} below.`))
}
