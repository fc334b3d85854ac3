import type { Account } from '../domain/account.ts'
import type { Principal } from '../domain/principal.ts'
import type { DirectedPageQuery, Page } from '../ports/store.ts'
import { accountOf, accountsOf, changeAccount, changePassword, checkPassword, resetPassword, type AccountChange } from '../operations/access/accounts.ts'
import { callerOf, type Caller } from '../operations/access/caller.ts'
import { linkIdentity, signInFrom, unlinkIdentity, waysOf, type Identity, type WaysIn } from '../operations/access/identities.ts'
import { acceptInvitation, inviteLocal, inviteOwner, invitationsOf, readInvitation, revokeInvitation, type Guest } from '../operations/access/invitations.ts'
import { checkOwnsInstallation, ownsInstallation, readInstallation } from '../operations/access/installation.ts'
import { openLogin, signIn, signOut, type OpenedLogin } from '../operations/access/logins.ts'
import { checkCallback, readCallback } from '../operations/runs/callback.ts'
import { seatOf, together, type DeedDesk } from '../operations/access/seat.ts'
import { INSTALLATION } from '../domain/account.ts'
import { verifyAudit } from '../operations/log/verify-audit.ts'
import { receiveHook } from '../operations/waking/receive-hook.ts'
import type { SignedMessage } from '../policy/webhook-signature.ts'
import type { Deps } from '../operations/work.ts'
import type { ChangeOptions, ListQuery, VerbOptions } from './door.ts'

type Operator = Principal & { kind: 'operator' }

/** Who may come in, and as whom: accounts, logins, invitations and tokens. What a server asks at its door. */
export const accessVerbs = (deps: Deps, by: Operator) => ({
  /** Who a token is of; undefined if it proves nothing any more. */
  callerOf: (token: string): Promise<Caller | undefined> => callerOf(deps, token),
  /** Opens the desk of an agent that called with a run token or a key of its own. */
  seat: (caller: Extract<Caller, { kind: 'agent' }>, { key }: VerbOptions = {}) => seatOf(deps, { caller, key }),
  /** Does several deeds at that desk in one transaction: all of them, or none. They may await nothing but the desk, and may be run again from the beginning. */
  together: <T>(caller: Extract<Caller, { kind: 'agent' }>, deeds: (desk: DeedDesk) => Promise<T>, { key }: VerbOptions = {}): Promise<T> => together(deps, { caller, key }, deeds),
  /** Throws `unauthorized` unless a callback was given by this installation to a run of one of its companies. */
  checkCallback: (callback: string): Promise<void> => deps.store.read(readCallback(callback).companyId, view => checkCallback(view, callback)),
  /** Takes in what somebody outside signed for a hook, once for each id. Throws `unauthorized` for whatever is not signed with its secret, is older than five minutes, or is the very same again. */
  receive: (address: string, message: SignedMessage): Promise<void> => receiveHook(deps, address, message),
  signIn: (input: Parameters<typeof signIn>[1]): Promise<OpenedLogin> => signIn(deps, input),
  /** Signs in whoever is somebody elsewhere, where an account was linked with that: by an invitation, or by whoever it is of. With a `key`, once. */
  signInFrom: (identity: Identity, { key }: VerbOptions = {}): Promise<OpenedLogin> => signInFrom(deps, identity, key),
  signOut: (token: string): Promise<void> => signOut(deps, token),
  /** Opens a login for somebody whose identity was proved in another way. */
  openLogin: (operator: Operator): Promise<OpenedLogin> => openLogin(deps, operator),
  /** A code that seats whoever has it at this machine's own desk, once and within ten minutes. */
  inviteLocal: () => inviteLocal(deps),
  /** A code by which somebody comes to own this installation. */
  inviteOwner: ({ key }: VerbOptions = {}) => inviteOwner({ deps, by, key }),
  readInvitation: (code: string) => readInvitation(deps, code),
  accept: (code: string, guest: Guest | null): Promise<Operator> => acceptInvitation(deps, code, guest),
  /** Invitations to own this installation that still lead somewhere. */
  invitations: async (page: DirectedPageQuery = {}) => {
    await readInstallation(deps, view => checkOwnsInstallation(view, by))
    return invitationsOf(deps, null, page)
  },
  revokeInvitation: async (id: string, { key }: VerbOptions = {}) => {
    await readInstallation(deps, view => checkOwnsInstallation(view, by))
    return revokeInvitation({ deps, by, key }, { id, boardOf: null })
  },
  /** True if this operator may found companies and look after accounts. */
  ownsInstallation: (): Promise<boolean> => readInstallation(deps, view => ownsInstallation(view, by)),
  /** True once an account owns this installation. */
  hasOwner: (): Promise<boolean> => readInstallation(deps, async view => (await view.list('account', { where: { level: 'owner', status: 'active' }, by: 'createdAt', limit: 1 })).rows.length > 0),
  accounts: (query: ListQuery<'account'> = {}): Promise<Page<Account>> => accountsOf({ deps, by }, query),
  /** Any account, by its id. */
  accountOf: (id: string): Promise<Account> => accountOf({ deps, by }, id),
  /** One's own account; undefined for the local operator. */
  account: (): Promise<Account | undefined> => readInstallation(deps, view => view.get('account', by.id)),
  changeAccount: (id: string, change: AccountChange, { ifVersion, key }: ChangeOptions = {}): Promise<Account> => changeAccount({ deps, by }, id, { change, ifVersion, key }),
  changePassword: (input: Parameters<typeof changePassword>[1]): Promise<void> => changePassword({ deps, by }, input),
  /** Gives an account another password, and ends its logins: for the operator of this machine alone, once somebody forgot theirs. */
  resetPassword: (account: string, next: string): Promise<void> => resetPassword({ deps, by }, account, next),
  /** Throws `forbidden` unless this is one's own password. */
  checkPassword: async (current: string): Promise<void> => void await checkPassword({ deps, by }, current),
  /** By what one can sign in. */
  ways: (): Promise<WaysIn> => waysOf({ deps, by }),
  /** Links one's own account with who one is elsewhere, which then signs in too. Whoever calls has made sure that it is them who ask. */
  link: (identity: Identity): Promise<Account> => linkIdentity({ deps, by }, identity),
  /** Takes the link away again, and ends one's logins. */
  unlink: (): Promise<Account> => unlinkIdentity({ deps, by }),
  /** Checks the log of the installation itself: who came in, and who was let in. */
  verify: () => verifyAudit(deps, INSTALLATION),
})

export type AccessVerbs = ReturnType<typeof accessVerbs>
