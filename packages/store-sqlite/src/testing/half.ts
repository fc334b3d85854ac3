import type { Runner } from '@paperclip/core/testing'

/** Every other topic of a suite, from the first or from the second on: a file each, so that both halves run side by side. */
export function half({ describe, it }: Runner, from: 'first' | 'second'): Runner {
  let depth = 0, topics = from === 'first' ? 0 : 1
  return {
    it,
    describe(name, define) {
      const here = depth
      if (here === 1 && topics++ % 2 === 1) return
      describe(name, () => {
        depth = here + 1
        define()
        depth = here
      })
    },
  }
}
