import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runAt } from './fixtures/remote.ts'

const AGENT = join(import.meta.dirname, 'fixtures/agent.mjs')

describe('the http agent in the README', () => {
  it('is the one that runs here', async () => {
    const code = readFileSync(AGENT, 'utf8')
    expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(`\`\`\`js\n${code}\`\`\``)
    expect(code.split('\n').length).toBeLessThan(30)
    const child = spawn(process.execPath, [AGENT], { env: { PORT: '0', AGENT_TOKEN: 'sesame' }, stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(() => void child.kill())
    const [said] = await once(child.stdout, 'data') as [Buffer]
    const url = said.toString('utf8').trim()
    const { job, ended } = runAt(url, { config: { token: 'sesame' }, session: { turns: 1 } })
    expect(await ended).toEqual({
      kind: 'done', summary: 'Wrote the report.', session: { turns: 2 }, usage: [expect.objectContaining({ id: 'call-1', cost: 1_600 })],
      desk: [{ verb: 'finish', input: { task: 'ACME-1', result: 'The report is written.' } }],
    })
    expect(job.logged).toContainEqual({ stream: 'stdout', level: 'info', text: 'Working on ACME-1' })
    expect(await runAt(url, { config: { token: 'wrong' } }).ended).toEqual({ kind: 'failed', error: { kind: 'auth', message: `${url} answered 401 Unauthorized. It said: ""Who are you?""`, retryAfterMs: null } })
  })
})
