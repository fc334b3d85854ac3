import { z } from 'zod'
import type { Agent } from '../../domain/agent.ts'
import type { BriefNote } from '../../domain/brief.ts'
import { PaperclipError } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { note, type Note } from '../../domain/note.ts'
import type { CompanyView, Page, PageQuery } from '../../ports/store.ts'
import { defineAct, type Concern } from '../governance/act.ts'
import { agentRef, need } from '../find.ts'
import { nameOf } from '../agents/names.ts'
import { tell } from '../waking/wake.ts'
import { change, create, deed, remove, type Work } from '../work.ts'
import { searchNotes } from './search-notes.ts'
import { titleOf } from './title-of.ts'

const { title, body, rating } = note.shape
const RULE = { agent: 'note.write', board: 'operator', weight: 'work' } as const

/** Keeps a note: an agent's own, or the company's (`agent: null`), which every agent can recall. */
export const writeNote = defineAct({
  kind: 'note.write',
  input: z.strictObject({ agent: id().nullable().default(null), title: title.optional(), body: body.min(1) }),
  rule: RULE,
  concern: ({ tx }, { agent }) => whose(tx, agent),
  async perform(work, { agent: ref, title: called, body: text }): Promise<Note> {
    const owner = ref === null ? null : await agentRef(work.tx, ref)
    return keep(work, { kind: 'note', agentId: owner?.id ?? null, aboutId: null, title: called ?? titleOf(text), body: text, rating: null })
  },
})

/** Changes a note. */
export const updateNote = defineAct({
  kind: 'note.update',
  input: z.strictObject({ note: id(), title: title.optional(), body: body.min(1).optional() }),
  subject: ({ tx }, { note: ref }) => need(tx, 'note', ref),
  rule: RULE,
  concern: async ({ tx }, { note: ref }) => standingNote(tx, await need(tx, 'note', ref)),
  async perform(work, { note: ref, title: called, body: text }): Promise<Note> {
    const standing = await need(work.tx, 'note', ref)
    if (standing.kind === 'review') throw new PaperclipError('forbidden', 'A review stands as it was written. Write another one.')
    const { by } = work
    return change(deed(work, 'note', 'note.update'), standing, {
      title: called ?? standing.title, body: text ?? standing.body, authorKind: by.kind, authorId: by.id, runId: by.kind === 'agent' ? by.runId : null,                // it says now what they say
    })
  },
})

/** Forgets a note. */
export const removeNote = defineAct({
  kind: 'note.remove',
  input: z.strictObject({ note: id() }),
  subject: ({ tx }, { note: ref }) => need(tx, 'note', ref),
  rule: RULE,
  concern: async ({ tx, by }, { note: ref }) => {
    const standing = await need(tx, 'note', ref)
    if (standing.kind === 'review' && by.kind === 'agent') throw new PaperclipError('forbidden', 'Only the board removes a review.')
    return standingNote(tx, standing)
  },
  async perform(work, { note: ref }): Promise<Note> {
    const gone = await need(work.tx, 'note', ref)
    await remove(deed(work, 'note', 'note.remove'), gone)
    return gone
  },
})

/** Reviews an agent's work: a dated note that it is told, and that stays. */
export const reviewAgent = defineAct({
  kind: 'agent.review',
  input: z.strictObject({ agent: id(), body: body.min(1), rating: rating.default(null) }),
  rule: { agent: 'agent.review', board: 'operator', weight: 'power' },
  concern: async ({ tx }, { agent }) => ({ agents: [await agentRef(tx, agent)] }),
  async perform(work, { agent: ref, body: text, rating: given }): Promise<Note> {
    const agent = await agentRef(work.tx, ref)
    const review = await keep(work, { kind: 'review', agentId: null, aboutId: agent.id, title: titleOf(text), body: text, rating: given })
    await tell(work, agent, { cause: 'message', noun: 'note', refId: review.id })
    return review
  },
})

/** What an agent remembers that holds these words: its own notes and the company's, those that fit best first. */
export async function recall(view: CompanyView, agent: Agent, asked: PageQuery & { text: string }): Promise<Page<BriefNote>> {
  const { rows, next } = await searchNotes(view, { ...asked, agentIds: [agent.id, null] })
  return { next, rows: await Promise.all(rows.map(async ({ id: noteId, title: called, body: said, agentId, authorKind, authorId, updatedAt }): Promise<BriefNote> => ({
    id: noteId, title: called, body: said, of: agentId === null ? 'company' : 'self', by: await nameOf(view, authorKind, authorId) ?? authorId, byKind: authorKind, at: updatedAt.toISOString(),
  }))) }
}

const keep = (work: Work, written: Pick<Note, 'kind' | 'agentId' | 'aboutId' | 'title' | 'body' | 'rating'>): Promise<Note> => {
  const { by, now, deps } = work
  return create(deed(work, 'note', written.kind === 'review' ? 'agent.review' : 'note.write'), {
    id: deps.ids.next('not'), ...written, authorKind: by.kind, authorId: by.id, runId: by.kind === 'agent' ? by.runId : null, createdAt: now, updatedAt: now,
  })
}

/** What the board wrote, no agent changes. */
const standingNote = async (view: CompanyView, { agentId, authorKind }: Note): Promise<Concern> => ({
  ...await whose(view, agentId), exceeds: authorKind === 'operator' ? ['a say in what the board wrote'] : [],
})

const whose = async (view: CompanyView, agent: string | null): Promise<Concern> => (agent === null ? { agents: [], whole: 'company' } : { agents: [await agentRef(view, agent)] })
