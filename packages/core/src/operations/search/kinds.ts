import type { AuditedNoun, Row } from '../../domain/nouns.ts'
import type { Task } from '../../domain/task.ts'
import type { CompanyView, SearchPlace } from '../../ports/store.ts'
import { placeFound, searchedTexts } from '../../store/search.ts'
import { need } from '../find.ts'
import { titleOf } from '../papers/title-of.ts'
import { agentsByRole } from './agents-by-role.ts'
import { excerptOf, marksIn, type Mark } from './excerpt.ts'

/** What can be searched for. */
export const SEARCH_KINDS = ['task', 'message', 'document', 'note', 'artifact', 'goal', 'project', 'routine', 'agent', 'role', 'skill', 'tool', 'approval'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** Something that was found. */
export interface SearchHit {
  kind: SearchKind
  id: string
  /** What people call it: a task's identifier, a slug, a document's key; null for what has only an id. */
  ref: string | null
  title: string
  /** The part of its text that tells most of the words, on one line; empty where it has none. */
  excerpt: string
  /** Where the words stand in `title` and `excerpt`. */
  marks: { title: Mark[]; excerpt: Mark[] }
  /** The task that it is, or lies on. */
  taskId: string | null
  /** When it was made; of a document, when its text was written. */
  at: Date
}

/** What is looked for in one kind. */
export interface Wanted { text: string; words: readonly string[]; after: SearchPlace | null; limit: number }

/** What was found, before anybody has read it. */
export interface Found { kind: SearchKind; place: SearchPlace; read(): Promise<SearchHit> }

/** What is told of a row; `also` is what it is found by beside its own texts. */
type Told = Pick<SearchHit, 'ref'> & Partial<Pick<SearchHit, 'id' | 'title' | 'taskId'>> & { also?: string }

/** How rows of a noun are told as hits. */
interface Telling<N extends AuditedNoun> { kind: SearchKind; noun: N; tell(row: Row<N>, view: CompanyView): Told | Promise<Told> }

function foundAs<N extends AuditedNoun>({ kind, noun, tell }: Telling<N>, row: Row<N>, { view, words }: { view: CompanyView; words: readonly string[] }): Found {
  const place = placeFound(noun, row, words)
  const read = async (): Promise<SearchHit> => {
    const { first, other } = searchedTexts(noun, row), { ref, id = place.id, title = first[0] ?? titleOf(other[0] ?? ''), taskId = null, also } = await tell(row, view)
    const excerpt = excerptOf(also === undefined ? other : [...other, also], words)
    return { kind, id, ref, title, excerpt: excerpt.text, marks: { title: marksIn(title, words), excerpt: excerpt.marks }, taskId, at: new Date(place.at) }
  }
  return { kind, place, read }
}

const finding = <N extends AuditedNoun>(telling: Telling<N>) => async (view: CompanyView, { text, words, after, limit }: Wanted): Promise<Found[]> =>
  (await view.search(telling.noun, { text, after, limit })).map(row => foundAs(telling, row, { view, words }))

const TASK: Telling<'task'> = { kind: 'task', noun: 'task', tell: ({ id, identifier }) => ({ ref: identifier, taskId: id }) }

/** A task, as one that was found. */
export const taskAsFound = (view: CompanyView, row: Task, words: readonly string[]): Found => foundAs(TASK, row, { view, words })

const AGENT: Telling<'agent'> = { kind: 'agent', noun: 'agent', tell: async ({ slug, roleId }, view) => ({ ref: slug, also: (await need(view, 'role', roleId)).title }) }

/** Agents, by what is written of them and by what their role is called. */
async function findAgents(view: CompanyView, wanted: Wanted): Promise<Found[]> {
  const { text, words, after, limit } = wanted
  const [own, byRole] = await Promise.all([view.search('agent', { text, after, limit }), agentsByRole(view, wanted)])
  return [...new Map([...own, ...byRole].map(agent => [agent.id, agent])).values()].map(agent => foundAs(AGENT, agent, { view, words }))
}

const named = (row: { slug: string }): Told => ({ ref: row.slug }), unnamed = (): Told => ({ ref: null })

/** How each kind is found, and what is told of it. */
export const FINDING: Readonly<Record<SearchKind, (view: CompanyView, wanted: Wanted) => Promise<Found[]>>> = {
  task: finding(TASK),
  message: finding({
    kind: 'message', noun: 'message',
    async tell({ taskId }, view) {
      const task = taskId === null ? undefined : await view.get('task', taskId)
      return task ? { ref: task.identifier, title: task.title, taskId } : { ref: null }
    },
  }),
  document: finding({
    kind: 'document', noun: 'documentRevision',
    async tell({ documentId: id }, view) {
      const document = await view.get('document', id)
      return { id, ref: document?.key ?? null, taskId: document?.taskId ?? null }
    },
  }),
  note: finding({ kind: 'note', noun: 'note', tell: unnamed }),
  artifact: finding({ kind: 'artifact', noun: 'artifact', tell: ({ taskId }) => ({ ref: null, taskId }) }),
  goal: finding({ kind: 'goal', noun: 'goal', tell: unnamed }),
  project: finding({ kind: 'project', noun: 'project', tell: named }),
  routine: finding({ kind: 'routine', noun: 'routine', tell: named }),
  agent: findAgents,
  role: finding({ kind: 'role', noun: 'role', tell: named }),
  skill: finding({ kind: 'skill', noun: 'skill', tell: named }),
  tool: finding({ kind: 'tool', noun: 'tool', tell: named }),
  approval: finding({ kind: 'approval', noun: 'approval', tell: unnamed }),
}
