import type { Run } from '@paperclip/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { badCompany, CANARY, HOSTILE, livingOf, PLANTED, slugOf, whyNot, type BadCompany, type Told } from './fixtures/bad-company.ts'

/** Those that take what a machine has are looked at beside nobody but good ones and idle ones. */
const GROUPS: readonly (readonly string[])[] = [
  ['flood.sh'], ['fork-bomb.py', 'twice.sh', 'silent.sh'], ['no-newline.sh', 'hang.sh', 'closes-stdout.py', 'deaf.sh', 'escapes.py', 'garbage.sh', 'lies.sh', 'tells.sh'],
].map(group => group.filter(program => whyNot(program) === null)).filter(group => group.length > 0)

const companies: { group: readonly string[]; company: BadCompany }[] = []
beforeAll(async () => { for (const group of GROUPS) companies.push({ group, company: await badCompany(group) }) }, 200_000)
afterAll(async () => { for (const { company } of companies) await company.end() })

const companyOf = (program: string): BadCompany => companies.find(({ group }) => group.includes(program))!.company

/** A test of one program, or its name with the reason why it cannot run here. */
function itOf(program: string, name: string, test: (told: Told) => void | Promise<void>): void {
  const why = whyNot(program)
  if (why === null) it(name, async () => test(await companyOf(program).of(program)))
  else it.skip(`${name} (SKIPPED: ${why})`, () => {})
}

const MS = { second: 1_000, most: 20_000 }
const took = ({ startedAt, endedAt }: Run): number => (endedAt?.getTime() ?? Infinity) - startedAt.getTime()
const told = (runs: readonly Run[]): string[] => runs.map(({ status, failure }) => `${status} ${failure}`)
const times = <T>(many: number, what: T): T[] => Array.from({ length: many }, () => what)

/** What comes of an agent that fails whatever it is given: five runs, then its breaker is open; its first task is put aside after three, and never kept the second from its turn. */
function expectBroken({ runs, tasks, incidents }: Told, how: string): void {
  expect(told(runs)).toEqual(times(5, how))
  expect(runs.map(({ taskId }) => taskId)).toEqual([...times(3, tasks[0]?.id), ...times(2, tasks[1]?.id)])
  expect(tasks.map(({ failedRuns, parkedAt }) => [failedRuns, parkedAt !== null])).toEqual([[3, true], [2, false]])
  const of = (kind: string) => incidents.filter(incident => incident.kind === kind)
  expect(of('task_parked')).toMatchObject([{ status: 'open', taskId: tasks[0]?.id, runId: runs[2]?.id, detail: expect.stringMatching(/put aside: 3 runs in a row failed/) }])
  expect(of('breaker_open')).toMatchObject([{ status: 'open', runId: runs[4]?.id }])
}

/** What comes of one that ends well and does nothing: each task is put aside after three runs. */
function expectIdle({ runs, tasks, incidents }: Told): void {
  expect(told(runs)).toEqual(times(6, 'succeeded null'))
  expect(tasks.map(({ idleRuns, parkedAt, status }) => [idleRuns, parkedAt !== null, status])).toEqual(times(2, [3, true, 'in_progress']))
  expect(incidents.filter(({ kind }) => kind === 'task_parked').map(({ detail }) => /succeeded without doing anything to it/.test(detail))).toEqual([true, true])
}

const spent = (runs: readonly Run[]) => runs.map(({ spent, reserved, estimated }) => ({ spent, reserved, estimated }))
const known = (cost: number) => ({ spent: cost, reserved: 0, estimated: false })

