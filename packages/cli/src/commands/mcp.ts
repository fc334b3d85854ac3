import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { deskPlace } from '../mcp/desk-place.ts'
import { Relay } from '../mcp/relay.ts'
import type { Call, Shell } from '../shell.ts'

/** Adds `mcp`. */
export function mcpVerb(program: Command, shell: Shell): void {
  program.command('mcp').description('the desk of an agent as MCP tools over stdin and stdout: started by the agent\'s own client').action(shell.bare(mcp, 'anywhere'))
}

async function mcp({ io, options }: Call): Promise<ExitCode> {
  if (!io.piped) throw new CliError('invalid_input', 'mcp speaks with a program over stdin and stdout, and nothing is piped in here.', 'Let a client of the Model Context Protocol start it: "command": "paperclipai", "args": ["mcp"]')
  await new Relay(io, deskPlace(io, options)).follow(io.piped)
  return EXIT.ok
}
