import { z } from 'zod'
import { company } from '../../domain/company.ts'
import { member } from '../../domain/member.ts'
import { id } from '../../domain/fields.ts'
import { defined } from '../../domain/defined.ts'
import { conflict, notFound, PaperclipError } from '../../domain/error.ts'
import { ABOUT_NOBODY, defineAct } from './act.ts'
import { readInstallation } from '../access/installation.ts'
import { all, first, need } from '../find.ts'
import { change, create, deed, remove, type Deps } from '../work.ts'

const { name, mission, zone, boardMinimum, maxRuns, agentRunsPerHour } = company.shape

/** Changes what a company is called, wants and allows. A new zone counts from the next window of each budget. */
export const updateCompany = defineAct({
  kind: 'company.update',
  input: z.strictObject({ name, mission, zone, boardMinimum, maxRuns, agentRunsPerHour }).partial(),
  subject: ({ tx, companyId }) => tx.get('company', companyId),
  rule: { agent: 'board', board: 'owner', weight: 'power' },
  concern: ABOUT_NOBODY,
  perform: async (work, patch) => change(deed(work, 'company', 'company.update'), await need(work.tx, 'company', work.companyId), defined(patch)),
})

/** Puts somebody on the board, or changes their level; `level: null` takes them off, or says `not_found` of whoever is not on it. The last owner stays. */
export const setMember = defineAct({
  kind: 'member.set',
  input: z.strictObject({ id: id(), name: member.shape.name.optional(), level: member.shape.level.nullable() }),
  subject: ({ tx }, { id: memberId }) => tx.get('member', memberId),
  rule: { agent: 'board', board: 'owner', weight: 'power', archived: 'allowed' },
  prepare: ({ deps }, { id: memberId, level }) => (level === null ? Promise.resolve() : checkCanAct(deps, memberId)),
  concern: ABOUT_NOBODY,
  async perform(work, { id: memberId, name: called, level }) {
    const standing = await work.tx.get('member', memberId)
    const owners = await all(work.tx, 'member', { where: { level: 'owner' }, by: 'createdAt' })
    if (standing?.level === 'owner' && level !== 'owner' && owners.length === 1) throw conflict('wrong_state', `"${memberId}" is the only owner. Make somebody else an owner first.`)
    if (level !== null) {
      if (standing) return change(deed(work, 'member', 'member.set'), standing, { level, name: called ?? standing.name })
      return create(deed(work, 'member', 'member.set'), { id: memberId, name: called ?? memberId, level, createdAt: work.now })
    }
    if (!standing) throw notFound('member', memberId)
    await remove(deed(work, 'member', 'member.remove'), standing)
    return null
  },
})

/** Throws for a seat that nobody could take: that of an account which is not there, or, where people have accounts, of an e-mail address. */
async function checkCanAct(deps: Deps, memberId: string): Promise<void> {
  if (!memberId.startsWith('usr_') && !memberId.includes('@')) return
  const { known, some } = await readInstallation(deps, async view => ({ known: await view.get('account', memberId), some: await first(view, 'account', { by: 'createdAt' }) }))
  if (memberId.startsWith('usr_') && !known) throw notFound('account', memberId)
  if (memberId.includes('@') && some) throw new PaperclipError('invalid_input', `Nobody acts under an e-mail address here ("${memberId}"): people act under the ids of their accounts. Invite them to the board; those who are on it are named by the id that member list shows.`)
}

