import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from './sources.ts'

interface Guarantee { id: string; proofs: string[] }

/** The rows of docs/guarantees.md: an id, and the files that prove it (none: open). */
const guarantees: Guarantee[] = [...readFileSync(join(ROOT, 'docs/guarantees.md'), 'utf8').matchAll(/^\| ([A-Z]\d+) \|[^|]*\| ([^|]*) \|/gm)]
  .map(([, id = '', proof = '']) => ({ id, proofs: [...proof.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '') }))

describe('docs/guarantees.md', () => {
  it('names every guarantee once', () => {
    const ids = guarantees.map(({ id }) => id)
    expect(ids.length).toBeGreaterThan(40)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it.each(guarantees.filter(({ proofs }) => proofs.length > 0))('$id is proved where it says', ({ id, proofs }) => {
    for (const path of proofs) {
      expect(existsSync(join(ROOT, path)), `${path} exists`).toBe(true)
      expect(readFileSync(join(ROOT, path), 'utf8'), `${path} has a test of ${id}`).toMatch(new RegExp(`['"\`](?:[A-Z]\\d+[,:] ?(?:and )?)*${id}[:,]`))
    }
  })
})
