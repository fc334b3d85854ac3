import { z } from 'zod'
import type { Company } from '../../domain/company.ts'
import { conflict } from '../../domain/error.ts'
import { prose } from '../../domain/fields.ts'
import { ABOUT_NOBODY, defineAct } from '../governance/act.ts'
import { requestCancel } from '../runs/cancel-run.ts'
import { all, need } from '../find.ts'
import { rearm } from '../waking/rearm.ts'
import { armRoutine } from '../routines/arm-routine.ts'
import { change, deed, type Work } from '../work.ts'

const input = z.strictObject({ reason: prose(500).default('') })
const RULE = { agent: 'board', board: 'operator', weight: 'work' } as const

/** Lets no run begin any more. Those in hand come to their end. */
export const pauseCompany = defineAct({ kind: 'company.pause', input, rule: RULE, concern: ABOUT_NOBODY, perform: work => turn(work, 'paused', 'company.pause') })

/** Stops everything at once: no run begins, and those in hand are cancelled, remote ones too. */
export const stopCompany = defineAct({
  kind: 'company.stop',
  input,
  rule: RULE,
  concern: ABOUT_NOBODY,
  async perform(work, { reason }) {
    const stopped = await turn(work, 'paused', 'company.stop')
    for (const status of ['running', 'deferred'] as const) {
      for (const { id } of await all(work.tx, 'run', { where: { status }, by: 'startedAt' })) await requestCancel(work, id, reason === '' ? 'everything was stopped' : reason)
    }
    return stopped
  },
})

/** Lets a company run again. What its schedules missed meanwhile is gone; work that waits is begun at once. */
export const resumeCompany = defineAct({
  kind: 'company.resume',
  input: z.strictObject({}),
  rule: { ...RULE, weight: 'power', archived: 'allowed' },
  concern: ABOUT_NOBODY,
  async perform(work) {
    const standing = await need(work.tx, 'company', work.companyId)
    if (standing.status === 'active') return standing
    const resumed = await turn(work, 'active', 'company.resume')
    for (const agent of await all(work.tx, 'agent', { where: { status: 'active' }, by: 'createdAt' })) await rearm(work, agent, 'operator')
    for (const routine of await all(work.tx, 'routine', { by: 'createdAt' })) await armRoutine(work, routine)
    return resumed
  },
})

/** Puts a company away. It can be read, resumed, or deleted. */
export const archiveCompany = defineAct({
  kind: 'company.archive',
  input,
  rule: { agent: 'board', board: 'owner', weight: 'power', archived: 'allowed' },
  concern: ABOUT_NOBODY,
  async perform(work) {
    for (const status of ['running', 'deferred'] as const) {
      const [one] = (await work.tx.list('run', { where: { status }, by: 'startedAt', limit: 1 })).rows
      if (one) throw conflict('wrong_state', `The run ${one.id} is still in hand. Stop everything first, and archive when it has ended.`)
    }
    return turn(work, 'archived', 'company.archive')
  },
})

async function turn(work: Work, status: Company['status'], action: string): Promise<Company> {
  const company = await need(work.tx, 'company', work.companyId)
  if (company.status === status) return company
  if (company.status === 'archived' && status === 'paused') throw conflict('wrong_state', `"${company.slug}" is archived: nothing runs in it.`)
  return change(deed(work, 'company', action), company, { status })
}
