import { MemoryData, memoryStore } from '@paperclip/core'
import { FakeClock } from '@paperclip/core/testing'
import type { FastifyRequest } from 'fastify'
import { describe, expect, it } from 'vitest'
import { Gate } from '../access/gate.ts'
import { served } from '../testing/served.ts'
import { exportLog } from './export-log.ts'

/** An export that somebody with a key began, and how to read on. */
async function exporting() {
  const clock = new FakeClock(), { acme, paperclip } = await served({ paperclip: { store: memoryStore({ data: new MemoryData(), clock }), clock }, server: { clock } })
  const { key, token } = await acme.keys.create({ name: 'ci', level: 'viewer' }), { seq: upTo } = await acme.audit.head()
  const request = { headers: { authorization: `Bearer ${token}` } } as FastifyRequest
  const records = exportLog({ context: { clock, gate: new Gate(paperclip) }, request }, { company: acme, after: 0, upTo })
  expect((await records.next()).value).toMatchObject({ seq: 1 })
  return { clock, acme, key, upTo, records }
}

describe('an export of the audit log', () => {
  it('ends at the record that was the last when it began', async () => {
    const { clock, acme, upTo, records } = await exporting()
    for (let n = 0; n < 3; n++) await acme.notes.write({ body: 'Written later' })
    const seqs: number[] = []
    for await (const { seq } of records) {
      seqs.push(seq)
      await clock.advance(5_000)
    }
    expect(seqs).toEqual(Array.from({ length: upTo - 1 }, (_, n) => n + 2))
  })

  it('O07: breaks off within a second of the end of the key it was begun with', async () => {
    const { clock, acme, key, records } = await exporting()
    await acme.keys.revoke(key.id)
    await clock.advance(1_000)
    await expect(records.next()).rejects.toMatchObject({ code: 'unauthorized' })
    expect(await records.next()).toEqual({ value: undefined, done: true })
  })
})
