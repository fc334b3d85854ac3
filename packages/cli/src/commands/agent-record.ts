import { durationInput, formatUsd } from '@paperclip/core'
import { scheduleOf } from '../agent-words.ts'
import { CliError } from '../cli-error.ts'
import { newest } from '../data/newest.ts'
import { dateOf } from '../date-of.ts'
import { enact } from '../enact.ts'
import { Names } from '../names.ts'
import { numberOf } from '../one-of.ts'
import { facts, indented } from '../output/facts.ts'
import { moreBelow } from '../output/more.ts'
import { plainLine } from '../output/plain-line.ts'
import { table, type Cell } from '../output/table.ts'
import { fromNow } from '../output/time.ts'
import type { Answer, CompanyCall } from '../shell.ts'

const REVISIONS = [{ title: 'REVISION', align: 'right' }, { title: 'SINCE' }, { title: 'ADAPTER', isFlexible: true }, { title: 'HEARTBEAT' }, { title: 'CHANGED', isFlexible: true }] as const

/** The configurations an agent has had, the newest last. */
export async function revisions({ company, args: [ref = ''], options, screen, io, hint }: CompanyCall): Promise<Answer> {
  const { slug } = await company.agents.get(ref), limit = options.count('limit', 50), now = io.clock.now()
  const page = await newest(limit, asked => company.agents.revisions(ref, { direction: 'down', ...asked })), data = page.rows.reverse()
  const [older] = page.next === null ? [] : (await company.agents.revisions(ref, { direction: 'down', after: page.next, limit: 1 })).rows
  const rows = data.map(({ number, createdAt, configuration }, at): Cell[] => {
    const { adapter, heartbeat } = configuration, before = (data[at - 1] ?? older)?.configuration
    const changed = before ? Object.entries(configuration).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(new Map(Object.entries<unknown>(before)).get(name))).map(([name]) => name) : ['hired']
    return [String(number), fromNow(createdAt, now), `${adapter.kind} ${JSON.stringify(adapter.config)}`, scheduleOf(heartbeat.schedule), changed.join(', ') || '—']
  })
  const earlier = data.at(-2) ?? older
  return { data, text: `${table(screen, REVISIONS, rows)}${earlier ? `\n${hint(`agent rollback ${slug} ${earlier.number}`)}` : ''}${moreBelow(screen, page, { limit })}` }
}

/** Says how an agent works, or shows what was said. */
export async function review(call: CompanyCall): Promise<Answer> {
  const { company, args: [ref = '', ...words], options, screen, io, line } = call
  const { slug } = await company.agents.get(ref), rating = options.text('rating'), body = words.join(' ').trim()
  if (body === '' && rating !== undefined) throw new CliError('invalid_input', 'text: a rating alone tells nobody what to do better.', `Say why: ${line(`agent review ${slug} "…" --rating ${rating}`)}`)
  if (body !== '') {
    const input = { agent: slug, body, ...rating === undefined ? {} : { rating: numberOf('--rating', rating) } }
    return enact(call, { kind: 'agent.review', input }, () => `Said. ${slug} reads it in its next run.`)
  }
  const limit = options.count('limit', 50), page = await newest(limit, asked => company.agents.reviews(slug, asked)), data = page.rows, names = new Names(company), now = io.clock.now()
  if (data.length === 0) return { data, text: `Nothing was said about ${slug} yet: ${line(`agent review ${slug} "…" --rating 4`)}` }
  const said = await Promise.all(data.map(async one => `${screen.paint('link', await names.party(one.authorKind, one.authorId) ?? '?')} ${screen.paint('quiet', fromNow(one.createdAt, now))}${one.rating === null ? '' : `  ${'★'.repeat(one.rating)}${'☆'.repeat(5 - one.rating)}`}\n${indented(one.body)}`))
  return { data, text: said.join('\n') + moreBelow(screen, page, { limit }) }
}

/** What an agent finished, what came back, and what it cost. */
export async function scorecard({ company, args: [ref = ''], options, screen, io }: CompanyCall): Promise<Answer> {
  const agent = await company.agents.get(ref), since = options.text('since')
  const card = await company.agents.scorecard(agent.id, since === undefined ? {} : { since: sinceOf(since, io.clock.now()) })
  const { costMicros, costPerFinishedMicros } = card
  const text = [
    `${screen.paint('strong', agent.slug)}  ${plainLine(agent.name)}, since ${card.since.toISOString().slice(0, 10)}`,
    ...facts(screen, [
      ['finished', String(card.finished)], ['sent back', card.sentBack > 0 ? ['warn', String(card.sentBack)] : '0'], ['runs', String(card.runs)], ['failed', card.failed > 0 ? ['bad', String(card.failed)] : '0'],
      ['cost', formatUsd(costMicros)], ['per finished', costPerFinishedMicros === null ? '—' : formatUsd(costPerFinishedMicros)],
    ]),
  ].join('\n')
  return { data: { agent: agent.slug, ...card }, text }
}

/** A day, a moment, or a span back from now. */
export function sinceOf(text: string, now: Date): Date {
  const span = durationInput().safeParse(text)
  return span.success ? new Date(now.getTime() - span.data) : dateOf('since', text)
}
