import { z } from 'zod'
import { artifact, type Artifact } from '../../domain/document.ts'
import { PaperclipError } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { parse } from '../../domain/parse.ts'
import type { CompanyView } from '../../ports/store.ts'
import { defineAct } from '../governance/act.ts'
import { all, need, taskRef } from '../find.ts'
import { aboutTask, checkMine, touch } from '../tasks/task-deed.ts'
import { create, deed, remove, type Deps } from '../work.ts'
import { dropBytes, isUsed, putBack } from './kept-bytes.ts'
import { checkHand } from './write-document.ts'

const RULE = { agent: 'own_desk', board: 'operator', weight: 'work' } as const
const { name, mediaType } = artifact.shape

/** Puts a file on a task whose bytes are among the blobs already. An agent attaches to what is its own. */
export const attachArtifact = defineAct({
  kind: 'artifact.attach',
  input: z.strictObject({ task: id().nullable().default(null), name, mediaType, bytes: artifact.shape.bytes, sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hex') }),
  rule: RULE,
  async prepare({ deps, companyId }, { sha256, bytes, name: called }) {
    const body = await deps.blobs.get(companyId, sha256)
    if (!body) throw new PaperclipError('invalid_input', `sha256: the bytes of "${called}" are not among the blobs of this company. Attach the file itself.`)
    if (body.byteLength !== bytes) throw new PaperclipError('invalid_input', `bytes: "${called}" has ${body.byteLength} bytes (was ${bytes}).`)
    return () => putBack({ deps, companyId }, { sha256, body })
  },
  concern: aboutTask,
  async perform(work, { task: ref, ...file }): Promise<Artifact> {
    const { tx, by, now, deps } = work
    const task = ref === null ? null : await taskRef(tx, ref)
    if (task) {
      await checkHand(work, task)
      await touch(work, task.id)
    }
    const runId = by.kind === 'agent' ? by.runId : null
    if (runId !== null) await checkRoom({ tx, deps }, runId, file)
    return create(deed(work, 'artifact', 'artifact.attach'), { id: deps.ids.next('art'), taskId: task?.id ?? null, runId, ...file, authorKind: by.kind, authorId: by.id, createdAt: now })
  },
})

/** Throws `too_large` if a run would attach more than it may. */
export async function checkRoom({ tx, deps }: { tx: CompanyView; deps: Pick<Deps, 'limits'> }, runId: string, file: Pick<Artifact, 'name' | 'bytes'>): Promise<void> {
  const most = deps.limits.runArtifactBytes
  const before = (await all(tx, 'artifact', { where: { runId }, by: 'createdAt' })).reduce((sum, { bytes }) => sum + bytes, 0)
  if (before + file.bytes > most) throw new PaperclipError('too_large', `One run may attach ${most} bytes: this one has attached ${before}, and "${file.name}" is ${file.bytes}.`)
}

/** Takes a file off. Its bytes go with the last artifact that has them. */
export const removeArtifact = defineAct({
  kind: 'artifact.remove',
  input: z.strictObject({ artifact: id() }),
  rule: RULE,
  concern: async (work, { artifact }) => aboutTask(work, { task: work.by.kind === 'key' ? (await need(work.tx, 'artifact', artifact)).taskId : null }),
  async perform(work, { artifact: ref }): Promise<Artifact> {
    const gone = await need(work.tx, 'artifact', ref)
    if (work.by.kind === 'agent' && gone.authorId !== work.by.id) {
      if (gone.taskId === null) throw new PaperclipError('forbidden', `"${gone.name}" is not yours.`)
      await checkMine(work, await need(work.tx, 'task', gone.taskId))
    }
    await remove(deed(work, 'artifact', 'artifact.remove'), gone)
    const { deps, companyId } = work
    if (!(await isUsed(work.tx, gone.sha256))) work.after.push(() => void dropBytes({ deps, companyId }, gone.sha256).catch(error => deps.logger.warn('The bytes of a removed artifact could not be removed.', { sha256: gone.sha256, error })))
    return gone
  },
})

/** The bytes of an artifact. */
export async function readBytes({ deps, companyId }: { deps: Deps; companyId: string }, { name: called, sha256 }: Pick<Artifact, 'name' | 'sha256'>): Promise<Uint8Array> {
  const bytes = await deps.blobs.get(companyId, sha256)
  if (!bytes) throw new PaperclipError('unavailable', `The bytes of "${called}" are not among the blobs of this installation (${sha256}). Were its files moved or restored without them?`)
  return bytes
}

/** A file as it is handed in. */
export interface ArtifactInput { name: string; mediaType?: string; body: Uint8Array | AsyncIterable<Uint8Array> }

/** Keeps a file's bytes for the act that attaches them. Throws `too_large` for more than a file may have. */
export async function keptBytes({ deps, companyId }: { deps: Deps; companyId: string }, { name: called, mediaType: type = 'application/octet-stream', body }: ArtifactInput): Promise<Omit<z.input<typeof attachArtifact.input>, 'task'>> {
  const file = parse(z.strictObject({ name, mediaType }), { name: called, mediaType: type }, 'The artifact')
  return { ...file, ...await deps.blobs.put(companyId, body, { most: deps.limits.artifactBytes }) }
}
