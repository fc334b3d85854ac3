import { setTimeout } from 'node:timers/promises'
import type { FunctionJob } from '@paperclip/adapters/function'
import { usd } from '@paperclip/core'

const MOMENT_MS = 1_500

/** A model would think here, for a while and for a price. This demo takes a moment, so that it can be watched, and makes the price up. */
export async function think({ spend, signal }: Pick<FunctionJob, 'spend' | 'signal'>, dollars: number): Promise<void> {
  await setTimeout(MOMENT_MS, undefined, { signal })
  await spend({ id: 'thinking', provider: 'demo', model: 'simulated', cost: usd(dollars) })
}
