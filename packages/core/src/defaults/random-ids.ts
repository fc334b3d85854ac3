import { randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import type { Ids } from '../ports/ids.ts'

/** Ids that sort by when they were made, and secrets from the operating system. */
export const randomIds: Ids = {
  next: prefix => `${prefix}_${uuidv7().replaceAll('-', '')}`,
  secret: () => randomBytes(32).toString('hex'),
}
