import type { CompanyView } from '../../ports/store.ts'
import { all, first } from '../find.ts'
import { read, type Authority } from '../work.ts'

/** Where bytes are kept. */
type Place = Pick<Authority, 'deps' | 'companyId'>

/** Bytes under their digest. */
interface Kept { sha256: string; body: Uint8Array }

/** Puts bytes back where they are gone: an act came to need them while they were removed. */
export async function putBack({ deps, companyId }: Place, { sha256, body }: Kept): Promise<void> {
  if (!(await deps.blobs.has(companyId, sha256))) await deps.blobs.put(companyId, body, { most: body.byteLength })
}

/**
 * Removes bytes that nothing needs any more. No transaction holds whoever attaches the same meanwhile, here or on another node: so both look once more when they are done, and whichever of
 * them comes last finds what the other did, and puts the bytes back.
 */
export async function dropBytes(place: Place, sha256: string): Promise<void> {
  const { deps, companyId } = place, isNeeded = () => read(deps, companyId, view => isUsed(view, sha256))
  if (await isNeeded()) return
  const body = await deps.blobs.get(companyId, sha256)
  if (!body) return
  await deps.blobs.remove(companyId, sha256)
  if (await isNeeded()) await putBack(place, { sha256, body })
}

/** True if an artifact or a version of a skill has these bytes. */
export async function isUsed(view: CompanyView, sha256: string): Promise<boolean> {
  if (await first(view, 'artifact', { where: { sha256 }, by: 'createdAt' })) return true
  for (const { id: skillId } of await all(view, 'skill', { by: 'createdAt' })) {
    if ((await all(view, 'skillVersion', { where: { skillId }, by: 'number' })).some(({ files }) => files.some(file => file.sha256 === sha256))) return true
  }
  return false
}
