import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { Blobs } from '../../ports/blobs.ts'
import type { Runner } from '../runner.ts'
import { refused } from '../store-suite/refused.ts'

/** Blobs under test, on data of their own. */
export interface OpenedBlobs {
  blobs: Blobs
  /** Another handle on the same data, as another process would have. */
  second: Blobs
  /** Removes the data. */
  close(): Promise<void>
}

/** What is tested, such as "a folder", and how each test gets one of its own. */
export interface BlobsSuite { name: string; open(): Promise<OpenedBlobs> }

const A = 'cmp_a', B = 'cmp_b'
const ROOMY = { most: 10_000_000 }
const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
const bytesOf = (text: string) => new TextEncoder().encode(text)
const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

async function* inChunks(...chunks: readonly (string | Error)[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    if (chunk instanceof Error) throw chunk
    yield bytesOf(chunk)
  }
}

/** Every promise of the port of blobs as a test, for the runner that is handed in. */
export function testBlobs({ describe, it }: Runner, { name, open }: BlobsSuite): void {
  const on = (what: string, test: (opened: OpenedBlobs) => Promise<void>) => it(what, async () => {
    const opened = await open()
    try {
      await test(opened)
    } finally {
      await opened.close()
    }
  })

  describe(`${name} keeps the promises of blobs`, () => {
    on('gives bytes back by their digest, through any handle', async ({ blobs, second }) => {
      assert.deepEqual(await blobs.put(A, bytesOf('abc'), ROOMY), { sha256: ABC, bytes: 3 })
      for (const handle of [blobs, second]) {
        assert.equal(await handle.has(A, ABC), true)
        assert.deepEqual(await handle.get(A, ABC), bytesOf('abc'))
      }
    })

    on('keeps every kind of byte, and none at all', async ({ blobs, second }) => {
      for (const body of [Uint8Array.from({ length: 70_000 }, (_, n) => n % 256), new Uint8Array(0), bytesOf('a\0b\r\n\ufeff')]) {
        const { sha256, bytes } = await blobs.put(A, body, ROOMY)
        assert.deepEqual({ sha256, bytes }, { sha256: digestOf(body), bytes: body.byteLength })
        assert.deepEqual(await second.get(A, sha256), body)
      }
    })

    on('takes a stream, even one that fills the same buffer again and again', async ({ blobs }) => {
      assert.deepEqual(await blobs.put(A, inChunks('a', '', 'bc'), ROOMY), { sha256: ABC, bytes: 3 })
      const body = Uint8Array.from({ length: 3_000_000 }, (_, n) => (n * 7) % 251)
      async function* reusing() {
        const buffer = new Uint8Array(64_000)
        for (let from = 0; from < body.length; from += buffer.length) {
          const part = body.subarray(from, from + buffer.length)
          buffer.set(part)
          yield buffer.subarray(0, part.length)
        }
      }
      const { sha256, bytes } = await blobs.put(A, reusing(), ROOMY)
      assert.deepEqual({ sha256, bytes }, { sha256: digestOf(body), bytes: body.length })
      assert.equal(Buffer.compare(await blobs.get(A, sha256) ?? new Uint8Array(0), body), 0)
    })

    on('is `too_large` above the most, keeps nothing of it, and lets its source go', async ({ blobs }) => {
      assert.equal((await blobs.put(A, bytesOf('abc'), { most: 3 })).bytes, 3)
      await blobs.remove(A, ABC)
      const source = { given: 0, isClosed: false }
      async function* endless() {
        try {
          for (;;) {
            source.given++
            yield bytesOf('a')
          }
        } finally {
          source.isClosed = true
        }
      }
      for (const body of [bytesOf('abc'), inChunks('ab', 'c'), endless()]) assert.equal((await refused(blobs.put(A, body, { most: 2 }))).code, 'too_large')
      assert.deepEqual(source, { given: 3, isClosed: true })
      assert.equal(await blobs.has(A, ABC), false)
      assert.equal(await blobs.has(A, digestOf(bytesOf('ab'))), false)
    })

    on('keeps nothing of a source that fails, and says what it said', async ({ blobs }) => {
      const broken = new Error('broken')
      assert.equal(await refused(blobs.put(A, inChunks('abc', broken), ROOMY)), broken)
      assert.equal(await blobs.has(A, ABC), false)
      assert.equal(await blobs.get(A, ABC), undefined)
    })

    on('takes the same bytes again, also at the same time', async ({ blobs, second }) => {
      const all = await Promise.all(Array.from({ length: 8 }, (_, n) => (n % 2 ? blobs : second).put(A, inChunks('a', 'bc'), ROOMY)))
      for (const stored of all) assert.deepEqual(stored, { sha256: ABC, bytes: 3 })
      assert.deepEqual(await blobs.get(A, ABC), bytesOf('abc'))
      await blobs.remove(A, ABC)
      assert.equal(await second.has(A, ABC), false)
    })

    on('keeps companies apart', async ({ blobs, second }) => {
      await blobs.put(A, bytesOf('abc'), ROOMY)
      assert.equal(await blobs.get(B, ABC), undefined)
      assert.equal(await blobs.has(B, ABC), false)
      await blobs.put(B, bytesOf('abc'), ROOMY)
      await blobs.remove(B, ABC)
      await blobs.destroy(B)
      assert.deepEqual(await second.get(A, ABC), bytesOf('abc'))
    })

    on('removes one, or all of a company, whether or not it is there', async ({ blobs, second }) => {
      const other = (await blobs.put(A, bytesOf('other'), ROOMY)).sha256
      await blobs.put(A, bytesOf('abc'), ROOMY)
      await blobs.put(B, bytesOf('abc'), ROOMY)
      for (let times = 0; times < 2; times++) await second.remove(A, other)
      assert.deepEqual([await blobs.has(A, other), await blobs.has(A, ABC)], [false, true])
      for (let times = 0; times < 2; times++) await second.destroy(A)
      assert.deepEqual([await blobs.has(A, ABC), await blobs.has(B, ABC)], [false, true])
      await blobs.put(A, bytesOf('abc'), ROOMY)
      assert.equal(await blobs.has(A, ABC), true)
    })

    on('gives copies: changing one changes nothing', async ({ blobs }) => {
      const body = bytesOf('abc')
      await blobs.put(A, body, ROOMY)
      body.fill(0);
      (await blobs.get(A, ABC))?.fill(0)
      assert.deepEqual(await blobs.get(A, ABC), bytesOf('abc'))
    })

    on('refuses names that could lead out of the company', async ({ blobs }) => {
      await blobs.put(A, bytesOf('abc'), ROOMY)
      for (const company of ['', '.', '..', `../${A}`, `${A}/../${A}`, `${A}\0`, `${A}/`, `${A}\n`, '/etc', 'a b', 'x'.repeat(201)]) {
        const uses = [() => blobs.put(company, bytesOf('abc'), ROOMY), () => blobs.get(company, ABC), () => blobs.has(company, ABC), () => blobs.remove(company, ABC), () => blobs.destroy(company)]
        for (const use of uses) assert.equal((await refused(use())).code, 'invalid_input', JSON.stringify(company))
      }
      for (const sha256 of ['', '..', `../ba/${ABC}`, ABC.toUpperCase(), ABC.slice(1), `${ABC}0`, `${ABC}\n`, `${ABC.slice(0, 62)}/x`]) {
        for (const use of [() => blobs.get(A, sha256), () => blobs.has(A, sha256), () => blobs.remove(A, sha256)]) assert.equal((await refused(use())).code, 'invalid_input', JSON.stringify(sha256))
      }
      assert.equal(await blobs.has(A, ABC), true)
    })
  })
}
