import { z } from 'zod'
import { document, documentRevision, type Document } from '../../domain/document.ts'
import { conflict, notFound, PaperclipError } from '../../domain/error.ts'
import { id, slug } from '../../domain/fields.ts'
import type { Task } from '../../domain/task.ts'
import type { CompanyView } from '../../ports/store.ts'
import { defineAct } from '../governance/act.ts'
import { all, first, need, taskRef } from '../find.ts'
import { isParty } from '../tasks/party.ts'
import { aboutTask, checkMine, touch, type Actor } from '../tasks/task-deed.ts'
import { change, create, deed, remove } from '../work.ts'

const RULE = { agent: 'own_desk', board: 'operator', weight: 'work' } as const

/** A document with a text it has or had. */
export type WrittenDocument = Document & { body: string }

/** Writes a document on a task, as its next revision. Refused (`stale_revision`) unless `base` is the revision in force: null for a document that is new. */
export const writeDocument = defineAct({
  kind: 'document.write',
  input: z.strictObject({ task: id(), key: slug(), title: document.shape.title.optional(), body: documentRevision.shape.body, base: z.int().min(1).nullable().default(null) }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref, key, title: called, body, base }): Promise<Document> {
    const { tx, by, now, deps } = work
    const task = await taskRef(tx, ref)
    await checkHand(work, task)
    const standing = await first(tx, 'document', { where: { taskId: task.id, key }, by: 'id' })
    if ((standing?.revision ?? null) !== base) throw stale({ task, key, base }, standing)
    await touch(work, task.id)
    const title = called ?? standing?.title ?? key
    const written = standing
      ? await change(deed(work, 'document', 'document.write'), standing, { title, revision: standing.revision + 1 })
      : await create(deed(work, 'document', 'document.write'), { id: deps.ids.next('doc'), taskId: task.id, key, title, revision: 1, createdAt: now, updatedAt: now })
    await create(deed(work, 'documentRevision', 'document.revision'), {
      id: `${written.id}:${written.revision}`, documentId: written.id, number: written.revision, title, body,
      authorKind: by.kind, authorId: by.id, runId: by.kind === 'agent' ? by.runId : null, createdAt: now,
    })
    return written
  },
})

/** Removes a document with all its revisions. */
export const removeDocument = defineAct({
  kind: 'document.remove',
  input: z.strictObject({ task: id(), key: slug() }),
  rule: RULE,
  concern: aboutTask,
  async perform(work, { task: ref, key }): Promise<Document> {
    const task = await taskRef(work.tx, ref)
    await checkMine(work, task)
    const gone = await documentOn(work.tx, task, key)
    for (const revision of await all(work.tx, 'documentRevision', { where: { documentId: gone.id }, by: 'number' })) await remove(deed(work, 'documentRevision', 'document.remove'), revision)
    await remove(deed(work, 'document', 'document.remove'), gone)
    return gone
  },
})

/** A document and one of its texts: the one in force unless another is asked for. */
export async function readDocument(view: CompanyView, { task, key, revision = undefined }: { task: Task; key: string; revision?: number | undefined }): Promise<WrittenDocument> {
  const found = await documentOn(view, task, key)
  const text = await view.get('documentRevision', `${found.id}:${revision ?? found.revision}`)
  if (!text) throw notFound(`revision of the document "${key}"`, String(revision))
  return { ...found, revision: text.number, title: text.title, body: text.body }
}

export async function documentOn(view: CompanyView, task: Task, key: string): Promise<Document> {
  const found = await first(view, 'document', { where: { taskId: task.id, key }, by: 'id' })
  if (!found) throw notFound(`document on ${task.identifier}`, key)
  return found
}

/** Throws unless the actor has something to do with a task: its assignee or whoever manages them, its reviewer, or who created it. */
export async function checkHand(work: Actor, task: Task): Promise<void> {
  const { by } = work
  if (isParty(by, task.reviewerKind, task.reviewerId) || isParty(by, task.createdByKind, task.createdById)) return
  await checkMine(work, task)
}

/** Throws unless an agent may read what lies on a task: it has something to do with it, or with a task above or below, or the task is of its team. */
export async function checkSight(work: { tx: CompanyView }, agentId: string, task: Task): Promise<void> {
  const isOf = ({ assigneeId, reviewerId, createdById }: Task) => [assigneeId, reviewerId, createdById].includes(agentId)
  for (let one: Task | undefined = task; one; one = one.parentId === null ? undefined : await work.tx.get('task', one.parentId)) if (isOf(one)) return
  for (const child of (await work.tx.list('task', { where: { parentId: task.id }, by: 'number', limit: 500 })).rows) if (isOf(child)) return
  const assignee = task.assigneeKind === 'agent' && task.assigneeId !== null ? await need(work.tx, 'agent', task.assigneeId) : undefined
  for (let boss = assignee?.reportsTo ?? null; boss !== null; boss = (await need(work.tx, 'agent', boss)).reportsTo) if (boss === agentId) return
  throw new PaperclipError('forbidden', `${task.identifier} is not yours to read: you are neither its assignee, reviewer or creator, nor above them.`)
}

function stale({ task, key, base }: { task: Task; key: string; base: number | null }, standing: Document | undefined): PaperclipError {
  if (!standing) return conflict('stale_revision', `base: ${task.identifier} has no document "${key}" (was ${base}). Leave "base" out to write the first revision.`)
  return conflict('stale_revision', `base: the document "${key}" on ${task.identifier} is at revision ${standing.revision} (was ${base ?? 'none'}). Read it, merge, and write with "base": ${standing.revision}.`)
}
