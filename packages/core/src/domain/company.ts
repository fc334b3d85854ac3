import { z } from 'zod'
import { id, line, prose, slug } from './fields.ts'
import { zone } from './zone.ts'

export const COMPANY_STATUSES = ['active', 'paused', 'archived'] as const

/** The top-level unit. It isolates everything below; consistency and scale are per company. */
export const company = z.object({
  id: id(),
  slug: slug(),
  name: line(),
  mission: prose(4_000),
  status: z.enum(COMPANY_STATUSES),
  /** IANA zone in which budget windows begin. */
  zone: zone(),
  /** What task identifiers begin with: `ACME` in `ACME-12`. */
  prefix: z.string().regex(/^[A-Z][A-Z0-9]{0,9}$/, 'must be 1 to 10 capital letters or digits, beginning with a letter').meta({ fact: true }),
  /** How many board members an act of an operator takes: 1, or 2 for four eyes. */
  boardMinimum: z.int().min(1).max(2),
  /** Runs at once in this company, on all nodes. */
  maxRuns: z.int().min(1).max(10_000),
  /** Runs an hour that agents may cause in each other: what is over waits for the next hour. */
  agentRunsPerHour: z.int().min(1).max(1_000_000),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Company = z.infer<typeof company>
export type CompanyId = Company['id']
