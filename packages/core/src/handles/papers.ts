import { notFound } from '../domain/error.ts'
import { agentRef, need, skillRef, taskRef } from '../operations/find.ts'
import { keptBytes, readBytes, type ArtifactInput } from '../operations/papers/attach-artifact.ts'
import type { Note } from '../domain/note.ts'
import { searchNotes } from '../operations/papers/search-notes.ts'
import { documentOn, readDocument } from '../operations/papers/write-document.ts'
import { readSkillFile } from '../operations/skills/read-skill.ts'
import { keptFiles, type SkillInput } from '../operations/skills/set-skill.ts'
import { checkMayDo, govern, type Governed } from '../operations/governance/govern.ts'
import type { ActInput } from '../operations/governance/acts.ts'
import type { DirectedPageQuery, Page, PageQuery } from '../ports/store.ts'
import type { ChangeOptions, Door, Given, ListQuery, VerbOptions } from './door.ts'

export const documentVerbs = ({ act, look }: Door) => ({
  /** Writes the next revision of a document on a task. `base` is the revision that was read; leave it out for the first. */
  write: (task: string, given: Given<'document.write', 'task'>, options?: VerbOptions) => act('document.write', { task, ...given }, options),
  /** A document with its text: the one in force unless another revision is asked for. */
  read: (task: string, key: string, revision?: number) => look(async view => readDocument(view, { task: await taskRef(view, task), key, revision })),
  /** The documents on a task, without their texts, oldest first. */
  list: (task: string, page: DirectedPageQuery = {}) => look(async view => view.list('document', { where: { taskId: (await taskRef(view, task)).id }, by: 'createdAt', ...page })),
  /** Every text a document has had, oldest first. */
  revisions: (task: string, key: string, page: DirectedPageQuery = {}) => look(async view => view.list('documentRevision', { where: { documentId: (await documentOn(view, await taskRef(view, task), key)).id }, by: 'number', ...page })),
  remove: (task: string, key: string, options?: VerbOptions) => act('document.remove', { task, key }, options),
})

export const artifactVerbs = ({ act, look, list, deps, companyId, by }: Door) => ({
  /** Puts a file on a task, or (`null`) on the company. Throws `too_large` above 25 MB. */
  attach: async (task: string | null, file: ArtifactInput, options?: VerbOptions) => {
    await checkMayDo({ deps, companyId, by }, 'artifact.attach')
    if (task !== null) await look(view => taskRef(view, task))
    return act('artifact.attach', { task, ...await keptBytes({ deps, companyId }, file) }, options)
  },
  /** The bytes of an artifact. */
  read: async (artifact: string): Promise<Uint8Array> => {
    return readBytes({ deps, companyId }, await look(view => need(view, 'artifact', artifact)))
  },
  remove: (artifact: string, options?: VerbOptions) => act('artifact.remove', { artifact }, options),
  get: (artifact: string) => look(view => need(view, 'artifact', artifact)),
  list: (query: ListQuery<'artifact'> = {}) => list('artifact', { by: 'createdAt', ...query }),
})

export const noteVerbs = ({ act, look, list }: Door) => ({
  /** Keeps a note: an agent's, or the company's, which every agent can recall. */
  write: (input: ActInput<'note.write'>, options?: VerbOptions) => act('note.write', input, options),
  update: (note: string, change: Given<'note.update', 'note'>, options?: ChangeOptions) => act('note.update', { note, ...change }, options),
  remove: (note: string, options?: ChangeOptions) => act('note.remove', { note }, options),
  get: (note: string) => look(view => need(view, 'note', note)),
  list: (query: ListQuery<'note'> = {}) => list('note', { by: 'createdAt', ...query }),
  /** Notes that hold these words, those that fit best first: of one agent, of the company (`agent: null`), or all. */
  search: (text: string, { agent, ...page }: PageQuery & { agent?: string | null } = {}): Promise<Page<Note>> => look(async view =>
    searchNotes(view, { text, ...page, ...agent === undefined ? {} : { agentIds: [agent === null ? null : (await agentRef(view, agent)).id] } })),
})

export const skillVerbs = ({ act, look, list, deps, companyId, by }: Door) => ({
  /** Creates a skill, or gives it a new version. `files` holds `SKILL.md` and whatever it refers to. */
  set: async (input: SkillInput, options?: ChangeOptions) => {
    await checkMayDo({ deps, companyId, by }, 'skill.set')
    return act('skill.set', await keptFiles({ deps, companyId }, input), options)
  },
  /** The same, or asks the board where it takes two. */
  propose: async (input: SkillInput, options: ChangeOptions & { reason?: string } = {}): Promise<Governed> => {
    await checkMayDo({ deps, companyId, by }, 'skill.set')
    return govern({ deps, companyId, by }, { kind: 'skill.set', input: await keptFiles({ deps, companyId }, input), mode: 'propose', ...options })
  },
  remove: (skill: string, options?: ChangeOptions) => act('skill.remove', { skill }, options),
  get: (ref: string) => look(view => skillRef(view, ref)),
  list: (query: ListQuery<'skill'> = {}) => list('skill', { by: 'createdAt', ...query }),
  /** Every version a skill has had, with its files, oldest first. */
  versions: (ref: string, page: DirectedPageQuery = {}) => look(async view => view.list('skillVersion', { where: { skillId: (await skillRef(view, ref)).id }, by: 'number', ...page })),
  /** The bytes of one file of a skill, of the version in force unless said. */
  read: async (ref: string, path: string, version?: number): Promise<Uint8Array> => {
    const file = await look(async view => {
      const skill = await skillRef(view, ref)
      const { files } = await need(view, 'skillVersion', `${skill.id}:${version ?? skill.version}`)
      return files.find(one => one.path === path)
    })
    if (!file) throw notFound(`file in the skill "${ref}"`, path)
    return readSkillFile(deps, companyId, file)
  },
})
