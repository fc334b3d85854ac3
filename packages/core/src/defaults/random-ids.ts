import { randomBytes, randomFillSync } from 'node:crypto'
import { V7Generator } from 'uuidv7'
import type { Ids } from '../ports/ids.ts'

/** Random numbers from the operating system, fetched a page at a time: each fetch costs as much as hundreds of them. */
const pool = new Uint32Array(1_024)
let used = pool.length

const uuids = new V7Generator({
  nextUint32() {
    if (used === pool.length) {
      randomFillSync(pool)
      used = 0
    }
    return pool[used++] ?? 0
  },
})

/** Ids that sort by when they were made, and secrets from the operating system. */
export const randomIds: Ids = {
  next: prefix => `${prefix}_${uuids.generate().toHex()}`,
  secret: () => randomBytes(32).toString('hex'),
}
