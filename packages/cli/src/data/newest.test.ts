import { expect, it } from 'vitest'
import { newest } from './newest.ts'

const list = (many: number) => async ({ after, limit }: { after: string | null; limit: number }) => {
  const from = Number(after ?? 0), rows = Array.from({ length: Math.min(Math.min(limit, 500), many - from) }, (_, n) => from + n)
  return { rows, next: from + rows.length < many ? String(from + rows.length) : null }
}

it.each([[50, 1_200, 50], [1_000, 1_200, 1_000], [5_000, 1_200, 1_200], [500, 500, 500], [3, 0, 0]])('asked for %i of %i, %i come', async (limit, many, come) => {
  const { rows, next } = await newest(limit, list(many))
  expect(rows).toEqual(Array.from({ length: come }, (_, n) => n))
  expect(next === null).toBe(come === many)
})
