import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keptCopy } from './kept-copy.ts'

describe('a copy that is kept', () => {
  it('equals what it was made of, and shares nothing that could change', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.date(), fc.constant(undefined))), given => {
      const copy = keptCopy(given)
      expect(copy).toStrictEqual(structuredClone(given))
      expect(sharedWith(given, copy)).toEqual([])
    }))
  })

  it('cannot be changed, however deep', () => {
    const copy = keptCopy({ list: [{ deep: { n: 1 } }] })
    expect(() => copy.list.push({ deep: { n: 2 } })).toThrow(TypeError)
    expect(() => Object.assign(copy.list[0]?.deep ?? {}, { n: 2 })).toThrow(TypeError)
    expect(() => Object.assign(copy, { more: true })).toThrow(TypeError)
  })
})

/** The objects that stand at the same place in both. */
function sharedWith(one: unknown, other: unknown): unknown[] {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return []
  return one === other ? [one] : Object.entries(one).flatMap(([field, inner]) => sharedWith(inner, Reflect.get(other, field)))
}
