import { hash } from 'node:crypto'
import { account, EMAIL, type Account } from '../../domain/account.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import type { CompanyView } from '../../ports/store.ts'
import type { Principal } from '../../domain/principal.ts'
import { first } from '../find.ts'
import { change, deed, type Deps, type Work } from '../work.ts'
import { atInstallation, readInstallation, type Keeper } from './installation.ts'
import { endLogins, openLogin, type OpenedLogin } from './logins.ts'

/** Who somebody is elsewhere, as a provider of OpenID Connect proved it. */
export interface Identity {
  issuer: string
  /** What the issuer calls them, for good. This, with the issuer, is who they are: a name and an address may pass to somebody else. */
  subject: string
  /** Their e-mail address; null unless the issuer says that it verified it. */
  email: string | null
  name: string | null
}

type Operator = Principal & { kind: 'operator' }

const UNKNOWN = ({ issuer }: Identity) => new PaperclipError('forbidden', `Nobody here is who you are at ${issuer}. Ask for an invitation; or, where you have an account with a password, sign in with that and link it.`)

/** What is kept of an identity: a digest of issuer and subject together, so that the same subject of another issuer is somebody else. */
export const subjectOf = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string => hash('sha256', JSON.stringify([issuer, subject]), 'hex')

/** The account that an identity was linked with, if any was. */
export async function linkedAccount(view: CompanyView, identity: Identity): Promise<Account | undefined> {
  const kept = await first(view, 'credential', { where: { subject: subjectOf(identity) }, by: 'id' })
  return kept && view.get('account', kept.id)
}

/**
 * Signs in whoever is somebody elsewhere, where an account was linked with that. With a `key`, once: what proved it may be shown again by somebody else.
 * Throws `forbidden` where no account is, or where it is disabled.
 */
export async function signInFrom(deps: Deps, identity: Identity, key?: string): Promise<OpenedLogin> {
  const found = await readInstallation(deps, view => linkedAccount(view, identity))
  if (!found) throw UNKNOWN(identity)
  await checkActive(deps, found, identity)
  return openLogin(deps, { kind: 'operator', id: found.id }, { key, check: async ({ tx }) => {
    if ((await linkedAccount(tx, identity))?.id !== found.id) throw UNKNOWN(identity)
  } })
}

/** Throws what a stranger hears where an account is disabled, and keeps a record of it. */
export async function checkActive(deps: Deps, { id, status }: Account, identity: Identity): Promise<void> {
  if (status === 'active') return
  await atInstallation({ deps, by: { kind: 'system', id: 'sign-in' } }, async work => change(deed(work, 'account', 'account.sign_in.refused'), await needAccount(work, id), {}))
  throw UNKNOWN(identity)
}

/** Links one's own account with who one is elsewhere: from then on that signs in too. Throws `conflict` where either is linked already. */
export async function linkIdentity(keeper: Keeper & { by: Operator }, identity: Identity): Promise<Account> {
  return atInstallation(keeper, async work => {
    const { tx, by } = work, own = await needAccount(work, by.id), kept = await tx.get('credential', by.id), subject = subjectOf(identity), other = await linkedAccount(tx, identity)
    if (other && other.id !== own.id) throw conflict('exists', `Another account is linked with who you are at ${identity.issuer}. Unlink that one first.`)
    if (kept && kept.subject !== null && kept.subject !== subject) throw conflict('wrong_state', 'This account is linked with somebody else there already. Unlink it first.')
    if (kept?.subject === subject) return own
    await tx.put('credential', { id: own.id, password: kept?.password ?? null, subject })
    return change(deed(work, 'account', 'account.link'), own, {})
  })
}

/** Takes the link away, and ends one's logins: it may have been somebody else who came by it. Throws `conflict` where nothing else would sign one in. */
export async function unlinkIdentity(keeper: Keeper & { by: Operator }): Promise<Account> {
  return atInstallation(keeper, async work => {
    const { tx, by } = work, own = await needAccount(work, by.id), kept = await tx.get('credential', by.id)
    if (!kept || kept.subject === null) return own
    if (kept.password === null) throw conflict('wrong_state', 'This account has no password: the link is all that signs you in.')
    await tx.put('credential', { ...kept, subject: null })
    await endLogins(work, own.id)
    return change(deed(work, 'account', 'account.unlink'), own, {})
  })
}

/** By what one can sign in. */
export interface WaysIn { password: boolean; linked: boolean }

export async function waysOf({ deps, by }: Keeper): Promise<WaysIn> {
  const kept = await readInstallation(deps, view => view.get('credential', by.id))
  return { password: kept !== undefined && kept.password !== null, linked: kept !== undefined && kept.subject !== null }
}

/** What an account is made of for somebody who comes from elsewhere. Throws `forbidden` for whoever has no address that was verified: anybody could have said it. */
export function accountFrom(identity: Identity): Pick<Account, 'email' | 'name'> {
  const email = EMAIL.safeParse(identity.email)
  if (!email.success) throw new PaperclipError('forbidden', `${identity.issuer} does not say that it verified your e-mail address, and an account is not made for one that anybody may claim. Verify it there; or make your account with a password, and link it then.`)
  const name = account.shape.name.safeParse(identity.name?.slice(0, 300))
  return { email: email.data, name: name.success ? name.data : email.data }
}

async function needAccount({ tx }: Pick<Work, 'tx'>, id: string): Promise<Account> {
  const own = await tx.get('account', id)
  if (!own) throw new PaperclipError('forbidden', 'The local operator has no account to link: whoever works at this machine is let in by a link.')
  return own
}
