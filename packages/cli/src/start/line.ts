import type { AuditRecord } from '@paperclip/core'
import type { CompanyVerbs } from '../company-verbs.ts'
import type { Names } from '../names.ts'
import type { Tone } from '../output/screen.ts'
import type { Tally } from './tally.ts'

/** One thing that happened, as a person reads it. */
export interface Line {
  who: string
  /** One character. */
  mark: string
  tone: Tone
  text: string
  /** Beside it, quietly: money. */
  aside?: string
  /** A command to type next. */
  next?: string
}

/** What is needed to put a record into words. */
export interface Scene { company: CompanyVerbs; names: Names; tally: Tally; command(verb: string): string }

export type Teller = (record: AuditRecord, scene: Scene) => Promise<Line | null>
