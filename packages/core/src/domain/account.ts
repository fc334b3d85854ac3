import { z } from 'zod'
import { id, line } from './fields.ts'
import { BOARD_LEVELS } from './member.ts'

/** Where accounts, invitations and their audit log are kept: beside the companies, in a company's form. */
export const INSTALLATION = 'installation'

export const EMAIL = z.string().trim().toLowerCase().max(320).regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')

/** A human who can sign in. Its id is the operator's on the boards of companies. */
export const account = z.object({
  id: id(),
  email: line(320),
  name: line(),
  /** `owner` may found companies and manage accounts; what anybody may do in a company is said by its board. */
  level: z.enum(['owner', 'member']),
  status: z.enum(['active', 'disabled']),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Account = z.infer<typeof account>

/** How an account proves itself: a password (scrypt), or who it is elsewhere. Never audited, never shown. */
export const credential = z.object({
  /** The account's. */
  id: id(),
  password: z.string().nullable(),
  /** A digest of who they are at a provider of OpenID Connect: of its issuer and their subject there. */
  subject: id().nullable(),
})

/** A signed-in browser. Its id is the digest of what the browser holds. */
export const login = z.object({
  id: id(),
  operatorId: id(),
  createdAt: z.date(),
  seenAt: z.date(),
  expiresAt: z.date(),
})
export type Login = z.infer<typeof login>

/** What lets somebody in once. */
export const invitation = z.object({
  id: id(),
  /** SHA-256 of the code, in hex. */
  digest: id(),
  /** Who may use it; null: whoever has it. */
  email: line(320).nullable(),
  /** What it leads to: a seat on a company's board, an account that may found companies, or the seat of the local operator. */
  kind: z.enum(['board', 'owner', 'local']),
  /** The company whose board it leads to. */
  boardOf: id().nullable(),
  level: z.enum(BOARD_LEVELS).nullable(),
  invitedById: id(),
  createdAt: z.date(),
  expiresAt: z.date(),
  usedAt: z.date().nullable(),
  usedById: id().nullable(),
  revokedAt: z.date().nullable(),
})
export type Invitation = z.infer<typeof invitation>
