import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPaperclip, memoryKeepers, type CompanyHandle, type Run } from '@paperclip/core'
import { scripted, scriptedAdapter } from '@paperclip/core/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { libsqlConnect, type Connect, type SqliteDatabase } from '../database.ts'
import { openSqlite } from '../open-sqlite.ts'
import { laidOutFile } from '../testing/laid-out-file.ts'

/** A place for a file that can be filled and emptied. */
interface Disk { file: string; connect?: Connect; fill(): void; free(): void; end(): void }

/** A disk so small that it fills up; larger than the write-ahead log, which is begun anew at about 4 MB. */
function smallDisk(): Disk | null {
  const folder = mkdtempSync(join(tmpdir(), 'paperclip-full-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    rmSync(folder, { recursive: true, force: true })
    return null
  }
  const filler = join(folder, 'filler')
  return {
    file: join(folder, 'paperclip.db'),
    fill() {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(filler, Buffer.alloc(bavail * bsize))
    },
    free: () => rmSync(filler),
    end() {
      execFileSync('umount', ['--lazy', folder])                       // libsql lets go of a closed file when its statements are collected
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A file that may not grow. */
async function cappedFile(): Promise<Disk> {
  const folder = mkdtempSync(join(tmpdir(), 'paperclip-capped-')), databases: SqliteDatabase[] = [], libsql = await libsqlConnect()
  const pages = (most: number) => databases.forEach(database => database.exec(`pragma max_page_count = ${most}`))
  return {
    file: join(folder, 'paperclip.db'),
    connect(file) {
      const database = libsql(file)
      databases.push(database)
      return database
    },
    fill: () => pages(1),                                              // SQLite takes it for as many as there are
    free: () => pages(1_000_000),
    end: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const small = smallDisk()
const DISKS: (readonly [name: string, disk: Disk | null])[] = [
  [`a disk of 12 MB${small ? '' : ' (SKIPPED: this user may not mount a small tmpfs)'}`, small],
  ['a file that may not grow (max_page_count, no real disk)', await cappedFile()],
]
afterAll(() => DISKS.forEach(([, disk]) => disk?.end()))

const LIMITS = { leaseMs: 1_000, renewEveryMs: 200, selfAbortMs: 600, sweepMs: 100, spendEveryMs: 10, backoffFirstMs: 50, backoffMostMs: 100, parkAfter: 1_000, breakerAfter: 1_000 } as const
const AGENTS = 6

describe('a file on a full disk', () => {
  it.skipIf(small === null)('F1: is not opened, because the disk is full, and is once there is space', async () => {
    if (!small) return
    const file = await laidOutFile(dirname(small.file)), open = () => openSqlite({ file, keepers: memoryKeepers() })
    small.fill()
    try {
      await expect(open()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining('is full') })
    } finally {
      small.free()
    }
    await (await open()).close()
  })
})

describe.each(DISKS)('a company at work on %s', (_, disk) => {
  it.skipIf(disk === null)('F1, B3, R3: gets a typed error while it is full, keeps its runs or their reservations, can be read, and goes on by itself once there is space', async () => {
    if (!disk) return
    const complaints: unknown[] = []
    const store = await openSqlite({ file: disk.file, keepers: memoryKeepers(), ...disk.connect ? { connect: disk.connect } : {} })
    let isFull = false, isEnough = false
    const [inTheMiddle, filled] = [gate(), gate()]
    const adapter = scriptedAdapter({ async work({ desk, brief, spend }) {
      await spend({ id: 'call', cost: 1_000 })
      if (isEnough) {
        inTheMiddle.open()
        await filled.opened
      }
      await new Promise(resolve => { setTimeout(resolve, 20) })
      await desk.finish({ task: brief.focus?.identifier ?? '', result: 'x'.repeat(10_000) })
      return { kind: 'done', summary: isFull ? 'in spite of it' : '' }
    } })
    const complain = (_message: string, { error }: Readonly<Record<string, unknown>> = {}) => void complaints.push(error)
    const paperclip = createPaperclip({ store, adapters: [adapter], limits: LIMITS, logger: { warn: complain, error: complain } })
    const acme = await paperclip.found({ slug: 'acme' })
    await acme.roles.set({ slug: 'worker' })
    for (let n = 0; n < AGENTS; n++) await acme.agents.hire({ ...scripted(`agent-${n}`, 'work'), heartbeat: { cap: '$0.01' }, budget: { limit: '$5' } })
    for (let n = 0; n < AGENTS * 6; n++) await acme.tasks.create({ title: 'Write much', assignee: `agent-${n % AGENTS}` })

    const enough = heard(acme, 'run.succeeded', AGENTS)
    await paperclip.start()
    await enough
    isEnough = true
    await inTheMiddle.opened
    disk.fill()
    isFull = true
    const refused: unknown = await createUntilRefused(acme)                                   // until nothing is left of what the write-ahead log has already
    filled.open()
    await expect.poll(() => complaints.length, { timeout: 10_000 }).toBeGreaterThan(0)
    expect(refused).toMatchObject({ code: 'unavailable', message: expect.stringContaining(disk.file) })
    expect(refused).toMatchObject({ message: expect.stringMatching(/full/) })
    await new Promise(resolve => { setTimeout(resolve, 2 * LIMITS.leaseMs) })               // long enough for leases to run out and sweeps to fail
    expect(await acme.audit.verify()).toMatchObject({ ok: true })
    const during = await everyRun(acme)
    expect(during.filter(run => run.status === 'running' && run.spent + run.reserved !== run.cap), 'an open run holds what it has not spent').toEqual([])
    if (!disk.connect) expect(during.filter(({ status }) => status === 'running').length, 'it was full in the middle of runs').toBeGreaterThan(0)
    expect((await acme.tasks.list()).rows.length).toBeGreaterThan(0)

    disk.free()
    isFull = false
    const open = async () => (await acme.tasks.list({ limit: 500 })).rows.filter(({ status, title }) => status !== 'done' && title === 'Write much').length
    await expect.poll(open, { timeout: 20_000, interval: 50 }).toBe(0)
    await paperclip.stop()
    const runs = await everyRun(acme)
    expect(runs.filter(({ endedAt, reserved }) => endedAt === null || reserved > 0)).toEqual([])
    for (const { id } of (await acme.budgets.list()).rows) {
      const balance = await acme.budgets.balance(id)
      expect(balance).toMatchObject({ reserved: 0, spent: runs.reduce((sum, run) => (run.balances.includes(balance.id) ? sum + run.spent : sum), 0) })
    }
    expect(await acme.audit.verify()).toMatchObject({ ok: true })
    expect(complaints.filter(error => Reflect.get(Object(error), 'code') !== 'unavailable'), 'whatever was complained of has its type').toEqual([])
    await store.close()
  }, 60_000)
})

/** Holds whoever waits until it is opened. */
function gate() {
  let open = (): void => {}
  const opened = new Promise<void>(resolve => { open = resolve })
  return { opened, open: () => open() }
}

/** The first refusal of a disk that has at most a page or two left. */
async function createUntilRefused(acme: CompanyHandle): Promise<unknown> {
  for (let n = 0; n < 100; n++) {
    const refused: unknown = await acme.tasks.create({ title: 'No room', description: 'x'.repeat(20_000) }).then(() => undefined, (error: unknown) => error)
    if (refused) return refused
  }
  return undefined
}

const heard = (acme: CompanyHandle, action: string, times: number) => new Promise<void>(resolve => {
  let left = times
  const stop = acme.on(event => {
    if (event.kind !== 'record' || event.record.action !== action || --left > 0) return
    stop()
    resolve()
  })
})

const everyRun = async (acme: CompanyHandle): Promise<Run[]> => (await acme.runs.list({ limit: 500 })).rows
