import { programOf } from '../describe-act.ts'
import { clip, pad } from '../output/cell-width.ts'
import { next } from '../output/facts.ts'
import { plainLine } from '../output/plain-line.ts'
import type { Tone } from '../output/screen.ts'
import { fromNow } from '../output/time.ts'
import { wrap } from '../output/wrap.ts'
import { shortId } from '../short-id.ts'
import type { CompanyCall } from '../shell.ts'
import type { BoardInbox } from './board-inbox.ts'

/** One thing that waits: what it is called, what it says, and what to type. */
interface Entry { name: string; tone: Tone; text: string; more?: string | null; line?: string }

const INDENT = 10

/** What waits for whoever is at this machine, on one page. */
export function inboxPage(call: Pick<CompanyCall, 'screen' | 'line'>, { at, approvals, questions, tasks, reviews, incidents, messages }: BoardInbox): string {
  const { screen, line } = call, ago = (when: Date): string => fromNow(when, at)
  const sections: [string, Entry[]][] = [
    ['To decide', approvals.map(({ id, act, from, createdAt, input, reason }) => ({ name: shortId(id), tone: 'warn', text: `${act}, asked by ${from} ${ago(createdAt)}${reason === '' ? '' : `: ${reason}`}`, more: programOf(input), line: line(`approval approve ${shortId(id)}`) }))],
    ['To answer', questions.map(({ id, from, body, task, createdAt }) => ({ name: shortId(id), tone: 'warn', text: `${from}${task === null ? '' : ` on ${task}`} asks, ${ago(createdAt)}: ${body}`, line: line(`answer ${shortId(id)} "…"`) }))],
    ['To accept', reviews.map(({ identifier, title, assignee, result }) => ({ name: identifier, tone: 'warn', text: `${title}, done by ${assignee ?? 'nobody'}`, more: result, line: line(`task review ${identifier} accept`) }))],
    ['To do', tasks.map(({ identifier, title, status, blockedReason }) => ({ name: identifier, tone: status === 'blocked' ? 'bad' : 'plain', text: `${title}${status === 'blocked' ? `, blocked${blockedReason ? `: ${blockedReason}` : ''}` : ''}`, ...status === 'blocked' ? {} : { line: line(`task finish ${identifier} "…"`) } }))],
    ['To look at', incidents.map(({ id, kind, detail, createdAt }) => ({ name: shortId(id), tone: 'bad', text: `${kind.replaceAll('_', ' ')}, ${ago(createdAt)}: ${detail}`, line: line(`incident close ${shortId(id)}`) }))],
    ['Said to you', messages.map(({ from, body, task, createdAt }) => ({ name: from, tone: 'link', text: `${task === null ? '' : `on ${task}, `}${ago(createdAt)}: ${body}` }))],
  ]
  const filled = sections.filter(([, entries]) => entries.length > 0)
  return filled.length === 0 ? 'Nothing waits for you.' : filled.map(([title, entries]) => [screen.paint('strong', title), ...entries.flatMap(entry => drawn(call, entry))].join('\n')).join('\n\n')
}

function drawn({ screen }: Pick<CompanyCall, 'screen'>, { name, tone, text, more, line }: Entry): string[] {
  const { paint, width } = screen, [first = '', ...rest] = wrap(plainLine(text), width - INDENT - 2), blank = ' '.repeat(INDENT + 2)
  return [
    `  ${paint(tone, pad(clip(plainLine(name), INDENT - 2), INDENT - 2))}  ${first}`, ...rest.map(part => `${blank}${part}`),
    ...more ? [`${blank}${paint('quiet', clip(plainLine(more), width - INDENT - 2))}`] : [],
    ...line === undefined ? [] : [`${blank}${next(screen, line)}`],
  ]
}
