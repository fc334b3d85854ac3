import type { Paperclip } from '@paperclip/core'
import type { Call } from '../shell.ts'
import type { SchedulerKind } from './chosen-scheduler.ts'
import type { Door } from './serving.ts'

/** A start, ready to begin. */
export interface Staged {
  call: Call
  /** Takes credentials out of what agents and programs said. */
  mask(text: string): string
  paperclip: Paperclip
  /** Where the companies come from: the demo, founded just now by a configuration, or there before. */
  origin: 'demo' | 'founded' | 'standing'
  mode: 'real' | 'dry'
  scheduler: SchedulerKind
  /** It ends by itself after so long; null is never. */
  forMs: number | null
  /** Where it is reached over HTTP; null: not at all. */
  door: Door | null
}
