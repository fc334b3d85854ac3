import type { Command } from 'commander'
import { newest } from '../data/newest.ts'
import { boardInbox } from '../inbox/board-inbox.ts'
import { inboxPage } from '../inbox/inbox-page.ts'
import { itemLine } from '../inbox/item-line.ts'
import { moreBelow } from '../output/more.ts'
import { table } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

/** Adds `inbox`. */
export function inboxVerb(program: Command, shell: Shell): void {
  program.command('inbox').argument('[agent]', 'whose; yours unless said otherwise').option('--limit <n>', 'of an agent\'s: at most so many (default 50)').description('show what waits for you, or what an agent has not seen yet').action(shell.company(inbox, 'agent list'))
}

async function inbox(call: CompanyCall): Promise<Answer> {
  const { company, args: [agent], options, io, screen } = call
  if (agent === undefined) {
    const data = await boardInbox(company, io.clock.now())
    return { data, text: inboxPage(call, data) }
  }
  const { slug } = await company.agents.get(agent), limit = options.count('limit', 50), page = await newest(limit, asked => company.agents.inbox(slug, asked)), data = page.rows, now = io.clock.now()
  if (data.length === 0) return { data, text: `${slug} has seen everything.` }
  return { data, text: table(screen, [{ title: 'CAME' }, { title: 'WHY' }, { title: 'WHAT', isFlexible: true }], data.map(item => [fromNow(new Date(item.at), now), item.cause.replace('_', ' '), itemLine(item)])) + moreBelow(screen, page, { limit, which: 'oldest' }) }
}
