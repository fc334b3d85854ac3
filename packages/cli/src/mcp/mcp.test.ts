import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { createPaperclip, memoryStore, type Adapter, type AdapterJob, type Outcome } from '@paperclip/core'
import { serve } from '@paperclip/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { main } from '../main.ts'
import { COMMAND } from '../testing/command.ts'
import { recordingIo } from '../testing/recording-io.ts'

const HOME = mkdtempSync(join(tmpdir(), 'paperclipai-mcp-'))

/** A server, and an agent in the middle of its run, until that is cancelled. */
async function atWork() {
  let begin: (job: AdapterJob) => void = () => {}
  const begun = new Promise<AdapterJob>(resolve => { begin = resolve })
  const waiting: Adapter = {
    kind: 'waits', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config,
    run: job => new Promise<Outcome>(resolve => {
      job.signal.addEventListener('abort', () => resolve({ kind: 'failed', error: { kind: 'crashed', message: 'It was stopped.', retryAfterMs: null } }))
      begin(job)
    }),
  }
  const paperclip = createPaperclip({ store: memoryStore(), adapters: [waiting] }), acme = await paperclip.found({ slug: 'acme' })
  await acme.roles.set({ slug: 'worker' })
  await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'waits', config: {} } })
  await acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
  const serving = await serve({ paperclip, port: 0 })
  onTestFinished(async () => {
    await paperclip.stop({ drainMs: 0 })
    await serving.close({ graceMs: 0 })
  })
  await paperclip.start()
  const { access } = await begun
  if (access.kind !== 'http') throw expect.fail('no access')
  const handed = { PAPERCLIP_API_URL: access.url, PAPERCLIP_API_KEY: access.token }
  /** Its client, with `paperclipai mcp` as a child. */
  const sit = async (env: Record<string, string> = handed) => {
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StdioClientTransport({ command: process.execPath, args: [...COMMAND, 'mcp'], env: { PATH: process.env['PATH'] ?? '', HOME, ...env }, stderr: 'inherit' }))
    onTestFinished(() => client.close())
    return client
  }
  const cancelled = async (): Promise<void> => {
    const { rows: [run] } = await acme.runs.list({ limit: 1 }), ended = new Promise<void>(resolve => {
      const stop = acme.on(event => {
        if (event.kind !== 'record' || event.record.action !== 'run.cancelled') return
        stop()
        resolve()
      })
    })
    await acme.runs.cancel(run?.id ?? '')
    await ended
  }
  /** What is answered to these lines. */
  const lines = async (sent: readonly string[], env: Record<string, string> = handed) => {
    const piped = new PassThrough(), io = recordingIo({ cwd: HOME, env, piped }), exit = main(['mcp'], io)
    piped.end(sent.map(line => `${line}\n`).join(''))
    return { exit: await exit, err: io.err, answers: io.out.split('\n').filter(line => line !== '').map(line => JSON.parse(line) as { id: unknown; result?: object; error?: object }).sort((one, other) => Number(one.id) - Number(other.id)) }
  }
  return { acme, url: serving.url, handed, sit, cancelled, lines }
}

const textOf = ({ content }: Awaited<ReturnType<Client['callTool']>>): string => (content as { text: string }[])[0]?.text ?? ''

