import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundCompany, sampleRow, verifiedChain } from '@paperclip/core/testing'
import { afterAll, expect, it } from 'vitest'
import { openSqlite } from './open-sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'paperclip-full-'))
const isMounted = tryMount()

function tryMount(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

afterAll(() => {
  if (isMounted) execFileSync('umount', ['--lazy', folder])        // libsql lets go of a closed file when its statements are collected
  rmSync(folder, { recursive: true, force: true })
})

it.skipIf(!isMounted)(`A1: a full disk is \`unavailable\`, loses nothing, and is no harm once there is space${isMounted ? '' : ' (SKIPPED: this user may not mount a small tmpfs)'}`, async () => {
  const file = join(folder, 'paperclip.db'), filler = join(folder, 'filler')
  const store = await openSqlite({ file })
  const company = await foundCompany(store)
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(filler, Buffer.alloc(bavail * bsize - 300_000))
  const write = (n: number) => store.transact(company, async tx => {
    const goal = sampleRow('goal', 'bare', { id: `goal_${n}`, description: 'x'.repeat(50_000) })
    await tx.record({ action: 'goal.create', noun: 'goal', before: null, after: goal, at: new Date(), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null })
  })
  let kept = 0
  const failure: unknown = await (async () => {
    for (; kept < 100; kept++) await write(kept)
  })().catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringContaining(file) })
  expect((await verifiedChain(store, company)).length).toBe(1 + kept)
  rmSync(filler)
  await write(kept)
  expect((await verifiedChain(store, company)).length).toBe(2 + kept)
  await store.close()
})
