import type { KnownSecret } from '../../policy/redact.ts'
import { first } from '../find.ts'
import { read, type Deps } from '../work.ts'
import { companyKey } from './company-key.ts'
import { openValue, placeOf } from './seal.ts'

/** The values of those of these secrets that there are. */
export async function openSecrets(deps: Deps, companyId: string, slugs: readonly string[]): Promise<KnownSecret[]> {
  if (slugs.length === 0) return []
  const boxes = await read(deps, companyId, async view => {
    const found: { slug: string; id: string; box: string }[] = []
    for (const slug of new Set(slugs)) {
      const secret = await first(view, 'secret', { where: { slug }, by: 'id' })
      const sealed = secret && await view.get('sealed', secret.id)
      if (sealed) found.push({ slug, id: sealed.id, box: sealed.box })
    }
    return found
  })
  if (boxes.length === 0) return []
  const key = await companyKey(deps, companyId)
  return key ? boxes.map(({ slug, id, box }) => ({ slug, value: openValue({ key, place: placeOf(companyId, id) }, box) })) : []
}
