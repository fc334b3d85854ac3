import { describe, expect, it } from 'vitest'
import { screenOf } from './screen.ts'

const output = (isTTY: boolean) => ({ isTTY, columns: 80, write: () => {} })

describe('colour', () => {
  it('is for terminals', () => expect(screenOf(output(true), { env: {} }).paint('bad', 'x')).toBe('\u001B[31mx\u001B[39m'))
  it.each([
    ['a pipe', output(false), {}],
    ['a terminal with NO_COLOR', output(true), { NO_COLOR: '1' }],
    ['a dumb terminal', output(true), { TERM: 'dumb' }],
  ])('is not for %s', (_what, to, env) => expect(screenOf(to, { env }).paint('bad', 'x')).toBe('x'))
})