describe('a hostile agent that is a program', () => {
  itOf('hang.sh', 'P1, P2, P3: that hangs is ended when it has been silent for too long', ({ runs, logs, ...rest }) => {
    expectBroken({ runs, logs, ...rest }, 'timed_out timeout')
    expect(Math.max(...runs.map(took))).toBeLessThan(MS.most)
    for (const { text } of logs) expect(text).toMatch(/I am thinking\.\nThe run is stopped: it was silent for too long\./)
  })

  itOf('flood.sh', 'P1, P2, P3, G03: that writes 1 GB has a log of 5 MB, which says so', ({ logs, ...rest }) => {
    expectBroken({ logs, ...rest }, 'failed crashed')
    for (const { text, bytes } of logs) {
      expect(text.length).toBeLessThan(5_100_000)
      expect(bytes).toBeLessThan(12_000_000)
      expect(text.match(/The log of this run is full \(5000000 characters\)/g)).toHaveLength(1)
    }
  })

  itOf('no-newline.sh', 'P1, P2, P3: that never ends a line has the beginning of it in its log', ({ logs, ...rest }) => {
    expectBroken({ logs, ...rest }, 'failed crashed')
    for (const { text } of logs) {
      expect(text.length).toBeLessThan(20_000)
      expect(text).toMatch(/x{1000}/)
    }
  })

  itOf('fork-bomb.py', 'P1, P2, P3, X1: that forks as fast as it may is ended with all its children', ({ logs, ...rest }) => {
    expectBroken({ logs, ...rest }, 'timed_out timeout')
    expect(logs.map(({ text }) => text), 'it really was many').toContainEqual(expect.stringMatching(/Ending the run: SIGTERM to process group \d+ \(.* and \d+ more\)/))
  })

  itOf('escapes.py', 'P1, P2, P3, X1: that leaves daemons behind leaves none, and its log says which were killed', ({ logs, ...rest }) => {
    expectBroken({ logs, ...rest }, 'failed crashed')
    for (const { text } of logs) expect(text).toMatch(/Killed what the agent left behind: python\S* \d+, python\S* \d+, python\S* \d+/)
  })

  itOf('closes-stdout.py', 'P1, P2, P3: that closes its output and stays is ended as any other that is silent', data => expectBroken(data, 'timed_out timeout'))

  itOf('garbage.sh', 'P1, P3: that writes garbage and ends well has done nothing: no deed of it counts, and its tasks are put aside', ({ runs, tasks, logs, ...rest }) => {
    expectIdle({ runs, tasks, logs, ...rest })
    expect(spent(runs)).toEqual(times(6, known(0)))
    for (const { text } of logs) {
      expect(text).toContain('does not carry the nonce of this run')
      expect(text).toContain('A report was refused.')
      expect(text).not.toContain('\0')
    }
    expect(tasks.map(({ result }) => result)).toEqual([null, null])
  })

  itOf('lies.sh', 'B2, B3, P1: that lies about what it cost is charged what it said truly, and each lie stands in its log', ({ runs, logs, ...rest }) => {
    expectBroken({ runs, logs, ...rest }, 'failed crashed')
    expect(spent(runs)).toEqual(times(5, known(20_000)))
    for (const { text } of logs) expect(text.match(/A report was refused\. A report of type "usage" is not valid\./g)?.length).toBeGreaterThanOrEqual(9)
  })

  itOf('twice.sh', 'B3, P1: that reports everything twice is charged once, and its task is done once', ({ runs, tasks, incidents }) => {
    expect(told(runs)).toEqual(times(2, 'succeeded null'))
    expect(spent(runs)).toEqual(times(2, known(30_000)))
    expect(tasks.map(({ status, result }) => [status, result])).toEqual(times(2, ['done', 'Done, time 1.']))
    expect(incidents).toEqual([])
  })

  itOf('silent.sh', 'P1, P3: that never reports anything has done nothing, and its tasks are put aside', ({ runs, ...rest }) => {
    expectIdle({ runs, ...rest })
    expect(spent(runs)).toEqual(times(6, known(0)))
  })

  itOf('deaf.sh', 'P1, P2, P3, X1: that ignores SIGTERM is killed after its grace', ({ runs, logs, ...rest }) => {
    expectBroken({ runs, logs, ...rest }, 'timed_out timeout')
    expect(Math.max(...runs.map(took))).toBeLessThan(MS.most)
    for (const { text } of logs) expect(text).toContain('It did not end within 200 ms: SIGKILL.')
  })

  itOf('tells.sh', 'X2, P1: that tells all it knows tells no secret of its own, and knows none of ours', async ({ runs, logs, incidents, ...rest }) => {
    expectBroken({ runs, logs, incidents, ...rest }, 'failed auth')
    expect(spent(runs)).toEqual(times(5, known(1_000)))
    const { acme } = companyOf('tells.sh')
    const kept = JSON.stringify([runs, logs, incidents, (await acme.budgets.movements({ limit: 500 })).rows, (await acme.notes.list({ limit: 500 })).rows, (await acme.audit.list({ limit: 500 })).rows])
    for (const secret of [CANARY, Buffer.from(CANARY).toString('base64'), PLANTED]) expect(kept).not.toContain(secret)
    expect(logs[0]?.text).toContain('API_KEY=[secret api-key]')
    const names = [...logs[0]?.text.matchAll(/^([A-Za-z_]+)=/gm) ?? []].map(match => match[1] ?? '')
    expect(names.filter(name => !/^(PATH|LANG|LANGUAGE|LC_[A-Z]+|TZ|HOME|TMPDIR|PWD|OLDPWD|SHLVL|_|API_KEY|PAPERCLIP_[A-Z_]+)$/.test(name))).toEqual([])
  })
})

const missing = Object.keys(HOSTILE).filter(program => whyNot(program) !== null).map(slugOf)

describe.each(GROUPS.map(group => [group.map(slugOf).join(', '), group] as const))(`a company with %s${missing.length > 0 ? ` (SKIPPED: ${missing.join(', ')})` : ''}`, (_, [program = '']) => {
  it('P2: delays others by less than 5 %: of the runs that good agents were to have, at least 95 % took place', () => {
    const { runs, slots, lateMs } = companyOf(program).healthy
    expect(runs / slots, `${runs} runs in ${slots} slots, on average ${lateMs.toFixed(0)} ms after their time`).toBeGreaterThan(0.95)
  })

  it('P1: keeps its memory and its beat', () => {
    const { grownMb, delay } = companyOf(program)
    expect(grownMb, 'megabytes').toBeLessThan(300)
    expect(delay.p99, `milliseconds; at most ${delay.most.toFixed(0)}`).toBeLessThan(250)
  })

  it('X1, S2: has no process and no directory of any run left', () => {
    const { acme, places } = companyOf(program)
    expect(livingOf(acme.id)).toEqual([])
    expect(places).toEqual([])
  })

  it('B3, A1, R3: has its money and its log in order: nothing is reserved, every run has ended, whoever has work is armed or held', async () => {
    const { acme } = companyOf(program)
    const runs = (await acme.runs.list({ limit: 500 })).rows
    expect(runs.filter(({ endedAt, reserved }) => endedAt === null || reserved !== 0)).toEqual([])
    for (const { id } of (await acme.budgets.list({ limit: 500 })).rows) {
      const balance = await acme.budgets.balance(id)
      expect(balance).toMatchObject({ reserved: 0, spent: runs.reduce((sum, run) => (run.balances.includes(balance.id) ? sum + run.spent : sum), 0) })
    }
    expect(await acme.audit.verify()).toMatchObject({ ok: true })
    expect(await acme.check()).toEqual({ ok: true, problems: [] })
  })
})