describe('paperclipai mcp', () => {
  it('P18: offers the desk over stdin and stdout: an agent reads what is new, says how it goes and hands in, as its own run', async () => {
    const { acme, sit } = await atWork(), client = await sit()
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['inbox', 'say', 'finish', 'propose']))
    expect(JSON.parse(textOf(await client.callTool({ name: 'inbox' })))).toMatchObject({ rows: [{ noun: 'task', task: { identifier: 'ACME-1' } }], next: null })
    await client.callTool({ name: 'say', arguments: { task: 'ACME-1', body: 'I start.\nOn two lines.' } })
    expect(await client.callTool({ name: 'finish', arguments: { task: 'ACME-9', result: '' } })).toMatchObject({ isError: true, content: [{ text: 'There is no task "ACME-9" in this company.' }] })
    expect(JSON.parse(textOf(await client.callTool({ name: 'finish', arguments: { task: 'ACME-1', result: 'It is there.' } })))).toMatchObject({ status: 'done' })
    expect((await acme.tasks.thread('ACME-1')).rows.map(({ body, fromKind }) => [body, fromKind])).toEqual([['I start.\nOn two lines.', 'agent']])
  }, 120_000)

  it('P19: says why where the run is over', async () => {
    const { sit, cancelled } = await atWork(), client = await sit()
    expect(textOf(await client.callTool({ name: 'me' }))).toContain('"slug":"dev"')
    await cancelled()
    await expect(client.callTool({ name: 'me' })).rejects.toThrow('This token is not good, or not any more.')
  }, 120_000)

  it('answers each message on a line of its own, whatever comes, and nothing else', async () => {
    const { lines } = await atWork(), call = (id: number, method: string) => JSON.stringify({ jsonrpc: '2.0', id, method })
    const { exit, answers, err } = await lines([call(1, 'ping'), '', call(2, 'nonsense'), JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }), call(3, 'tools/list'), '[]', '{"jsonrpc":"2.0","id":4}', 'nonsense'])
    expect({ exit, err }).toEqual({ exit: 0, err: '' })
    expect(answers).toMatchObject([{ id: null, error: { code: -32_700 } }, { id: null, error: { code: -32_700 } }, { id: 1, result: {} }, { id: 2, error: { code: -32_601 } }, { id: 3, result: { tools: expect.any(Array) } }, { id: 4, error: { code: -32_000 } }])
  })

  it('says which server it does not reach, and of what is no request only to people', async () => {
    const { lines, handed } = await atWork(), gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const url = `http://127.0.0.1:${(gone.address() as AddressInfo).port}`, said = `The server at ${url} cannot be reached (ECONNREFUSED).`
    await new Promise<void>(resolve => { gone.close(() => resolve()) })
    const { answers, err } = await lines([{ id: 1, method: 'ping' }, { method: 'notifications/initialized' }].map(message => JSON.stringify({ jsonrpc: '2.0', ...message })), { ...handed, PAPERCLIP_API_URL: url })
    expect({ answers, err }).toMatchObject({ answers: [{ id: 1, error: { message: said } }], err: `${said}\n` })
  })

  it('shows what opens one server to no other', async () => {
    const { lines, url, handed, acme } = await atWork(), { token } = await acme.keys.create({ name: 'dev', agent: 'dev' }), me = [JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'me', arguments: {} } })]
    expect((await lines(me, { PAPERCLIPAI_URL: url, PAPERCLIPAI_KEY: token })).answers).toMatchObject([{ result: { content: [{ type: 'text' }] } }])
    expect(await lines(me, { PAPERCLIPAI_URL: url, PAPERCLIP_API_KEY: handed.PAPERCLIP_API_KEY })).toMatchObject({ exit: 1, answers: [], err: expect.stringContaining('PAPERCLIPAI_KEY') })
    expect(await lines(me, { PAPERCLIP_API_KEY: handed.PAPERCLIP_API_KEY })).toMatchObject({ exit: 1, answers: [], err: expect.stringContaining('Nothing says where the desk is: PAPERCLIP_API_URL is not set.') })
    expect(await lines(me, { ...handed, PAPERCLIP_API_URL: 'ftp://elsewhere' })).toMatchObject({ exit: 2, err: expect.stringContaining('PAPERCLIP_API_URL: must be the address of a server (was "ftp://elsewhere").') })
  })

  it('tells a person that a program is to start it', async () => {
    const io = recordingIo({ cwd: HOME, env: {} })
    expect(await main(['mcp'], io)).toBe(2)
    expect(io.err).toContain('nothing is piped in here')
  })
})
