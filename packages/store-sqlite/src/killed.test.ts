import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { foundCompany, verifiedChain } from '@paperclip/core/testing'
import { expect, it } from 'vitest'
import { openSqlite } from './open-sqlite.ts'
import { SOURCE } from './testing/child-process.ts'
import { temporaryFile } from './testing/temporary-file.ts'

const SAID = 200

it('C1: a process killed among works that share commits has lost none it was told of', async () => {
  const file = temporaryFile(), store = await openSqlite({ file }), company = await foundCompany(store)
  const child = spawn(process.execPath, ['--conditions=x-src', SOURCE, join(import.meta.dirname, 'testing/acking.child.ts'), file, company], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', data => {
    said += String(data)
    if (said.split('\n').length > SAID) child.kill('SIGKILL')
  })
  await once(child, 'close')
  const acked = said.split('\n').slice(0, -1)                              // the last line may be cut off
  expect(acked.length).toBeGreaterThanOrEqual(SAID)
  const found = await Promise.all(acked.map(id => store.read(company, view => view.get('session', id))))
  expect(found.filter(row => row === undefined)).toEqual([])
  expect((await verifiedChain(store, company)).length).toBe(1)
  await store.close()
}, 60_000)
