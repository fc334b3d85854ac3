import type { CatchUp } from '../domain/schedule.ts'
import { nextSlot, type Timing } from './slots.ts'

/** What to do about a slot that is due: answer it, with so many more owed at once, or let it go. */
export type CatchUpVerdict = { kind: 'run'; owed: number } | { kind: 'skip' }

/** Judges a slot by how late it is. Looks at `max` slots at most, however many were missed. */
export function catchUpOn({ policy, timing }: { policy: CatchUp; timing: Timing }, { slot, owed }: { slot: Date; owed: number }, now: Date): CatchUpVerdict {
  const following = nextSlot(timing, slot)
  const isLate = following !== null && following <= now
  switch (policy.kind) {
    case 'once':
      return { kind: 'run', owed: 0 }
    case 'skip':
      return isLate ? { kind: 'skip' } : { kind: 'run', owed: 0 }
    case 'all': {
      if (owed > 0) return { kind: 'run', owed: owed - 1 }
      let missed = 0
      for (let next = following; next && next <= now && missed < policy.max - 1; next = nextSlot(timing, next)) missed++
      return { kind: 'run', owed: missed }
    }
  }
}
