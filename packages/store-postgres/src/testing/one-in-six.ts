import type { Runner } from '@paperclip/core/testing'

/** One in six tests of each topic of a suite that is run whole elsewhere on the same code; `LONG=1` runs them all here too. */
export function oneInSix({ describe, it }: Runner): Runner {
  if (process.env['LONG']) return { describe, it }
  let count = 0
  return {
    describe: (name, define) => describe(name, () => {
      count = 0
      define()
    }),
    it: (name, test, timeoutMs) => void (count++ % 6 === 0 && it(name, test, timeoutMs)),
  }
}
