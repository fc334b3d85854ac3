import { parse, type ActInput } from '@paperclip/core'
import { z } from 'zod'
import { givenJson, givenText } from '../data/given-text.ts'
import { numberOf, oneOf } from '../one-of.ts'
import { partyOf, partyOrNobody } from '../party-name.ts'
import type { CompanyCall } from '../shell.ts'
import { findGoal } from './goal-list.ts'

const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const
const CATCH_UP = ['once', 'skip'] as const
const OVERLAPS = ['skip', 'allow', 'replace'] as const

/** What the command line says of a routine; only what was given. */
export async function routineInput({ args: [slug = ''], options, io, company }: CompanyCall): Promise<ActInput<'routine.set'>> {
  const assignee = options.text('assignee'), reviewer = options.text('reviewer'), goal = options.text('goal'), priority = options.text('priority'), labels = options.texts('label')
  const description = options.text('description'), acceptance = options.text('acceptance'), signal = options.text('signal'), catchUp = options.text('catchUp'), overlap = options.text('overlap')
  return {
    slug, ...options.given('title', 'every', 'cron', 'zone', 'project'), ...labels.length === 0 ? {} : { labels },
    ...assignee === undefined ? {} : { assignee: partyOf(assignee) }, ...reviewer === undefined ? {} : { reviewer: partyOrNobody(reviewer) },
    ...description === undefined ? {} : { description: await givenText(io, '--description', description) }, ...acceptance === undefined ? {} : { acceptance: await givenText(io, '--acceptance', acceptance) },
    ...goal === undefined ? {} : { goal: (await findGoal(company, goal)).id }, ...priority === undefined ? {} : { priority: oneOf('--priority', PRIORITIES, priority) },
    ...signal === undefined ? {} : { signal: signal === 'none' ? null : signal }, ...overlap === undefined ? {} : { overlap: oneOf('--overlap', OVERLAPS, overlap) },
    ...catchUp === undefined ? {} : { catchUp: /^\d+$/.test(catchUp) ? { all: numberOf('--catch-up', catchUp) } : oneOf('--catch-up', CATCH_UP, catchUp) },
  }
}

/** A trigger by hand, with its data. */
export async function triggerInput({ args: [routine = ''], options, io }: CompanyCall): Promise<ActInput<'routine.trigger'>> {
  const payload = options.text('payload')
  return { routine, ...payload === undefined ? {} : { payload: parse(z.json(), await givenJson(io, '--payload', payload), '--payload') } }
}
