import type { BriefColleague, BriefProposal, BriefPurse } from '../domain/brief.ts'
import { APPROVAL_STATUSES, type Approval } from '../domain/approval.ts'
import { DESK_VERBS } from '../domain/desk-verbs.ts'
import type { Run } from '../domain/run.ts'
import { plain } from '../policy/plain.ts'
import type { CompanyView } from '../ports/store.ts'
import type { Desk } from '../ports/desk.ts'
import { all, need } from '../operations/find.ts'
import { checkSight } from '../operations/papers/write-document.ts'
import { taskFor } from '../operations/waking/brief.ts'
import { inFull, threadOf } from '../operations/waking/read-task.ts'
import type { DeskDoor } from './desk-door.ts'

const MOST_PROPOSALS = 100

/** What an agent can look at: a task in full, its thread, who else works here, what it has put to the board. */
export function deskSight({ seat: { by, companyId }, look, use, taskOrFocus }: DeskDoor): Pick<Desk, 'show' | 'thread' | 'assigned' | 'purse' | 'colleagues' | 'proposals'> {
  return {
    show: given => use(['show', DESK_VERBS.show], given, async ({ task: ref }) => {
      const task = await taskOrFocus(ref)
      return look(async view => {
        await checkSight({ tx: view }, by.id, task)
        return inFull({ view, companyId }, task, by.id)
      })
    }),
    thread: given => use(['thread', DESK_VERBS.thread], given, async ({ task: ref, after, limit }) => {
      const task = await taskOrFocus(ref)
      return look(async view => {
        await checkSight({ tx: view }, by.id, task)
        return threadOf(view, task, { after, limit })
      })
    }),
    assigned: given => use(['assigned', DESK_VERBS.assigned], given, ({ status, limit }) => look(async view => {
      const { rows } = await view.list('task', { where: { assigneeId: by.id, status }, by: 'number', direction: 'down', limit })
      return Promise.all(rows.map(task => taskFor(view, task, by.id)))
    })),
    purse: given => use(['purse', DESK_VERBS.purse], given, () => look(async view => purseOf(view, await need(view, 'run', by.runId)))),
    colleagues: given => use(['colleagues', DESK_VERBS.colleagues], given, () => look(colleaguesOf)),
    proposals: given => use(['proposals', DESK_VERBS.proposals], given, ({ status }) => look(async view => {
      const pages = await Promise.all((status === undefined ? APPROVAL_STATUSES : [status]).map(one => view.list('approval', { where: { proposedById: by.id, status: one }, by: 'createdAt', direction: 'down', limit: MOST_PROPOSALS })))
      return pages.flatMap(({ rows }) => rows).sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()).slice(0, MOST_PROPOSALS).map(proposalFor)
    })),
  }
}

async function purseOf(view: CompanyView, { spent, cap, balances }: Run): Promise<BriefPurse> {
  const budgets = await Promise.all(balances.map(async id => {
    const balance = await need(view, 'balance', id)
    const { scope, window, limit } = await need(view, 'budget', balance.budgetId)
    return { scope, window, limitMicros: limit, spentMicros: balance.spent, reservedMicros: balance.reserved, endsAt: balance.endsAt?.toISOString() ?? null }
  }))
  return { spentMicros: spent, capMicros: cap, budgets }
}

async function colleaguesOf(view: CompanyView): Promise<BriefColleague[]> {
  const roles = new Map((await all(view, 'role', { by: 'createdAt' })).map(role => [role.id, role]))
  return (await all(view, 'agent', { by: 'createdAt' })).flatMap(({ id, slug, name, roleId, reportsTo, status }) =>
    (status === 'terminated' ? [] : [{ id, slug, name, role: roles.get(roleId)?.title ?? roleId, about: roles.get(roleId)?.description ?? '', reportsTo, status }]))
}

const proposalFor = ({ id, actKind, input, status, reason, note, createdAt, decidedAt, expiresAt }: Approval): BriefProposal =>
  ({ id, act: actKind, input: plain(input), status, reason, note, createdAt: createdAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, expiresAt: expiresAt.toISOString() })
