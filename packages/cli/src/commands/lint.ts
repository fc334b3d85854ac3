import type { Command } from 'commander'
import { fixLine } from '../fix-line.ts'
import { plainLine } from '../output/plain-line.ts'
import { wrap } from '../output/wrap.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

/** Adds `lint`. */
export function lintVerb(program: Command, shell: Shell): void {
  program.command('lint').description('say where money and power are looser than they need to be, each with the verb that mends it').action(shell.company(lint))
}

async function lint({ company, screen: { paint, width }, line, hint }: CompanyCall): Promise<Answer> {
  const findings = await company.lint()
  const data = findings.map(finding => ({ ...finding, line: finding.fix === null ? null : line(fixLine(finding.fix)) }))
  if (findings.length === 0) return { data, text: paint('good', 'Nothing is looser than it needs to be.') }
  const drawn = findings.map(({ severity, about, message, fix }) => [
    `${severity === 'warn' ? paint('warn', '!') : paint('quiet', '·')} ${paint('strong', plainLine(about))}`, ...wrap(plainLine(message), width - 2).map(part => `  ${part}`), ...fix === null ? [] : [hint(fixLine(fix))],
  ].join('\n'))
  return { data, text: drawn.join('\n\n') }
}
