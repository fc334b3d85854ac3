import { z } from 'zod'
import { EMAIL, type Invitation } from '../../domain/account.ts'
import { durationInput } from '../../domain/duration.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { isAtLeast, member, type BoardLevel } from '../../domain/member.ts'
import { parse } from '../../domain/parse.ts'
import { LOCAL_OPERATOR, type Principal } from '../../domain/principal.ts'
import type { CompanyView, DirectedPageQuery, Page } from '../../ports/store.ts'
import { first } from '../find.ts'
import { checkMayDo, govern } from '../governance/govern.ts'
import { sifted } from '../pages.ts'
import { once } from '../governance/idempotency.ts'
import { change, create, deed, read, type Deps, type Work } from '../work.ts'
import { accountInput, addAccount, type AccountInput, type NewAccount } from './accounts.ts'
import { accountFrom, checkActive, linkedAccount, subjectOf, type Identity } from './identities.ts'
import { atInstallation, checkOwnsInstallation, ownsInstallation, readInstallation, type Keeper } from './installation.ts'
import { isOpen } from './open-invitations.ts'
import { hashPassword } from './passwords.ts'
import { digestOfToken, randomProof, readToken, writeToken } from './token-text.ts'

type Operator = Principal & { kind: 'operator' }
const BOARD_MS = 7 * 86_400_000, LOCAL_MS = 10 * 60_000

const boardInput = z.strictObject({ email: EMAIL.nullable().default(null), level: member.shape.level.default('operator'), expiresIn: durationInput(60_000, 30 * 86_400_000).default(BOARD_MS) })
export type BoardInvitation = z.input<typeof boardInput>

/** An invitation that was just made. `code` is shown this once. */
export interface MadeInvitation { invitation: Invitation; code: string }

/** Invites somebody onto a company's board. They join by the rights the inviter then has. */
export async function inviteToBoard(keeper: Keeper & { by: Operator; key?: string | undefined }, companyId: string, input: BoardInvitation): Promise<MadeInvitation> {
  const { email, level, expiresIn } = parse(boardInput, input, 'The invitation')
  await checkMayDo({ ...keeper, companyId }, 'member.set')
  return made(keeper, { kind: 'board', email, boardOf: companyId, level, expiresIn })
}

/** Invites somebody to own this installation: the first one by the link that is printed when a server starts without any. */
export async function inviteOwner(keeper: Keeper & { by: Operator; key?: string | undefined }): Promise<MadeInvitation> {
  await readInstallation(keeper.deps, view => checkOwnsInstallation(view, keeper.by))
  return made(keeper, { kind: 'owner', email: null, boardOf: null, level: null, expiresIn: BOARD_MS })
}

/** A code that seats whoever has it at this machine's own desk, for ten minutes and once. */
export const inviteLocal = (deps: Deps): Promise<MadeInvitation> => made({ deps, by: LOCAL_OPERATOR }, { kind: 'local', email: null, boardOf: null, level: null, expiresIn: LOCAL_MS })

type Invite = Pick<Invitation, 'kind' | 'email' | 'boardOf' | 'level'> & { expiresIn: number }

async function made({ deps, by, key }: Keeper & { key?: string | undefined }, { expiresIn, ...invite }: Invite): Promise<MadeInvitation> {
  const code = writeToken({ kind: 'code', place: '', proof: randomProof(deps.ids) })
  const digest = digestOfToken(code)
  const invitation = await atInstallation({ deps, by }, work => once(work, { key, by, kind: 'invitation.create', input: { digest }, about: invite.boardOf }, () => create(deed(work, 'invitation', 'invitation.create'), {          // a code cannot be told again: the same key is a conflict
    id: deps.ids.next('inv'), digest, ...invite, invitedById: by.id, createdAt: work.now, expiresAt: new Date(work.now.getTime() + expiresIn), usedAt: null, usedById: null, revokedAt: null,
  })))
  return { invitation, code }
}

const refused = () => new PaperclipError('unauthorized', 'This link was used already, was withdrawn, or has run out. Ask for another.')

/** What a code leads to, for whoever has it. Throws `unauthorized` for one that is not good any more. */
export async function readInvitation(deps: Deps, code: string): Promise<Invitation> {
  const found = readToken(code)?.kind === 'code' ? await readInstallation(deps, view => first(view, 'invitation', { where: { digest: digestOfToken(code) }, by: 'id' })) : undefined
  if (!found || found.revokedAt !== null || (found.usedAt !== null && found.kind === 'local') || found.expiresAt <= deps.clock.now()) throw refused()
  return found
}

