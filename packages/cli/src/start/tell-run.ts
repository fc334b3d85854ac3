import { formatUsd, type AuditRecord } from '@paperclip/core'
import { z } from 'zod'
import type { Line, Scene } from './line.ts'
import { factOf, textOf } from './recorded.ts'

const causesOf = z.array(z.string()).catch([])
const failure = z.object({ message: z.string() })

/** A run begins. A review is told by its verdict, and a look whether there is something to do is not told. */
export async function tellRunBegin(record: AuditRecord, { names }: Scene): Promise<Line | null> {
  const agentId = factOf(record, 'agentId') ?? '', taskId = factOf(record, 'taskId')
  const causes = causesOf.parse(record.after?.['causes'])
  const task = taskId === undefined ? undefined : await names.task(taskId)
  const line = { who: await names.agent(agentId), mark: '▸', tone: 'link' } as const
  if (task) return task.reviewerId === agentId ? null : { ...line, text: `begins ${task.identifier}: ${task.title}` }
  return causes.every(cause => cause === 'schedule') ? null : { ...line, text: `wakes: ${causes.filter(cause => cause !== 'schedule').map(cause => WOKEN_BY[cause] ?? cause).join(', ')}` }
}

const WOKEN_BY: Readonly<Record<string, string>> = { goal: 'a goal is set', decision: 'the board has decided', operator: 'somebody woke it', message: 'a message', answer: 'an answer', raise: 'something is wrong below' }

/** A run ends, with what it cost and what the company has spent by then. */
export async function tellRunEnd(record: AuditRecord, { company, names, tally }: Scene): Promise<Line | null> {
  const spent = tally.takeSpendOf(record.entityId)
  const run = await company.runs.get(record.entityId)
  const who = await names.agent(run.agentId)
  const aside = spent > 0 ? { aside: `${formatUsd(spent)}, in all ${formatUsd(tally.totalOf(company))}` } : {}
  switch (record.action) {
    case 'run.succeeded': {
      const text = textOf(record, 'summary') || 'is done'
      if (spent > 0) return { who, mark: '$', tone: 'quiet', text, ...aside }
      // What it did was told already, unless somebody woke it and there was nothing to do.
      return run.taskId === null && run.touched.length === 0 && !run.causes.every(cause => cause === 'schedule') ? { who, mark: '·', tone: 'quiet', text } : null
    }
    case 'run.cancelled': return { who, mark: '×', tone: 'warn', text: 'its run is ended and handed back', ...aside }
    default: {
      const error = failure.safeParse(record.texts?.['error'])
      return { who, mark: '×', tone: 'bad', text: `its run ${record.action === 'run.lost' ? 'was lost' : 'failed'}: ${error.success ? error.data.message : run.status.replace('_', ' ')}`, ...aside }
    }
  }
}
