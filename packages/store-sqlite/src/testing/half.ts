import type { Runner } from '@paperclip/core/testing'

/** Every other test of a suite, from the first or from the second on: a file each, so that both halves run side by side. */
export function half({ describe, it }: Runner, from: 'first' | 'second'): Runner {
  let count = from === 'first' ? 0 : 1
  return { describe, it: (name, test, timeoutMs) => void (count++ % 2 === 0 && it(name, test, timeoutMs)) }
}
