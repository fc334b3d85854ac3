import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Outcome } from '@paperclip/core'
import { fakeBrief } from '@paperclip/core/testing'
import { commandOf, fixture, runFixture } from './fixtures/run-fixture.ts'

const PLANTED = {
  ANTHROPIC_API_KEY: 'canary-1', DATABASE_URL: 'canary-2', PAPERCLIP_SECRET: 'canary-3', PAPERCLIP_RUN_ID: 'canary-4', AWS_SECRET_ACCESS_KEY: 'canary-5',
  BASH_ENV: 'canary-6', LD_PRELOAD: '', NODE_OPTIONS: '--no-warnings', GIT_SSH_COMMAND: 'canary-7', npm_config_registry: 'canary-8', SSH_AUTH_SOCK: 'canary-9',
  XDG_CONFIG_HOME: 'canary-10', LC_SECRET_x: 'canary-11', PATHS: 'canary-12', USER: 'canary-13',
}
const INHERITED = { PATH: process.env['PATH'] ?? '', LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'Europe/Berlin', HOME: '/home/operator', TMPDIR: '/tmp/operator' }

interface Told { env: Record<string, string>; argv: string[]; cwd: string; stdin: number }
const told = (outcome: Outcome): Told => JSON.parse(outcome.kind === 'done' ? outcome.summary : '{}') as Told

afterEach(() => { for (const name of Object.keys(PLANTED)) delete process.env[name] })

