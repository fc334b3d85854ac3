import type { Cancel, Clock } from '@paperclip/core'

const EVERY_MS = 1_000

/** Looks each second, while anybody wants to know, whether `version` is another one than before. */
export class ChangeWatch {
  readonly #version: () => unknown
  readonly #clock: Clock
  readonly #watchers = new Set<() => void>()
  #seen: unknown
  #cancel: Cancel | undefined

  constructor(version: () => unknown, clock: Clock) {
    this.#version = version
    this.#clock = clock
  }

  add(changed: () => void): () => void {
    const watcher = () => changed()
    this.#watchers.add(watcher)
    if (!this.#cancel) {
      this.#seen = this.#version()
      this.#again()
    }
    return () => {
      this.#watchers.delete(watcher)
      if (this.#watchers.size === 0) this.stop()
    }
  }

  stop(): void {
    this.#watchers.clear()
    this.#cancel?.()
    this.#cancel = undefined
  }

  #again(): void {
    this.#cancel = this.#clock.after(EVERY_MS, () => {
      this.#again()
      this.#look()
    })
  }

  #look(): void {
    const now = this.#version()
    if (now === this.#seen) return
    this.#seen = now
    this.#watchers.forEach(watcher => watcher())
  }
}
