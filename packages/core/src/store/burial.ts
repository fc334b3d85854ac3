import type { Head } from '../domain/audit.ts'
import { conflict } from '../domain/error.ts'
import type { Tombstone } from '../domain/tombstone.ts'
import { checkStorable } from './storable.ts'

/** Throws unless a tombstone can be stored and says where the company's chain stands: nobody has written since it was made. */
export function checkBurial(tombstone: Tombstone, head: Head | undefined): void {
  checkStorable('tombstone', tombstone)
  if (!head) throw conflict('wrong_state', `There is no company ${tombstone.id} to bury.`)
  if (head.seq === tombstone.seq && head.hash === tombstone.hash) return
  throw conflict('wrong_state', `The company ${tombstone.id} was changed since its tombstone was made (its log stands at ${head.seq}, the tombstone says ${tombstone.seq}). Make another one.`)
}