/** Who uses an invitation: somebody who is signed in, who makes an account by it, or whom a provider of OpenID Connect knows. */
export type Guest = { kind: 'operator'; id: string } | { kind: 'new'; account: AccountInput } | { kind: 'elsewhere'; identity: Identity }

/** Uses an invitation, once: the same guest may do it again within a day, should it have stopped half way. Returns as whom they are here now. */
export async function acceptInvitation(deps: Deps, code: string, guest: Guest | null): Promise<Operator> {
  const invitation = await readInvitation(deps, code)
  if (invitation.kind === 'local') return atInstallation({ deps, by: LOCAL_OPERATOR }, async work => use(work, await needUnused(work, invitation), LOCAL_OPERATOR.id))
  if (!guest) throw new PaperclipError('invalid_input', 'account: say who you are: e-mail address, name and a password.', { fields: [{ field: 'account', problem: 'is missing' }] })
  if (invitation.boardOf !== null) await checkMayDo({ deps, companyId: invitation.boardOf, by: operator(invitation.invitedById) }, 'member.set')
  const arrival = await arrived(deps, invitation, guest)
  await seat(deps, invitation, arrival)
  return arrival
}

async function arrived(deps: Deps, invitation: Invitation, guest: Guest): Promise<Operator> {
  switch (guest.kind) {
    case 'operator':
      return joined(deps, invitation, guest.id)
    case 'new': {
      const { email, name, password } = parse(accountInput, guest.account, 'The account')
      checkMeant(invitation, email)
      return welcomed(deps, invitation, { email, name, kept: await hashPassword(deps.ids, password), subject: null })
    }
    case 'elsewhere': {
      const known = await readInstallation(deps, view => linkedAccount(view, guest.identity))
      if (known) await checkActive(deps, known, guest.identity)
      if (known) return joined(deps, invitation, known.id)
      const account = accountFrom(guest.identity)
      checkMeant(invitation, account.email)
      return welcomed(deps, invitation, { ...account, kept: null, subject: subjectOf(guest.identity) })
    }
  }
}

/** Throws where an invitation is for somebody else. */
function checkMeant({ email }: Invitation, given: string | undefined): void {
  if (email !== null && given !== email) throw new PaperclipError('forbidden', `This invitation is for "${email}".`)
}

const operator = (id: string): Operator => ({ kind: 'operator', id })

/** Uses an invitation with an account there is. */
async function joined(deps: Deps, invitation: Invitation, operatorId: string): Promise<Operator> {
  if (invitation.usedAt === null) await checkGains(deps, invitation, operatorId)
  return atInstallation({ deps, by: operator(operatorId) }, async work => {
    const standing = await needGood(work, invitation)
    if (operatorId === standing.invitedById) throw conflict('wrong_state', 'You made this invitation yourself: give it to whom you mean.')
    if (await isAgain(work, standing)) return operator(operatorId)
    const account = await work.tx.get('account', operatorId)
    checkMeant(invitation, account?.email)
    if (account && invitation.kind === 'owner') await change(deed(work, 'account', 'account.update'), account, { level: 'owner' })
    return use(work, standing, operatorId)
  })
}

/** Uses an invitation with an account that is made by it. */
const welcomed = (deps: Deps, invitation: Invitation, account: Omit<NewAccount, 'level'>): Promise<Operator> => atInstallation({ deps, by: operator(invitation.invitedById) }, async work => {
  const standing = await needUnused(work, invitation)
  const { id } = await addAccount(work, { ...account, level: invitation.kind === 'owner' ? 'owner' : 'member' })
  return use(work, standing, id)
})

/** Throws for whoever sits on the board already, as high as an invitation leads: it stays good for whom it is meant. */
async function checkGains(deps: Deps, { boardOf, level }: Invitation, operatorId: string): Promise<void> {
  const sitsAs = boardOf === null ? undefined : await levelOn(deps, boardOf, operatorId)
  if (sitsAs && level !== null && isAtLeast(sitsAs, level)) throw conflict('wrong_state', `You sit on this board already, as "${sitsAs}".`)
}

/** An invitation that was not withdrawn, has not run out, and whose inviter may still let others in. */
async function needGood({ tx, now }: Work, { id }: Invitation): Promise<Invitation> {
  const standing = await tx.get('invitation', id)
  if (!standing || standing.revokedAt !== null || standing.expiresAt <= now || !(await mayInvite(tx, standing))) throw refused()
  return standing
}

