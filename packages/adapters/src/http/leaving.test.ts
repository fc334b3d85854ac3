import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterEach, describe, expect, it, onTestFinished } from 'vitest'
import { fakeBrief } from '@paperclip/core/testing'
import { remoteForTest, runAt, say } from './fixtures/remote.ts'

const PLANTED = {
  ANTHROPIC_API_KEY: 'canary-1', DATABASE_URL: 'canary-2', PAPERCLIP_SECRET: 'canary-3', AWS_SECRET_ACCESS_KEY: 'canary-4',
  HTTP_PROXY: 'http://127.0.0.1:1/canary-5', http_proxy: 'http://127.0.0.1:1/canary-6', ALL_PROXY: 'http://127.0.0.1:1/canary-7', NODE_EXTRA_HEADERS: 'canary-8',
}
afterEach(() => { for (const name of Object.keys(PLANTED)) delete process.env[name] })

const skill = { name: 'sql', description: 'How to query.', version: 3, files: [{ path: 'SKILL.md', bytes: 5, sha256: 'ab', read: async () => Buffer.from('Use joins.') }] }
const tools = { allow: ['search'], mcp: [{ name: 'crm', kind: 'url' as const, url: 'https://crm.example.com', headers: { authorization: 'Bearer crm' } }] }

describe('X2: what leaves this machine', () => {
  it('X2: is exactly these bytes of a request, in front of its body', async () => {
    Object.assign(process.env, PLANTED)
    let heard = ''
    const server = createServer(socket => socket.on('data', part => {
      heard += part.toString('utf8')
      if (heard.endsWith('}')) socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
    }))
    await new Promise<void>(resolve => { server.listen(0, '127.0.0.1', resolve) })
    onTestFinished(() => void server.close())
    const { port } = server.address() as { port: number }
    const { job, ended } = runAt(`http://127.0.0.1:${port}/ada?x=1`, { config: { token: 'let-me-in', headers: { 'x-team': 'ops' } }, skills: [skill], tools })
    await ended
    const [head = '', body = ''] = heard.split('\r\n\r\n')
    const [first, ...headers] = head.split('\r\n')
    expect(first).toBe('POST /ada?x=1 HTTP/1.1')
    expect(headers.sort()).toEqual([
      'accept-encoding: identity', 'accept: application/json', 'authorization: Bearer let-me-in', 'connection: keep-alive', `content-length: ${Buffer.byteLength(body)}`,
      'content-type: application/json', `host: 127.0.0.1:${port}`, `idempotency-key: ${job.run.id}`, 'user-agent: paperclip', 'x-team: ops',
    ])
    expect(JSON.parse(body)).toEqual({
      paperclip: 1,
      run: { id: job.run.id, companyId: 'cmp_000001', taskId: 'tsk_000001', capMicros: 1_000_000, timeoutMs: 1_800_000 },
      agent: { id: 'agt_000001', slug: 'ada', name: 'Ada' },
      access: null, brief: job.brief, session: null, tools, callback: 'cb_secret',
      skills: [{ name: 'sql', description: 'How to query.', version: 3, files: [{ path: 'SKILL.md', bytes: 5, sha256: 'ab', text: 'Use joins.', base64: null }] }],
    })
    expect(heard).not.toContain('canary')
  })

  it('P17: holds the token of the run in the body alone, and no redirect takes it to another origin', async () => {
    const access = { kind: 'http', url: 'http://localhost:4400', token: 'pcr_hush' } as const
    const elsewhere = await remoteForTest((_, response) => say(response, { outcome: 'done', summary: 'Ok.' }))
    const { origin, seen } = await remoteForTest((_, response) => response.writeHead(307, { location: `${elsewhere.origin}/ada` }).end())
    const { ended, log } = runAt(origin, { access })
    expect(await ended).toMatchObject({ kind: 'failed', error: { kind: 'bad_request' } })
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ access: { url: 'http://localhost:4400', token: 'pcr_hush' } })
    expect(JSON.stringify(seen[0]?.headers)).not.toContain('pcr_hush')
    expect(elsewhere.seen).toEqual([])
    expect(log()).not.toContain('pcr_hush')
  })

  it('X2: writes no secret into the log of the run', async () => {
    const { origin } = await remoteForTest((_, response) => say(response, { outcome: 'done', summary: 'Ok.' }))
    const { ended, log } = runAt(`${origin}/ada?key=hush-1`, { config: { token: 'hush-2', headers: { 'x-key': 'hush-3' } }, tools })
    await ended
    expect(log()).toBe(`Posting the run to ${origin}/ada.`)
  })
})

describe('P20: what somebody wrote', () => {
  it('P20: arrives letter by letter, and nothing of it is obeyed', async () => {
    const title = '$(touch /tmp/paperclip-p20) `id` "quoted" \'single\' \\ \r\nx-admin: 1\r\n\r\n\u0000 %0d%0a ${process.env.HOME} </script>'
    const { origin, seen } = await remoteForTest((_, response) => say(response, { outcome: 'done', summary: 'Ok.' }))
    const brief = fakeBrief()
    const focus = brief.focus && { ...brief.focus, title }
    await runAt(origin, { brief: { ...brief, focus } }).ended
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ brief: { focus: { title } } })
    expect(seen[0]?.headers).not.toHaveProperty('x-admin')
    expect(existsSync('/tmp/paperclip-p20')).toBe(false)
  })
})
