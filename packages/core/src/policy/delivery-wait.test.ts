import { expect, it } from 'vitest'
import { MOST_ATTEMPTS, waitAfter } from './delivery-wait.ts'

it.each([
  [1, 0, 5_000], [2, 0, 30_000], [3, 0, 120_000], [7, 0, 7_200_000], [8, 0, null],
  [1, 60_000, 60_000], [3, 60_000, 120_000], [1, 999_999_999, 7_200_000], [8, 60_000, null],
])('after %i failed attempts, asked to wait %i ms, a message waits %s ms', (attempts, asked, wait) => {
  expect(waitAfter(attempts, asked)).toBe(wait)
})

it('I2: a message waits longer each time, and is given up after the last attempt', () => {
  const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, at) => waitAfter(at + 1) ?? 0)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(new Set(waits).size).toBe(waits.length)
  expect(waitAfter(MOST_ATTEMPTS)).toBeNull()
})
