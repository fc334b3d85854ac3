import type { Alarm } from '../../domain/alarm.ts'
import type { BriefItem } from '../../domain/brief.ts'
import type { CompanyView, Page, PageQuery } from '../../ports/store.ts'
import { sifted } from '../pages.ts'
import { itemFor } from './brief.ts'
import { cursorAt } from './workload.ts'

/** Whose inbox it is, from where on, and up to where. */
type Inbox = Pick<Alarm, 'id' | 'cursor'> & { upTo?: number }

/** What an agent has not seen yet, oldest first: items that are parked, or whose matter is gone, are left out. */
export const inboxOf = (view: CompanyView, { id: agentId, cursor, upTo = Infinity }: Inbox, { after, limit }: PageQuery): Promise<Page<BriefItem>> =>
  sifted(view, { noun: 'item', where: { agentId }, by: 'seq', after: after ?? cursorAt(cursor), ...limit === undefined ? {} : { limit } }, item => (item.parkedAt !== null || item.seq <= cursor || item.seq > upTo ? null : itemFor(view, item, agentId)))
