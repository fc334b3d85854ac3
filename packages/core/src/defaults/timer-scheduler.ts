import PQueue from 'p-queue'
import { DEFAULT_LIMITS } from '../domain/limits.ts'
import type { Cancel, Clock } from '../ports/clock.ts'
import type { Beat, Drained, Scheduler, Work } from '../ports/scheduler.ts'
import { systemClock } from './system-clock.ts'

export interface TimerSchedulerOptions {
  clock?: Clock
  /** Runs at once on this node. */
  concurrency?: number
  /** The longest sleep, in milliseconds. */
  sweepMs?: number
}

/** One timer for all agents: it sleeps until the store's next due time, is woken early by commits, and claims until there is nothing left to claim. */
export function timerScheduler(options: TimerSchedulerOptions = {}): Scheduler {
  return new TimerScheduler(options)
}

/**
 * What was due and could not be claimed is somebody else's by now, or about to be; or the store's clock is behind this one. It is looked at again after so long at first, then after twice as long each
 * time, up to the most.
 */
const PASSED_OVER_MS = { first: 10, most: 250 }

/** A store that could not be reached is tried again after so long at first, then after twice as long each time, up to a sweep. */
const AWAY_MS = 250

class TimerScheduler implements Scheduler {
  readonly #clock: Clock
  readonly #sweepMs: number
  readonly #queue: PQueue
  readonly #inHand = new Set<Work>()
  #beat: Beat | undefined
  #timer: { fires: number; cancel: Cancel } | undefined
  #unwatch: Cancel = () => {}
  #looking: Promise<void> = Promise.resolve()
  #isLooking = false
  #lookAgain = false
  /** Somebody said that an agent is due, so that needs not be asked. */
  #toldOfDue = false
  /** How long it waits for the next look at what it has passed over. */
  #passedOverMs = PASSED_OVER_MS.first

  /** How long it waits before it tries a store again that could not be reached. */
  #awayMs = AWAY_MS

  constructor({ clock = systemClock, concurrency = DEFAULT_LIMITS.nodeRuns, sweepMs = DEFAULT_LIMITS.sweepMs }: TimerSchedulerOptions) {
    this.#clock = clock
    this.#sweepMs = sweepMs
    this.#queue = new PQueue({ concurrency })
  }

  async start(beat: Beat): Promise<void> {
    if (this.#beat) throw new Error('This scheduler was started already.')
    this.#beat = beat
    this.#unwatch = beat.watch(() => this.#look())
    this.#look()
    await this.#looking
  }

  nudge(_companyId: string, _agentId: string, dueAt: Date): void {
    if (!this.#beat) return
    this.#toldOfDue ||= dueAt.getTime() <= this.#clock.now().getTime()
    this.#wakeAt(dueAt.getTime())
  }

  async stop({ drainMs }: { drainMs: number }): Promise<Drained> {
    this.#beat = undefined
    this.#unwatch()
    this.#timer?.cancel()
    this.#timer = undefined
    await this.#looking
    const idle = this.#queue.onIdle().then(() => 'idle' as const)
    let cancel: Cancel = () => {}
    const deadline = new Promise<'late'>(resolve => { cancel = this.#clock.after(drainMs, () => resolve('late')) })
    const first = await Promise.race([idle, deadline])
    cancel()
    if (first === 'idle') return { drained: true, aborted: 0 }
    const aborted = [...this.#inHand]
    for (const work of aborted) work.abort()
    await idle
    return { drained: false, aborted: aborted.length }
  }

  /** Sleeps until a time at the latest. */
  #wakeAt(at: number): void {
    const ms = Math.max(at - this.#clock.now().getTime(), 0)
    const fires = this.#clock.monotonic() + ms                     // the wall clock may have been set since the timer was
    if (this.#timer && this.#timer.fires <= fires) return
    this.#timer?.cancel()
    const cancel = this.#clock.after(ms, () => {
      this.#timer = undefined
      this.#look()
    })
    this.#timer = { fires, cancel }
  }

  /** Claims what is due. One look at a time; what happens meanwhile is looked at after. */
  #look(): void {
    this.#lookAgain = true
    if (this.#isLooking) return
    this.#isLooking = true
    this.#looking = this.#lookWhileAsked()
  }

  async #lookWhileAsked(): Promise<void> {
    try {
      while (this.#lookAgain && this.#beat) {
        this.#lookAgain = false
        await this.#claim(this.#beat)
      }
    } finally {
      this.#isLooking = false
    }
  }

  async #claim(beat: Beat): Promise<void> {
    let latest = this.#clock.now().getTime() + this.#sweepMs
    try {
      for (let room = this.#room(); room > 0; room = this.#room()) {               // without room, the end of a run looks again
        const wasTold = this.#toldOfDue
        this.#toldOfDue = false
        if (wasTold) this.#passedOverMs = PASSED_OVER_MS.first
        const due = wasTold ? Number.NEGATIVE_INFINITY : (await beat.nextDue())?.getTime() ?? Number.POSITIVE_INFINITY
        const now = this.#clock.now().getTime()
        if (due > now) {
          latest = Math.min(latest, due)
          break
        }
        const claimed = await beat.claim(room)
        for (const work of claimed) this.#take(work)
        if (claimed.length > 0) this.#passedOverMs = PASSED_OVER_MS.first
        if (claimed.length > 0 || wasTold) continue
        latest = Math.min(latest, now + this.#passedOverMs)
        this.#passedOverMs = Math.min(2 * this.#passedOverMs, PASSED_OVER_MS.most)
        break
      }
      this.#awayMs = AWAY_MS
    } catch (error) {
      const retryInMs = Math.min(this.#awayMs, this.#sweepMs)
      this.#awayMs = 2 * retryInMs
      latest = this.#clock.now().getTime() + retryInMs
      beat.failed(error, retryInMs)
    }
    if (this.#beat) this.#wakeAt(latest)
  }

  #room(): number {
    return this.#beat ? this.#queue.concurrency - this.#queue.pending - this.#queue.size : 0
  }

  #take(work: Work): void {
    this.#inHand.add(work)
    void this.#queue.add(async () => {
      try {
        await work.perform()
      } finally {
        this.#inHand.delete(work)
      }
    }).then(() => { if (this.#beat) this.#look() })
  }
}
