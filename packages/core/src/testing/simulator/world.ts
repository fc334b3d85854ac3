import { MemoryData } from '../../defaults/memory-store.ts'
import { CountingIds } from '../counting-ids.ts'
import { Chance } from './chance.ts'
import { VirtualClock } from './virtual-clock.ts'

/** How the store fares: well, slowly, losing questions and answers, not at all, or with a full disk. */
export type Weather = 'fair' | 'slow' | 'lossy' | 'down' | 'full'

/** What all nodes of a simulation share: the true time, the data, chance, and what is noted of it all. */
export class World {
  readonly chance: Chance
  readonly time: VirtualClock
  readonly data = new MemoryData()
  readonly ids = new CountingIds()
  readonly trace: string[] = []
  readonly violations: string[] = []
  weather: Weather = 'fair'
  /** While it storms, agents do whatever comes to their minds; after that, their work. */
  mood: 'stormy' | 'calm' = 'stormy'
  /** Work that goes on outside: what its adapter is told when it asks, and from when on. */
  readonly remote = new Map<string, { readyAt: number }>()

  constructor(seed: number) {
    this.chance = new Chance(seed)
    this.time = new VirtualClock(new Date('2026-01-05T09:00:00Z'), () => this.chance.next())
  }

  note(who: string, what: string): void {
    this.trace.push(`${(this.time.monotonic() / 1_000).toFixed(3).padStart(10)} s  ${who.padEnd(5)} ${what}`)
  }

  /** Notes that something does not hold which must. */
  violate(rule: string, what: string): void {
    this.violations.push(`${rule}: ${what}`)
    this.note('!!!', `${rule}: ${what}`)
  }
}
