import { SEARCH_KINDS, type SearchHit } from '@paperclip/core'
import type { Command } from 'commander'
import { gather } from '../deed.ts'
import { oneOf } from '../one-of.ts'
import { table, type TableRow } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import { shortId } from '../short-id.ts'
import type { Answer, CompanyCall, Shell } from '../shell.ts'

const TITLES = [{ title: 'KIND' }, { title: 'WHICH' }, { title: 'MADE' }, { title: 'TITLE', isFlexible: true }] as const
const MOST = 500
const PAGE = 50

/** Adds `search`. */
export function searchVerb(program: Command, shell: Shell): void {
  program.command('search').argument('<words...>', 'what to look for: whatever holds all of them, or what begins with them')
    .option('--kind <kind>', `only ${SEARCH_KINDS.join(', ')}; may be given again`, gather).option('--limit <n>', 'at most so many (default 20)')
    .description('find what holds these words, whatever it is').action(shell.company(search))
}

async function search({ company, args, options, io, screen, line }: CompanyCall): Promise<Answer> {
  const kinds = options.texts('kind').map(kind => oneOf('--kind', SEARCH_KINDS, kind)), limit = Math.min(options.count('limit', 20), MOST), data: SearchHit[] = []
  for (let after: string | null | undefined; after !== null && data.length < limit;) {
    const page: Awaited<ReturnType<typeof company.search>> = await company.search({ text: args.join(' '), limit: Math.min(limit - data.length, PAGE), ...kinds.length > 0 ? { kinds } : {}, ...after === undefined ? {} : { after } })
    data.push(...page.rows)
    after = page.next
  }
  if (data.length === 0) return { data, text: `Nothing holds all of these words. See what there is to do: ${line('task list')}` }
  const now = io.clock.now()
  return { data, text: table(screen, TITLES, data.map(({ kind, ref, id, at, title, excerpt }): TableRow => ({ cells: [kind, ref ?? shortId(id), fromNow(at, now), title], under: excerpt === '' ? [] : [excerpt] }))) }
}
