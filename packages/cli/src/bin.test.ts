import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { AuditRecord } from '@paperclip/core'
import { afterEach, describe, expect, it } from 'vitest'
import { COMMAND } from './testing/command.ts'

interface Event { kind: string; record?: AuditRecord; [field: string]: unknown }

const started: ChildProcess[] = []

afterEach(() => { for (const child of started.splice(0)) child.kill('SIGKILL') })

const is = (action: string, more: (record: AuditRecord) => boolean = () => true) => ({ record }: Event): boolean => record?.action === action && more(record)

/** What a newcomer sees within a minute. */
const SEEN: Readonly<Record<string, (event: Event) => boolean>> = {
  'the CEO gives work to the CTO': is('task.create', ({ actorKind, before }) => actorKind === 'agent' && before === null),
  'a task under a task': is('task.create', ({ after }) => typeof after?.['parentId'] === 'string'),
  'a task handed in': is('task.hand_in'),
  'a task sent back': is('task.send_back'),
  'a task accepted': is('task.finish', ({ before }) => before?.['status'] === 'in_review'),
  'money spent': is('money.spend', ({ after }) => Number(after?.['amount']) > 0),
  'a metric reported': is('goal.report'),
  'a budget stop': is('incident.open', ({ after }) => after?.['kind'] === 'budget_stop'),
  'an agent held by its budget': is('agent.hold', ({ after }) => after?.['cause'] === 'budget'),
  'a hire put to the board': is('approval.ask', ({ after, actorKind }) => actorKind === 'agent' && after?.['actKind'] === 'agent.hire'),
}

const call = (...argv: string[]) => spawnSync(process.execPath, [...COMMAND, ...argv], { encoding: 'utf8' })

/** Processes on this machine that run for a company. */
function processesOf(company: string): string[] {
  return readdirSync('/proc').filter(pid => /^\d+$/.test(pid)).filter(pid => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`PAPERCLIP_COMPANY_ID=${company}`)
    } catch {
      return false                                              // ended meanwhile, or somebody else's
    }
  })
}

describe('the demo', () => {
  it('shows delegation, review, money, a budget stop and a waiting approval, ends cleanly, and its log verifies', async () => {
    const data = mkdtempSync(join(tmpdir(), 'paperclipai-demo-'))
    const child = spawn(process.execPath, [...COMMAND, 'start', '--json', '--port', '0', '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] })
    started.push(child)
    const exit = new Promise<number | null>(resolve => child.once('close', resolve))
    let errors = '', isAsked = false
    child.stderr.on('data', chunk => { errors += String(chunk) })
    const missing = new Map(Object.entries(SEEN)), events: Event[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      const event = JSON.parse(line) as Event
      events.push(event)
      for (const [what, isIt] of missing) if (isIt(event)) missing.delete(what)
      if (missing.size === 0 && !isAsked) isAsked = child.kill('SIGINT')
    }
    expect({ exit: await exit, errors, missing: [...missing.keys()] }).toEqual({ exit: 0, errors: '', missing: [] })
    expect(events[0]).toMatchObject({ kind: 'started', origin: 'demo', companies: ['lantern'] })
    expect(events.at(-1)).toMatchObject({ kind: 'stopped', end: 'drained', failed: 0 })

    const { company, tasks, approvals, budgets } = JSON.parse(call('status', '--json', '--data', data).stdout)
    if (process.platform === 'linux') expect(processesOf(company.id)).toEqual([])
    expect(tasks.done).toBeGreaterThanOrEqual(5)
    expect(approvals.map(({ actKind }: { actKind: string }) => actKind).sort()).toEqual(['agent.hire', 'budget.raise'])
    expect(budgets.find(({ of }: { of: string }) => of === 'mia')).toMatchObject({ balance: { stoppedAt: expect.any(String), reserved: 0 } })
    expect(call('task', 'show', 'LAN-3', '--data', data).stdout).toContain('First: src/checkout/order.js:40, because it is known to be wrong.')
    expect(call('task', 'show', 'LAN-4', '--data', data).stdout).toContain('fails: ten cents and twenty cents are thirty cents')

    expect(call('audit', 'verify', '--data', data)).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('The log verifies.') })
  }, 120_000)

  it('keeps its text when whoever reads has enough', () => {
    const data = mkdtempSync(join(tmpdir(), 'paperclipai-pipe-'))
    call('company', 'create', 'acme', '--mission', 'Make widgets. '.repeat(280), '--data', data)
    const piped = spawnSync('sh', ['-c', `"$0" "$@" | head -c 10`, process.execPath, ...COMMAND, 'audit', 'export', '--data', data], { encoding: 'utf8' })
    expect(piped).toMatchObject({ status: 0, stderr: '', stdout: '{"seq":1,"' })
  }, 60_000)

  it('ends a start whose reader has enough', () => {
    const data = mkdtempSync(join(tmpdir(), 'paperclipai-head-'))
    const piped = spawnSync('sh', ['-c', `"$0" "$@" | head -n 1`, process.execPath, ...COMMAND, 'start', '--dry', '--json', '--port', '0', '--data', data], { encoding: 'utf8', timeout: 50_000 })
    expect({ status: piped.status, signal: piped.signal, first: JSON.parse(piped.stdout) }).toMatchObject({ status: 0, signal: null, first: { kind: 'started' } })
  }, 60_000)
})
