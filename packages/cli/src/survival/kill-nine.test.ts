import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processAdapter } from '@paperclip/adapters/process'
import { createPaperclip, usd, type CompanyHandle, type PaperclipEvent } from '@paperclip/core'
import { openSqlite } from '@paperclip/store-sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SOURCE } from '../testing/command.ts'
import { SHORT_LEASES } from './short-leases.ts'

const isLinux = process.platform === 'linux'

/** Spends on its first run and then hangs; finishes the task on the next, when the marker file is there. */
const AGENT = `
const fs = require('node:fs')
const say = line => console.log(JSON.stringify({ paperclip: 1, nonce: process.env.PAPERCLIP_NONCE, ...line }))
const marker = process.argv[1]
let input = ''
process.stdin.on('data', part => { input += part }).on('end', () => {
  const brief = JSON.parse(input)
  if (fs.existsSync(marker)) {
    say({ type: 'desk', verb: 'finish', input: { task: brief.focus.id, result: 'done at last' } })
    say({ type: 'result', summary: 'second time' })
    return
  }
  fs.writeFileSync(marker, '')
  say({ type: 'usage', id: 'first call', costUsd: '0.05' })
  console.log('pid ' + process.pid)
  setInterval(() => {}, 1000)
})`

let folder = ''
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'paperclip-kill-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const heard = (acme: CompanyHandle, is: (event: PaperclipEvent) => boolean) => new Promise<void>(resolve => {
  const stop = acme.on(event => {
    if (!is(event)) return
    stop()
    resolve()
  })
})

/** Processes that carry the marker of a run. */
const marked = (runId: string): string[] => readdirSync('/proc').filter(pid => /^\d+$/.test(pid)).filter(pid => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PAPERCLIP_RUN_ID=${runId}`)
  } catch {
    return false
  }
})

describe.skipIf(!isLinux)('a node that is killed', () => {
  it('C1, C4, B4, R4: is survived: what its agent left running is killed, its run is lost at the worst cost, and the work is done by the next node without a human', async () => {
    const file = join(folder, 'paperclip.db')
    const founding = await openSqlite({ file })
    const before = await createPaperclip({ store: founding, adapters: [processAdapter()] }).found({ slug: 'acme' })
    await before.roles.set({ slug: 'worker' })
    await before.agents.hire({
      slug: 'ada', role: 'worker', heartbeat: { cap: '$0.20' }, budget: { limit: '$5' },
      adapter: { kind: 'process', config: { command: [process.execPath, '-e', AGENT, join(folder, 'been-here')] } },
    })
    await before.tasks.create({ title: 'Take it slowly', assignee: 'ada' })
    await founding.close()

    const node = spawn(process.execPath, ['--conditions=x-src', SOURCE, join(import.meta.dirname, 'node.child.ts'), file], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    for await (const part of node.stdout) if (/agent:pid \d+\n/.test(said += String(part))) break
    node.kill('SIGKILL')
    await once(node, 'exit')

    const store = await openSqlite({ file })
    const paperclip = createPaperclip({ store, adapters: [processAdapter()], limits: SHORT_LEASES })
    const acme = await paperclip.company('acme')
    const { rows: [lost] } = await acme.runs.list()
    expect(lost?.status).toBe('running')
    expect(marked(lost?.id ?? '').length).toBeGreaterThan(0)

    let orphansAtEnd: string[] | undefined
    const ended = heard(acme, event => {
      if (event.kind !== 'record' || event.record.action !== 'run.lost') return false
      orphansAtEnd = marked(lost?.id ?? '')
      return true
    })
    await paperclip.start()
    await ended
    expect(orphansAtEnd).toEqual([])
    expect(await acme.tasks.finished('ACME-1')).toMatchObject({ status: 'done', result: 'done at last' })
    await paperclip.stop()

    const { rows: runs } = await acme.runs.list()
    expect(runs.map(({ status }) => status)).toEqual(['lost', 'succeeded'])
    expect(runs[0]).toMatchObject({ spent: usd(0.2), estimated: true, reserved: 0 })
    const { rows: [budget] } = await acme.budgets.list()
    expect(await acme.budgets.balance(budget?.id ?? '')).toMatchObject({ spent: usd(0.2), reserved: 0 })
    expect(await acme.audit.verify()).toMatchObject({ ok: true })
    await store.close()
  }, 60_000)
})
