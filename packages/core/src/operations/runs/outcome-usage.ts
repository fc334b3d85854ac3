import { parse } from '../../domain/parse.ts'
import { usage, type Usage } from '../../domain/usage.ts'
import type { Outcome } from '../../ports/adapter.ts'

/** The usage an outcome brings. Throws `invalid_input` for what no usage can be. */
export const usageIn = (outcome: Outcome): Usage[] => (outcome.kind === 'deferred' ? [] : (outcome.usage ?? []).map(entry => parse(usage, entry, 'The usage')))