async function needUnused(work: Work, invitation: Invitation): Promise<Invitation> {
  const standing = await needGood(work, invitation)
  if (standing.usedAt !== null) throw refused()
  return standing
}

/** True if whoever made an invitation is still who may. An operator without an account is a program's own: its company's board judges it. */
async function mayInvite(view: CompanyView, { kind, invitedById }: Invitation): Promise<boolean> {
  if (kind !== 'board') return ownsInstallation(view, operator(invitedById))
  return (await view.get('account', invitedById))?.status !== 'disabled'
}

/** True for a guest who has used an invitation, as long as its seats are given no second time; throws for one that somebody else has. */
async function isAgain({ tx, by, now, deps }: Work, { kind, usedAt, usedById }: Invitation): Promise<boolean> {
  if (usedAt === null) return false
  const isLate = now.getTime() - usedAt.getTime() >= deps.limits.idempotencyMs
  if (usedById !== by.id || isLate || (kind === 'owner' && !(await ownsInstallation(tx, by)))) throw refused()
  return true
}

async function use(work: Work, standing: Invitation, operatorId: string): Promise<Operator> {
  await change(deed(work, 'invitation', 'invitation.use'), standing, { usedAt: work.now, usedById: operatorId })
  return operator(operatorId)
}

/** Gives a guest the seats an invitation leads to, in the name of whoever invited them. A seat that is higher stays as it is. */
async function seat(deps: Deps, { id, kind, boardOf, level, invitedById }: Invitation, guest: Operator): Promise<void> {
  const by = operator(invitedById)
  const name = await readInstallation(deps, async view => (await view.get('account', guest.id))?.name ?? guest.id)
  const sit = async (company: string, as: BoardLevel) => {
    const sitsAs = await levelOn(deps, company, guest.id)
    if (sitsAs && !isAtLeast(as, sitsAs)) return
    await govern({ deps, companyId: company, by }, { kind: 'member.set', input: { id: guest.id, name, level: as }, mode: 'propose', key: `invitation:${id}`, reason: 'They were invited, and came.' })
  }
  if (kind === 'board' && boardOf !== null && level !== null) return sit(boardOf, level)
  for (const company of await companiesOwnedBy(deps, by)) await sit(company, 'owner')
}

const levelOn = (deps: Deps, companyId: string, operatorId: string): Promise<BoardLevel | undefined> => read(deps, companyId, async view => (await view.get('member', operatorId))?.level)

/** The companies that an operator owns: whoever comes to own an installation sits where its operator sat. */
async function companiesOwnedBy(deps: Deps, by: Operator): Promise<string[]> {
  const owned: string[] = []
  let after: string | null = null
  do {
    const page: { rows: { id: string }[]; next: string | null } = await deps.store.instance.companies({ after })
    for (const { id } of page.rows) if (await levelOn(deps, id, by.id) === 'owner') owned.push(id)
    after = page.next
  } while (after !== null)
  return owned
}

/** Invitations that still lead somewhere, oldest first unless said: of a company's board, or (`null`) of the installation. */
export const invitationsOf = (deps: Deps, boardOf: string | null, page: DirectedPageQuery): Promise<Page<Invitation>> => readInstallation(deps, view =>
  sifted(view, { noun: 'invitation', where: { boardOf }, by: 'createdAt', ...page }, one => (one.kind !== 'local' && isOpen(one, deps.clock.now()) ? one : null)))

/** Withdraws an invitation. Whoever calls has checked that it is theirs to withdraw. */
export async function revokeInvitation({ deps, by, key }: Keeper & { key?: string | undefined }, { id, boardOf }: Pick<Invitation, 'id' | 'boardOf'>): Promise<Invitation> {
  return atInstallation({ deps, by }, work => once(work, { key, by, kind: 'invitation.revoke', input: { id }, about: boardOf }, async () => {
    const standing = await work.tx.get('invitation', id)
    if (!standing || standing.boardOf !== boardOf) throw new PaperclipError('not_found', `There is no invitation "${id}" here.`)
    if (standing.usedAt !== null) throw conflict('wrong_state', 'This invitation was used already: take its guest off the board instead.')
    return change(deed(work, 'invitation', 'invitation.revoke'), standing, { revokedAt: work.now })
  }))
}