describe('X2: the environment of an agent is built from a list', () => {
  it('X2, O12, P17: is exactly this, whatever the program around it was started with', async () => {
    Object.assign(process.env, PLANTED)
    const { job, ended } = runFixture(['environment.mjs'], { config: { env: { TONE: 'dry' } }, adapter: { environment: { ...PLANTED, ...INHERITED } } })
    const { env, argv, cwd, stdin } = told(await ended)
    expect(env).toEqual({
      PATH: INHERITED.PATH, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'Europe/Berlin',
      HOME: expect.stringContaining(`paperclip-${job.run.id}-`),
      TMPDIR: expect.stringContaining(`paperclip-${job.run.id}-`),
      TONE: 'dry',
      PAPERCLIP_RUN_ID: job.run.id,
      PAPERCLIP_AGENT_ID: 'agt_000001',
      PAPERCLIP_COMPANY_ID: 'cmp_000001',
      PAPERCLIP_TASK_ID: 'tsk_000001',
      PAPERCLIP_NONCE: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(argv).toEqual([fixture('environment.mjs')])
    expect(cwd).toBe(env['HOME'])
    expect(stdin).toBe(1)
  })

  it('X2: says where a server answers, and the token of the run, where there is one', async () => {
    const { job, ended } = runFixture(['environment.mjs'], { access: { kind: 'http', url: 'http://localhost:4400', token: 'pcr_mine' }, adapter: { environment: { ...INHERITED, PAPERCLIP_API_KEY: 'canary-1' } } })
    const { env, argv } = told(await ended)
    expect(env).toMatchObject({ PAPERCLIP_API_URL: 'http://localhost:4400', PAPERCLIP_API_KEY: 'pcr_mine', PAPERCLIP_RUN_ID: job.run.id, PAPERCLIP_TASK_ID: 'tsk_000001' })
    expect(JSON.stringify(argv)).not.toContain('pcr_mine')
  })

  it('says why it wakes and what about, in the words of the existing application, where it can ask for more', async () => {
    const access = { kind: 'http' as const, url: 'http://localhost:4400', token: 'pcr_mine' }, brief = fakeBrief(), focus = brief.focus ?? expect.fail('no focus')
    const message = (n: number, body: string) => ({ id: `itm_${n}`, cause: 'message' as const, at: brief.now, noun: 'message' as const, message: { id: `msg_${n}`, kind: 'say' as const, from: 'olga', fromKind: 'operator' as const, body, at: brief.now, task: focus.identifier } })
    const approval = { id: 'itm_a', cause: 'decision' as const, at: brief.now, noun: 'approval' as const, approval: { id: 'apr_1', act: 'agent.hire', status: 'approved', note: null, taskId: 'tsk_9' } }
    const said = Array.from({ length: 12 }, (_, n) => message(n, n === 11 ? 'x'.repeat(3_000) : `Number ${n}`))
    const { env } = told(await runFixture(['environment.mjs'], { access, brief: { ...brief, focus: { ...focus, description: 'd'.repeat(13_000) }, inbox: [...said, approval] } }).ended)
    expect(env).toMatchObject({ PAPERCLIP_WAKE_REASON: 'issue_assigned', PAPERCLIP_WAKE_COMMENT_ID: 'msg_11', PAPERCLIP_APPROVAL_ID: 'apr_1', PAPERCLIP_APPROVAL_STATUS: 'approved', PAPERCLIP_LINKED_ISSUE_IDS: 'tsk_9', PAPERCLIP_ISSUE_WORK_MODE: 'standard', PAPERCLIP_WORKSPACE_CWD: env['HOME'] })
    const payload = JSON.parse(env['PAPERCLIP_WAKE_PAYLOAD_JSON'] ?? '') as { issue: { description: string }; comments: { body: string }[] }
    expect(payload).toMatchObject({
      reason: 'issue_assigned', issue: { id: focus.id, identifier: focus.identifier, title: focus.title, status: focus.status, descriptionTruncated: true },
      latestCommentId: 'msg_11', commentWindow: { requestedCount: 12, includedCount: 10, missingCount: 2 }, truncated: true, fallbackFetchNeeded: true, checkedOutByHarness: focus.part === 'assignee',
    })
    expect([payload.issue.description.length, payload.comments.length, payload.comments.at(-1)?.body.length]).toEqual([12_000, 10, 2_000])
    const { env: alone } = told(await runFixture(['environment.mjs'], { access, brief: { ...brief, inbox: [{ ...approval, approval: { ...approval.approval, taskId: null } }] } }).ended)
    expect([alone['PAPERCLIP_APPROVAL_ID'], alone['PAPERCLIP_LINKED_ISSUE_IDS']]).toEqual(['apr_1', undefined])
    const { env: quiet } = told(await runFixture(['environment.mjs'], { access, brief: { ...brief, focus: null, inbox: [], run: { ...brief.run, causes: ['schedule'] } } }).ended)
    expect(Object.keys(quiet).filter(name => /WAKE|APPROVAL|ISSUE/.test(name))).toEqual(['PAPERCLIP_WAKE_REASON'])
    expect(quiet['PAPERCLIP_WAKE_REASON']).toBe('heartbeat_timer')
  })

  it('takes nothing else from this program by default', async () => {
    Object.assign(process.env, PLANTED)
    const { env } = told(await runFixture(['environment.mjs']).ended)
    expect(Object.keys(env).filter(name => !/^(PATH|LANG|LANGUAGE|LC_[A-Z]+|TZ|HOME|TMPDIR|PAPERCLIP_(RUN_ID|AGENT_ID|COMPANY_ID|TASK_ID|NONCE))$/.test(name))).toEqual([])
    expect(JSON.stringify(env)).not.toContain('canary')
  })

  it('names no task when the run is about none, and never uses a nonce twice', async () => {
    const runs = [1, 2].map(n => runFixture(['environment.mjs'], { run: { id: `run_env_${process.pid}_${n}`, companyId: 'c', taskId: null, capMicros: 0, timeoutMs: 1 } }))
    const [first, second] = await Promise.all(runs.map(async ({ ended }) => told(await ended).env))
    expect(first).not.toHaveProperty('PAPERCLIP_TASK_ID')
    expect(first?.['PAPERCLIP_NONCE']).not.toBe(second?.['PAPERCLIP_NONCE'])
  })

  it('O12: looks a program up on its own PATH, never on one that a configuration chose or in a relative directory', async () => {
    const { log, ended } = runFixture([], {
      config: { command: ['sh', '-c', 'echo "$PATH"'], env: { PATH: '/nowhere' }, cwd: '/' },
      adapter: { environment: { PATH: '.:bin::/usr/bin:/bin' } },
    })
    expect(await ended).toEqual({ kind: 'done', summary: '/nowhere' })
    expect(log()).toMatch(/Started (\/usr)?\/bin\/sh as process/)
  })
})

describe('P20: what somebody wrote', () => {
  it('P20: reaches a process letter by letter, in its brief and in its arguments, and no shell obeys it', async () => {
    const wild = '$(touch /tmp/paperclip-p20) `id` "; rm -rf ~ #\n%s ${HOME}'
    const brief = fakeBrief()
    const { job, ended } = runFixture([], { config: { command: ['python3', '-c', 'import json,sys; print(json.dumps([json.loads(sys.stdin.readline())["focus"]["title"], sys.argv[1]]))', wild] }, brief: { ...brief, focus: brief.focus && { ...brief.focus, title: wild } } })
    await ended
    const [line = ''] = job.logged.filter(({ stream }) => stream === 'stdout').map(({ text }) => text)
    expect(JSON.parse(line)).toEqual([wild, wild])
    expect(existsSync('/tmp/paperclip-p20')).toBe(false)
  })
})

describe('the home of an agent', () => {
  it('is empty, closed to others, and gone after the run', async () => {
    const { ended, job } = runFixture([], { config: { command: ['sh', '-c', 'ls -A; stat -c %a "$HOME" "$TMPDIR" "$HOME/.."; echo x > "$TMPDIR/x"; echo "$HOME"'] } })
    await ended
    const [...said] = job.logged.filter(({ stream }) => stream === 'stdout').map(({ text }) => text)
    const home = said.pop() ?? ''
    expect(said).toEqual(['700', '700', '700'])
    expect(home).toContain(job.run.id)
    expect(() => statSync(join(home, '..'))).toThrow('ENOENT')
  })

  it('is kept from run to run, one for each agent, where a directory is given for it', async () => {
    const homes = mkdtempSync(join(tmpdir(), 'homes-'))
    const run = (id: string) => runFixture([], { config: { command: ['sh', '-c', 'echo x >> diary; wc -l < diary'] }, adapter: { homes }, agent: { id, slug: 'a', name: 'A' } }).ended
    const lines = []
    for (const id of ['ada', 'ada', '../ada']) lines.push(await run(id))
    expect(lines.map(outcome => outcome.kind === 'done' ? outcome.summary.trim() : outcome)).toEqual(['1', '2', '1'])
    expect(statSync(join(homes, 'agent-ada')).mode & 0o777).toBe(0o700)
    rmSync(homes, { recursive: true })
  })

  it('says what is wrong when it cannot be made', async () => {
    const { ended } = runFixture([], { config: { command: commandOf('hang.sh') }, adapter: { temporary: '/no/such/place' } })
    expect(await ended).toMatchObject({ kind: 'failed', error: { kind: 'overloaded', message: expect.stringContaining('"temporary"') } })
  })
})
