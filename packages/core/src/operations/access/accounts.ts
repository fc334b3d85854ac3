import { z } from 'zod'
import { account, EMAIL, type Account } from '../../domain/account.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import type { Row } from '../../domain/nouns.ts'
import { parse } from '../../domain/parse.ts'
import { LOCAL_OPERATOR } from '../../domain/principal.ts'
import type { CompanyView, Page, Query } from '../../ports/store.ts'
import { all, first } from '../find.ts'
import { checkAt } from '../governance/check-version.ts'
import { once } from '../governance/idempotency.ts'
import { change, create, deed, type Work } from '../work.ts'
import { atInstallation, checkOwnsInstallation, readInstallation, type Keeper } from './installation.ts'
import { endLogins } from './logins.ts'
import { withdrawInvitations } from './open-invitations.ts'
import { hashPassword, isPassword, password } from './passwords.ts'

export const accountInput = z.strictObject({ email: EMAIL, name: account.shape.name, password })
export type AccountInput = z.input<typeof accountInput>

const changeInput = z.strictObject({ name: account.shape.name, status: account.shape.status, level: account.shape.level }).partial()
export type AccountChange = z.input<typeof changeInput>

/** An account that is to be made: what is kept of its password, and of who it is elsewhere. */
export type NewAccount = Pick<Account, 'email' | 'name' | 'level'> & { kept: string | null; subject: string | null }

/** Writes a new account. Throws `conflict` (`exists`) where the address has one. */
export async function addAccount(work: Work, { email, name, level, kept, subject }: NewAccount): Promise<Account> {
  if (await first(work.tx, 'account', { where: { email }, by: 'id' })) throw conflict('exists', subject === null ? `There is an account for "${email}" already: sign in.` : `There is an account for "${email}" already: sign in with its password, and link it.`)
  const accountId = work.deps.ids.next('usr')
  await work.tx.put('credential', { id: accountId, password: kept, subject })
  return create(deed(work, 'account', 'account.create'), { id: accountId, email, name, level, status: 'active', createdAt: work.now, updatedAt: work.now })
}

/** Accounts, oldest first unless said: for owners of the installation. */
export const accountsOf = ({ deps, by }: Keeper, query: Partial<Query<'account'>>): Promise<Page<Account>> => readInstallation(deps, async view => {
  await checkOwnsInstallation(view, by)
  return view.list('account', { by: 'createdAt', ...query })
})

/** An account: for owners of the installation. */
export const accountOf = ({ deps, by }: Keeper, accountId: string): Promise<Account> => readInstallation(deps, async view => {
  await checkOwnsInstallation(view, by)
  return need(view, accountId)
})

/** Renames an account, disables it or lets it in again, or changes whether it owns the installation. Disabling ends its logins, and withdraws its invitations. */
export async function changeAccount(keeper: Keeper, accountId: string, { change: input, ifVersion, key }: { change: AccountChange; ifVersion?: string | undefined; key?: string | undefined }): Promise<Account> {
  const patch = parse(changeInput, input, 'The change')
  return atInstallation(keeper, async work => {
    await checkOwnsInstallation(work.tx, work.by)
    return once(work, { key, by: work.by, kind: 'account.update', input: { accountId, patch } }, () => changed(work, accountId, { patch, ifVersion }))
  })
}

async function changed(work: Work, accountId: string, { patch, ifVersion }: { patch: z.output<typeof changeInput>; ifVersion: string | undefined }): Promise<Account> {
  const standing = await need(work.tx, accountId)
  if (ifVersion !== undefined) checkAt(standing, ifVersion)
  if (standing.level === 'owner' && standing.status === 'active' && (patch.level === 'member' || patch.status === 'disabled') && await isLastOwner(work)) throw conflict('wrong_state', `"${standing.email}" is the only owner of this installation. Make somebody else one first.`)
  if (patch.status === 'disabled') await endLogins(work, accountId)
  const { name = standing.name, level = standing.level, status = standing.status } = patch
  const after = await change(deed(work, 'account', 'account.update'), standing, { name, level, status })
  if (patch.status === 'disabled' || patch.level === 'member') await withdrawInvitations(work, after)
  return after
}

const passwordChange = z.strictObject({ current: z.string().max(1_000), next: password })

const NOT_YOURS = () => new PaperclipError('forbidden', 'current: is not your password.', { fields: [{ field: 'current', problem: 'is not your password' }] })

/** Throws `forbidden` for what is not one's own password. */
export async function checkPassword({ deps, by }: Keeper, current: string): Promise<Row<'credential'>> {
  const kept = await readInstallation(deps, view => view.get('credential', by.id))
  if (kept && await isPassword(current, kept.password)) return kept
  throw NOT_YOURS()
}

/** Changes one's own password, and ends one's other logins. */
export async function changePassword({ deps, by }: Keeper, input: z.input<typeof passwordChange>): Promise<void> {
  const { current, next } = parse(passwordChange, input, 'The password')
  const checked = await checkPassword({ deps, by }, current)
  const hash = await hashPassword(deps.ids, next)
  await atInstallation({ deps, by }, async work => {
    const kept = await work.tx.get('credential', by.id)
    if (kept?.password !== checked.password) throw NOT_YOURS()          // it was changed while this one was looked at
    await work.tx.put('credential', { ...kept, password: hash })
    await endLogins(work, by.id)
    await change(deed(work, 'account', 'account.password'), await need(work.tx, by.id), {})
  })
}

/** Gives an account another password, for somebody who forgot theirs, and ends its logins. At this machine alone: whoever may do that may become anybody. */
export async function resetPassword({ deps, by }: Keeper, accountId: string, next: string): Promise<void> {
  if (by.id !== LOCAL_OPERATOR.id) throw new PaperclipError('forbidden', 'The password of another is set at the machine that this runs on, and nowhere else.')
  const hash = await hashPassword(deps.ids, parse(z.strictObject({ next: password }), { next }, 'The password').next)
  await atInstallation({ deps, by }, async work => {
    const standing = await need(work.tx, accountId)
    if (standing.status === 'disabled') throw conflict('wrong_state', `"${standing.email}" is disabled: let them in again first.`)
    const kept = await work.tx.get('credential', accountId)
    await work.tx.put('credential', { id: accountId, subject: null, ...kept, password: hash })
    await endLogins(work, accountId)
    await change(deed(work, 'account', 'account.password'), standing, {})
  })
}

const isLastOwner = async ({ tx }: Work): Promise<boolean> => (await all(tx, 'account', { where: { level: 'owner', status: 'active' }, by: 'createdAt' })).length === 1

async function need(view: CompanyView, accountId: string): Promise<Account> {
  const standing = await view.get('account', accountId)
  if (!standing) throw new PaperclipError('not_found', `There is no account "${accountId}" here.`)
  return standing
}
