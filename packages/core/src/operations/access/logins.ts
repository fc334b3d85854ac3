import { z } from 'zod'
import { EMAIL, type Account, type Login } from '../../domain/account.ts'
import { PaperclipError } from '../../domain/error.ts'
import { parse } from '../../domain/parse.ts'
import { LOCAL_OPERATOR, type Principal } from '../../domain/principal.ts'
import { all, first } from '../find.ts'
import { once } from '../governance/idempotency.ts'
import { change, deed, type Deps, type Work } from '../work.ts'
import { atInstallation, readInstallation } from './installation.ts'
import { isPassword } from './passwords.ts'
import { digestOfToken, randomProof, readToken, writeToken } from './token-text.ts'

const DAY_MS = 86_400_000
/** How long a login lives, used or not, and how long unused. */
const LOGIN_MS = 30 * DAY_MS, IDLE_MS = 7 * DAY_MS
const SEEN_MS = 60_000

type Operator = Principal & { kind: 'operator' }

/** A login that was just made. `token` is what the browser holds. */
export interface OpenedLogin { token: string; operatorId: string; expiresAt: Date }

const given = z.strictObject({ email: EMAIL, password: z.string().max(1_000) })
const WRONG = () => new PaperclipError('unauthorized', 'This e-mail address and password do not belong together.')
const SOMEBODY = { kind: 'system', id: 'sign-in' } as const

/** Signs in with an e-mail address and a password. Throws `unauthorized`, and says no more than that, where they do not belong together. */
export async function signIn(deps: Deps, input: z.input<typeof given>): Promise<OpenedLogin> {
  const { email, password } = parse(given, input, 'The sign-in')
  const { account, kept } = await readInstallation(deps, async view => {
    const found = await first(view, 'account', { where: { email }, by: 'id' })
    return { account: found, kept: found && await view.get('credential', found.id) }
  })
  const isRight = await isPassword(password, kept?.password ?? null)
  if (!account || !isRight || account.status !== 'active') {
    if (account) await atInstallation({ deps, by: SOMEBODY }, work => change(deed(work, 'account', 'account.sign_in.refused'), account, {}))
    throw WRONG()
  }
  return openLogin(deps, { kind: 'operator', id: account.id }, { key: undefined, check: async ({ tx }) => {
    if ((await tx.get('credential', account.id))?.password !== kept?.password) throw WRONG()
  } })
}

/** How somebody was proved to be who they are. */
interface Proof {
  /** What is proved by the same key is proved once. */
  key: string | undefined
  /** Throws if it is not true any more: proving takes a while. */
  check(work: Work): Promise<void>
}

const PROVED: Proof = { key: undefined, check: async () => {} }

/** Opens a login for somebody whose identity is known. With a `key`, once: it is not told again, so the same key is a `conflict`. */
export async function openLogin(deps: Deps, by: Operator, { key, check }: Proof = PROVED): Promise<OpenedLogin> {
  const token = writeToken({ kind: 'login', place: '', proof: randomProof(deps.ids) }), loginId = digestOfToken(token)
  const expiresAt = await atInstallation({ deps, by }, work => once(work, { key, by, kind: 'account.sign_in', input: { loginId } }, async () => {
    const account = await activeAccount(work, by)
    await check(work)
    const login: Login = { id: loginId, operatorId: by.id, createdAt: work.now, seenAt: work.now, expiresAt: new Date(work.now.getTime() + LOGIN_MS) }
    await forgetExpired(work)
    await work.tx.put('login', login)
    if (account) await change(deed(work, 'account', 'account.sign_in'), account, {})
    return login.expiresAt
  }))
  return { token, operatorId: by.id, expiresAt }
}

async function activeAccount({ tx }: Work, by: Operator): Promise<Account | undefined> {
  if (by.id === LOCAL_OPERATOR.id) return undefined
  const account = await tx.get('account', by.id)
  if (account?.status !== 'active') throw WRONG()
  return account
}

/** The login a token is of, if it is alive and its account is active. */
export async function loginOf(deps: Deps, token: string): Promise<Login | undefined> {
  if (readToken(token)?.kind !== 'login') return undefined
  const now = deps.clock.now(), loginId = digestOfToken(token)
  const login = await readInstallation(deps, async view => {
    const found = await view.get('login', loginId)
    if (!found || found.expiresAt <= now || now.getTime() - found.seenAt.getTime() > IDLE_MS) return undefined
    return found.operatorId === LOCAL_OPERATOR.id || (await view.get('account', found.operatorId))?.status === 'active' ? found : undefined
  })
  if (login && now.getTime() - login.seenAt.getTime() > SEEN_MS) {
    await atInstallation({ deps, by: { kind: 'operator', id: login.operatorId } }, async ({ tx }) => {
      if (await tx.get('login', loginId)) await tx.put('login', { ...login, seenAt: now })          // signed out meanwhile stays signed out
    })
  }
  return login
}

/** Ends a login. */
export async function signOut(deps: Deps, token: string): Promise<void> {
  const login = await loginOf(deps, token)
  if (login) await atInstallation({ deps, by: { kind: 'operator', id: login.operatorId } }, ({ tx }) => tx.remove('login', login.id))
}

/** Ends every login of an operator. */
export async function endLogins({ tx }: Pick<Work, 'tx'>, operatorId: string): Promise<void> {
  for (const { id } of await all(tx, 'login', { where: { operatorId }, by: 'createdAt' })) await tx.remove('login', id)
}

/** Logins that ran out go as new ones come: a few at a time. */
async function forgetExpired({ tx, now }: Work): Promise<void> {
  for (const { id, expiresAt } of (await tx.list('login', { by: 'expiresAt', limit: 5 })).rows) if (expiresAt <= now) await tx.remove('login', id)
}
