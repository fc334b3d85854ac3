import type { PartyKind } from '../../domain/principal.ts'
import type { CompanyView } from '../../ports/store.ts'

/** What somebody is called: an agent's slug, an operator's name; null for nobody. */
export async function nameOf(view: CompanyView, kind: PartyKind | null, partyId: string | null): Promise<string | null> {
  if (kind === null || partyId === null) return null
  switch (kind) {
    case 'agent':
      return (await view.get('agent', partyId))?.slug ?? partyId
    case 'operator':
      return (await view.get('member', partyId))?.name ?? partyId
    case 'key':
      return (await view.get('accessKey', partyId))?.name ?? partyId
    case 'system':
      return 'paperclip'
  }
}
