import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { fileSpool } from './file-spool.ts'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'paperclip-spool-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return join(made, 'spool')
}
const end = (runId: string, ending: unknown = { kind: 'ended' }) => ({ companyId: 'cmp_a', runId, agentId: 'agt_a', fence: 3, ending })

it('F2: keeps results for another process on the same folder, for its owner alone', async () => {
  const root = folder()
  await fileSpool(root).keep(end('run_a'))
  await fileSpool(root).keep(end('run_a', { kind: 'ended', summary: 'Later.' }))
  await fileSpool(root).keep(end('run_b'))
  const later = fileSpool(root)
  expect((await later.list()).map(({ runId }) => runId).sort()).toEqual(['run_a', 'run_b'])
  expect(await later.get({ companyId: 'cmp_a', runId: 'run_a' })).toEqual(end('run_a', { kind: 'ended', summary: 'Later.' }))
  expect([statSync(root), ...readdirSync(root).map(name => statSync(join(root, name)))].map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600', '600'])
  await later.remove({ companyId: 'cmp_a', runId: 'run_a' })
  await later.remove({ companyId: 'cmp_a', runId: 'run_a' })
  expect(await fileSpool(root).list()).toEqual([{ companyId: 'cmp_a', runId: 'run_b' }])
})

it('has nothing, and makes nothing, before something is kept', async () => {
  const root = folder(), spool = fileSpool(root)
  expect(await spool.list()).toEqual([])
  expect(await spool.get({ companyId: 'cmp_a', runId: 'run_a' })).toBeUndefined()
  expect(() => statSync(root)).toThrow(/ENOENT/)
})

it('F2: is bounded: refuses a result that is too large, and any once it is full', async () => {
  const root = folder(), spool = fileSpool(root)
  await expect(spool.keep(end('run_a', 'x'.repeat(1_000_000)))).rejects.toMatchObject({ code: 'too_large' })
  for (let n = 0; n < 64; n++) await spool.keep(end(`run_${n}`, 'x'.repeat(990_000)))
  await expect(spool.keep(end('run_more', 'x'.repeat(990_000)))).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('no more is kept') })
  expect(await spool.list()).toHaveLength(64)
})

it('F2: sweeps what a process left half written when it was killed, and nothing that is being written or is not its own', async () => {
  const root = folder(), spool = fileSpool(root)
  await spool.keep(end('run_a'))
  const [torn, fresh, other] = ['cmp_a.run_b.json.new', 'cmp_a.run_c.json.new', 'notes.new'].map(name => join(root, name)) as [string, string, string]
  for (const path of [torn, fresh, other]) writeFileSync(path, '{"compan')
  for (const path of [torn, other]) utimesSync(path, new Date('2026-01-01'), new Date('2026-01-01'))
  expect(await fileSpool(root).list()).toEqual([{ companyId: 'cmp_a', runId: 'run_a' }])
  expect(readdirSync(root).sort()).toEqual(['cmp_a.run_a.json', 'cmp_a.run_c.json.new', 'notes.new'])
  await spool.keep(end('run_c'))
  expect(readdirSync(root).sort()).toEqual(['cmp_a.run_a.json', 'cmp_a.run_c.json', 'notes.new'])
})

it('F2: leaves no half of a result behind that could not be kept', async () => {
  const root = folder(), spool = fileSpool(root)
  await spool.keep(end('run_a'))
  mkdirSync(join(root, 'cmp_a.run_b.json'))
  await expect(spool.keep(end('run_b'))).rejects.toMatchObject({ code: 'misconfigured' })
  expect(readdirSync(root).sort()).toEqual(['cmp_a.run_a.json', 'cmp_a.run_b.json'])
})

it('F2: takes what a crash tore for no result, and says so of what is none', async () => {
  const root = folder(), spool = fileSpool(root)
  await spool.keep(end('run_a'))
  writeFileSync(join(root, 'cmp_a.run_b.json.new'), '{"compan')
  writeFileSync(join(root, 'cmp_a.run_c.json'), '{}')
  expect((await spool.list()).map(({ runId }) => runId).sort()).toEqual(['run_a', 'run_c'])
  await expect(spool.get({ companyId: 'cmp_a', runId: 'run_c' })).rejects.toMatchObject({ code: 'misconfigured' })
  await expect(spool.keep({ ...end('run_d'), companyId: '../elsewhere' })).rejects.toMatchObject({ code: 'invalid_input' })
})
