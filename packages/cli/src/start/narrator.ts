import type { AuditRecord, CompanyHandle } from '@paperclip/core'
import type { End, EndCause } from './until-ended.ts'

/** Tells what happens, from the beginning to the end: to a person in lines, or to a program as events. */
export interface Narrator {
  /** A company comes on. */
  introduce(company: CompanyHandle): Promise<void>
  /** All companies that are there were introduced. */
  open(): Promise<void>
  tell(company: CompanyHandle, record: AuditRecord): Promise<void>
  /** A company is not here any more; said once. */
  leave(company: CompanyHandle): Promise<void>
  draining(why: EndCause): void
  close(end: End): Promise<void>
}
