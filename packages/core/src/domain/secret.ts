import { z } from 'zod'
import { id, prose, slug } from './fields.ts'

/** A named value that nobody reads back: it is encrypted under the company's own key and handed only to the runs it is granted to. */
export const secret = z.object({
  id: id(),
  slug: slug(),
  description: prose(2_000),
  /** Raised each time the value is replaced, from 1. */
  version: z.int().min(1),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Secret = z.infer<typeof secret>

/** The encrypted value of a secret: AES-256-GCM, bound to its company and its secret. */
export const sealed = z.object({ id: id(), box: z.string() })

/** The key of a company's secrets, wrapped by the vault. Without it they cannot be read again. */
export const companyKey = z.object({ id: id(), wrapped: z.string() })

/** Stands where a value is secret: `{ secret: 'github-token' }`. */
export const secretRef = () => z.strictObject({ secret: slug() })
export type SecretRef = z.infer<ReturnType<typeof secretRef>>

/** A line of text, or the secret that holds it. */
export const lineOrSecret = (most = 4_000) => z.union([z.string().max(most).regex(/^(\t|\P{Cc})*$/u, 'must be one line without control characters'), secretRef()])
