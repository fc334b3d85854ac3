import { describe, expect, it } from 'vitest'
import { byteSize } from './byte-size.ts'

describe('a size', () => {
  it.each([[0, '0 B'], [999, '999 B'], [1_500, '1.5 kB'], [20_000_000, '20 MB'], [3_200_000_000, '3.2 GB'], [9_000_000_000_000, '9000 GB']])('of %d bytes is %s', (bytes, size) => expect(byteSize(bytes)).toBe(size))
})
