import type { LetGo } from '@paperclip/core'
import type { Command } from 'commander'
import { table } from '../output/table.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'WHAT' }, { title: 'HOW MUCH', align: 'right' }, { title: 'BECAUSE', isFlexible: true }] as const
const WHY: Readonly<Record<LetGo, string>> = {
  logs: 'logs of runs that ended more than 30 days ago',
  runs: 'runs that ended more than 180 days ago, with what they moved in the ledger; balances and tasks stay',
  signals: 'signals that came more than 180 days ago',
  items: 'what inboxes have been done with for 30 days',
  replies: 'answers to keys that are not good any more',
  audit: 'records of the audit log older than 180 days: put away in files, still fed and verified',
}

/** Adds `gc`. */
export function gcVerb(program: Command, shell: Shell): void {
  program.command('gc').option('--dry-run', 'only say what would go')
    .description('let what grew old go; a company that runs does that itself, once a day').action(shell.company(tidy))
}

async function tidy(call: CompanyCall): Promise<Answer> {
  const { company, options, screen, line } = call
  const isDry = options.flag('dryRun'), data = await company.tidy(isDry ? 'count' : 'do')
  const rows = Object.entries(data).filter(([, many]) => many > 0)
  if (rows.length === 0) return { data, text: 'Nothing has grown old enough to go.' }
  const text = table(screen, TITLES, rows.map(([kind, many]) => [kind, String(many), kind in WHY ? WHY[kind as LetGo] : '']))
  return { data, text: `${text}\n\n${isDry ? `Nothing was changed. To let it go: ${line('gc')}` : 'Gone.'}` }
}
