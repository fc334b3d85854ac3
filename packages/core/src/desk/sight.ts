import type { BriefColleague, BriefProposal, BriefPurse } from '../domain/brief.ts'
import { APPROVAL_STATUSES, type Approval, type ApprovalStatus } from '../domain/approval.ts'
import { DESK_VERBS } from '../domain/desk-verbs.ts'
import type { Run } from '../domain/run.ts'
import { plain } from '../policy/plain.ts'
import type { CompanyView, Page, PageQuery } from '../ports/store.ts'
import type { Desk } from '../ports/desk.ts'
import { need } from '../operations/find.ts'
import { merged, sifted } from '../operations/pages.ts'
import { checkSight } from '../operations/papers/write-document.ts'
import { taskFor } from '../operations/waking/brief.ts'
import { inFull, threadOf } from '../operations/waking/read-task.ts'
import type { DeskDoor } from './desk-door.ts'

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
    assigned: given => use(['assigned', DESK_VERBS.assigned], given, ({ status, ...page }) => look(async view => {
      const { rows, next } = await view.list('task', { where: { assigneeId: by.id, status }, by: 'number', direction: 'down', ...page })
      return { rows: await Promise.all(rows.map(task => taskFor(view, task, by.id))), next }
    })),
    purse: given => use(['purse', DESK_VERBS.purse], given, () => look(async view => purseOf(view, await need(view, 'run', by.runId)))),
    colleagues: given => use(['colleagues', DESK_VERBS.colleagues], given, page => look(view => colleaguesOf(view, page))),
    proposals: given => use(['proposals', DESK_VERBS.proposals], given, ({ status, ...page }) => look(view => proposalsOf(view, { by: by.id, statuses: status === undefined ? APPROVAL_STATUSES : [status] }, page))),
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

const colleaguesOf = (view: CompanyView, page: PageQuery): Promise<Page<BriefColleague>> =>
  sifted(view, { noun: 'agent', by: 'createdAt', ...page }, async ({ id, slug, name, roleId, reportsTo, status }) => {
    if (status === 'terminated') return null
    const { title: role, description: about } = await need(view, 'role', roleId)
    return { id, slug, name, role, about, reportsTo, status }
  })

async function proposalsOf(view: CompanyView, { by: proposedById, statuses }: { by: string; statuses: readonly ApprovalStatus[] }, page: PageQuery & { limit: number }): Promise<Page<BriefProposal>> {
  const pages = await Promise.all(statuses.map(status => view.list('approval', { where: { proposedById, status }, by: 'createdAt', direction: 'down', ...page })))
  const { rows, next } = merged(pages, page.limit)
  return { rows: rows.map(proposalFor), next }
}

const proposalFor = ({ id, actKind, input, status, reason, note, createdAt, decidedAt, expiresAt }: Approval): BriefProposal =>
  ({ id, act: actKind, input: plain(input), status, reason, note, createdAt: createdAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null, expiresAt: expiresAt.toISOString() })
