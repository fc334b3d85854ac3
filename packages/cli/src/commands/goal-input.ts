import type { ActInput, Goal, Metric } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import { givenText } from '../data/given-text.ts'
import { dateOf } from '../date-of.ts'
import { numberOf, oneOf } from '../one-of.ts'
import type { CompanyCall } from '../shell.ts'
import { findGoal } from './goal-list.ts'

const STATUSES = ['planned', 'active', 'achieved', 'cancelled'] as const

/** A new goal, as the command line writes it. */
export async function goalOf(call: CompanyCall): Promise<ActInput<'goal.set'>> {
  const { args: [title = ''], options } = call
  return { title, ...options.given('team'), ...await sayingOf(call, null) }
}

/** What the command line changes in a goal. */
export async function changeOf(call: CompanyCall, goal: Goal): Promise<Omit<ActInput<'goal.update'>, 'goal'>> {
  const change = { ...call.options.given('title'), ...await sayingOf(call, goal) }
  if (Object.keys(change).length === 0) throw new CliError('invalid_input', 'There is nothing to change.', { run: 'goal update --help' })
  return change
}

async function sayingOf({ company, options, io }: CompanyCall, standing: Goal | null) {
  const description = options.text('description'), parent = options.text('parent'), owner = options.text('owner'), status = options.text('status'), due = options.text('due')
  const from = options.text('from'), target = options.text('target'), unit = options.text('unit')
  return {
    ...description === undefined ? {} : { description: await givenText(io, '--description', description) },
    ...owner === undefined ? {} : { owner: owner === 'nobody' ? null : owner },
    ...parent === undefined ? {} : { parent: parent === 'none' ? null : (await findGoal(company, parent)).id },
    ...status === undefined ? {} : { status: oneOf('--status', STATUSES, status) },
    ...from === undefined && target === undefined && unit === undefined ? {} : { metric: metricOf(standing?.metric ?? null, { from, target, unit }) },
    ...due === undefined ? {} : { dueAt: dateOf('due', due) },
  }
}

function metricOf(standing: Metric | null, { from, target, unit }: Record<'from' | 'target' | 'unit', string | undefined>): Metric {
  const shall = target === undefined ? standing?.target : numberOf('--target', target), counts = unit ?? standing?.unit
  if (shall === undefined || counts === undefined) throw new CliError('invalid_input', 'A metric needs what it shall reach and what it counts.', 'Write it like --target 1000 --unit sign-ups')
  const start = from === undefined ? standing?.start ?? 0 : numberOf('--from', from)
  return { start, target: shall, unit: counts, current: standing?.current ?? start }
}
