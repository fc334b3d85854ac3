import type { Command } from 'commander'
import type { Answer, CompanyCall, Shell } from '../shell.ts'
import { statusOf } from '../status/company-status.ts'
import { statusPage } from '../status/status-page.ts'

/** Adds `status`. */
export function statusVerb(program: Command, shell: Shell): void {
  program.command('status').description('show a company at a glance: agents, tasks, money, what waits for you').action(shell.company(status))
}

async function status(call: CompanyCall): Promise<Answer> {
  const data = await statusOf(call.company, call.io.clock.now())
  return { data, text: statusPage(call, data) }
}
