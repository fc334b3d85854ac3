import { z } from 'zod'
import { parse } from '../../domain/parse.ts'
import { RUN_ENDS, runError } from '../../domain/run.ts'
import { usage } from '../../domain/usage.ts'
import type { Json } from '../../policy/canonical.ts'
import { freeze, thaw } from '../../policy/freeze.ts'
import type { KeptEnd } from '../../ports/spool.ts'
import type { Ending } from './carry.ts'
import type { Held } from './held.ts'

const usages = z.array(usage)
const ending = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deferred'), until: z.date(), handle: z.unknown(), usages }),
  z.object({
    kind: z.literal('ended'), end: z.enum(RUN_ENDS), summary: z.string().nullable(), error: runError.nullable(), session: z.unknown().optional(), desk: z.array(z.unknown()).optional(), usages, handedBack: z.boolean(),
    cost: z.enum(['metered', 'unknown', 'none']),
  }),
])

/** How a run ended, as it is kept. Its secrets were taken out when it came back from the adapter. */
export const keptOf = ({ lease: { companyId, agentId, fence }, run: { id: runId } }: Held, end: Ending): KeptEnd => ({ companyId, agentId, runId, fence, ending: freeze(end) })

/** Reads what `keptOf` wrote. Throws `invalid_input` for what is none. */
export const endingIn = ({ ending: kept }: KeptEnd): Ending => parse(ending, thaw(kept as Json), 'The kept end of a run')          // it was JSON in its file
