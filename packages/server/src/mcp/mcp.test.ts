import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { DESK_VERBS, type Adapter, type AdapterJob, type Outcome } from '@paperclip/core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import { realServer } from '../testing/real-server.ts'

/** An agent in the middle of its run, until `end`; and how clients sit down at its desk. */
async function atWork() {
  let end = (): void => {}, begin: (job: AdapterJob) => void = () => {}
  const begun = new Promise<AdapterJob>(resolve => { begin = resolve })
  const waiting: Adapter = {
    kind: 'waits', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config,
    run: job => new Promise<Outcome>(resolve => {
      end = () => resolve({ kind: 'done', summary: 'Worked over MCP.' })
      job.signal.addEventListener('abort', end)
      begin(job)
    }),
  }
  const house = await realServer({ paperclip: { adapters: [waiting] } }), { acme, paperclip, url } = house
  await acme.roles.set({ slug: 'worker' })
  await acme.agents.hire({ slug: 'dev', role: 'worker', adapter: { kind: 'waits', config: {} } })
  await acme.tasks.create({ title: 'Ship it', assignee: 'dev' })
  await paperclip.start()
  const { access } = await begun, token = access.kind === 'http' ? access.token : expect.fail('no access')
  const ended = new Promise<void>(resolve => {
    const stop = paperclip.on(event => {
      if (event.kind !== 'record' || event.record.action !== 'run.succeeded') return
      stop()
      resolve()
    })
  })
  const over = (): Promise<void> => {
    end()
    return ended
  }
  const sit = async (as: string = token) => {
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers: { authorization: `Bearer ${as}` } } }))
    onTestFinished(() => client.close())
    return client
  }
  const rest = async (verb: string, input: object, as: string = token) => (await house.ask({ as, method: 'POST', path: `/api/v1/desk/${verb}`, body: input })).json() as Record<string, unknown>
  return { ...house, token, over, sit, rest }
}

type Told = Awaited<ReturnType<Client['callTool']>>

const textOf = ({ content }: Told): string => {
  const [part] = content as { text: string }[]
  return part?.text ?? ''
}
const valueOf = (told: Told): unknown => {
  expect(told.isError, textOf(told)).toBeFalsy()
  return JSON.parse(textOf(told))
}

describe('the desk over MCP', () => {
  it('offers every verb of the desk as a tool, well said, and takes nothing that it does not know', async () => {
    const { sit } = await atWork(), client = await sit(), { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['me', 'inbox', 'tasks', ...Object.keys(DESK_VERBS)])
    expect(everyRoute.filter(({ tag }) => tag === 'Desk').map(({ path }) => path.replace('/desk', '').slice(1) || 'me')).toEqual(tools.map(({ name }) => name))
    for (const { name, description, inputSchema, annotations } of tools) {
      expect(description?.length, name).toBeGreaterThan(15)
      expect(inputSchema, name).toMatchObject({ type: 'object', additionalProperties: false })
      expect(annotations, name).toEqual({ readOnlyHint: expect.any(Boolean), destructiveHint: expect.any(Boolean), idempotentHint: expect.any(Boolean), openWorldHint: false })
    }
    const hinted = (hint: 'readOnlyHint' | 'destructiveHint') => tools.filter(({ annotations }) => annotations?.[hint]).map(({ name }) => name)
    expect(hinted('readOnlyHint').sort()).toEqual(['assigned', 'colleagues', 'inbox', 'me', 'open', 'proposals', 'purse', 'read', 'recall', 'show', 'tasks', 'thread'])
    expect(hinted('destructiveHint').sort()).toEqual(['propose', 'update'])
    expect(client.getInstructions()).toContain('"inbox" what is new')
    for (const name of ['inbox', 'say', 'purse']) expect(await client.callTool({ name, arguments: { nonsense: 1 } })).toMatchObject({ isError: true, structuredContent: { code: 'invalid_input' } })
    await expect(client.callTool({ name: 'nonsense' })).rejects.toThrow('There is no tool "nonsense". There are: me, inbox')
  })

  it('P18: is where an agent reads what is new, says how it goes and hands in, as its own run', async () => {
    const { acme, sit } = await atWork(), client = await sit()
    expect(valueOf(await client.callTool({ name: 'me' }))).toMatchObject({ slug: 'dev' })
    expect(valueOf(await client.callTool({ name: 'inbox' }))).toMatchObject({ rows: [{ noun: 'task', task: { identifier: 'ACME-1' } }], next: null })
    valueOf(await client.callTool({ name: 'say', arguments: { task: 'ACME-1', body: 'I start.' } }))
    expect(valueOf(await client.callTool({ name: 'finish', arguments: { task: 'ACME-1', result: 'It is there.' } }))).toMatchObject({ status: 'done' })
    const { rows: [run] } = await acme.runs.list({ limit: 1 }), deeds = []
    for await (const { action, actorKind, runId } of acme.audit.feed()) if (action === 'message.say' || action === 'task.finish') deeds.push({ action, actorKind, runId })
    expect(deeds).toEqual(['message.say', 'task.finish'].map(action => ({ action, actorKind: 'agent', runId: run?.id })))
    expect(await acme.tasks.get('ACME-1')).toMatchObject({ status: 'done', result: 'It is there.' })
  })

  it('refuses in the words of the desk over REST, as an error of the tool', async () => {
    const { sit, rest, acme } = await atWork(), client = await sit()
    for (const [name, input] of [['finish', { task: 'ACME-9', result: '' }], ['finish', { task: 'ACME-1' }], ['say', { body: 'To whom?' }], ['propose', { kind: 'agent.fire', input: {} }], ['review', { task: 'ACME-1', verdict: 'accept' }]] as const) {
      const told = await client.callTool({ name, arguments: input }), problem = await rest(name, input)
      expect(told).toMatchObject({ isError: true, structuredContent: problem })
      expect(textOf(told)).toBe(problem['detail'])
    }
    const { rows: [run] } = await acme.runs.list({ limit: 1 })
    expect(run?.notices.some(notice => notice.includes('ACME-9'))).toBe(true)
  })

  it('T1, P06: knows an id of another company as little as one that there is not', async () => {
    const { paperclip, sit } = await atWork(), client = await sit(), globex = await paperclip.found({ slug: 'globex' })
    const theirs = await globex.tasks.create({ title: 'Secret plans' }), goal = await globex.goals.set({ title: 'Secret goal' })
    const before = (await globex.audit.list({ direction: 'down', limit: 1 })).rows[0]?.seq
    for (const [name, field, id, rest] of [['show', 'task', theirs.id, {}], ['thread', 'task', theirs.id, {}], ['finish', 'task', theirs.id, { result: 'Mine.' }], ['say', 'task', theirs.id, { body: 'Hello?' }], ['report', 'goal', goal.id, { current: 1 }]] as const) {
      const unknown = `${id.slice(0, -6)}000000`
      const [foreign, none] = [await client.callTool({ name, arguments: { [field]: id, ...rest } }), await client.callTool({ name, arguments: { [field]: unknown, ...rest } })]
      expect(foreign).toMatchObject({ isError: true, structuredContent: { code: 'not_found', status: 404 } })
      expect(JSON.stringify(foreign).replaceAll(id, unknown)).toBe(JSON.stringify(none))
    }
    expect((await globex.audit.list({ direction: 'down', limit: 1 })).rows[0]?.seq).toBe(before)
  })

  it('P19: is closed to the token of a run that is over, and to a key that was revoked, also for who sits there already', async () => {
    const { acme, sit, over, token } = await atWork(), { key, token: own } = await acme.keys.create({ name: 'dev', agent: 'dev' })
    const [byRun, byKey] = [await sit(), await sit(own)]
    expect(valueOf(await byKey.callTool({ name: 'me' }))).toMatchObject({ slug: 'dev' })
    await acme.keys.revoke(key.id)
    await expect(byKey.callTool({ name: 'me' })).rejects.toMatchObject({ code: 401, message: expect.stringContaining('This token is not good, or not any more.') })
    await byRun.callTool({ name: 'finish', arguments: { task: 'ACME-1', result: 'Done.' } })
    await over()
    await expect(byRun.callTool({ name: 'me' })).rejects.toMatchObject({ code: 401 })
    await expect(sit(token)).rejects.toMatchObject({ code: 401 })
  })

  it('says to an agent that has no run in hand that it is to wait for one', async () => {
    const { acme, sit, over } = await atWork(), { token } = await acme.keys.create({ name: 'dev', agent: 'dev' })
    await (await sit()).callTool({ name: 'finish', arguments: { task: 'ACME-1', result: 'Done.' } })
    await over()
    const client = await sit(token)
    expect((await client.listTools()).tools.length).toBeGreaterThan(20)
    expect(await client.callTool({ name: 'inbox' })).toMatchObject({ isError: true, structuredContent: { code: 'conflict', reason: 'wrong_state' } })
  })

  it('keeps nothing between messages: no session, no stream, and callers whose messages are numbered alike are told apart', async () => {
    const { acme, ask, token, paperclip } = await atWork(), { token: other } = await acme.keys.create({ name: 'dev', agent: 'dev' })
    const post = (as: string, message: unknown, headers: Record<string, string> = {}) => ask({ as, method: 'POST', path: '/mcp', body: message, headers: { accept: 'application/json, text/event-stream', ...headers } })
    const call = (name: string, input: object = {}) => ({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } })
    const [one, two] = await Promise.all([post(token, call('me')), post(other, call('tasks'))])
    expect([one.json().result.content[0].text, two.json().result.content[0].text]).toEqual([expect.stringContaining('"slug":"dev"'), expect.stringContaining('"identifier":"ACME-1"')])
    expect([one.headers['mcp-session-id'], one.headers['content-type']]).toEqual([undefined, 'application/json; charset=utf-8'])
    for (const method of ['GET', 'DELETE']) expect(await ask({ as: token, method, path: '/mcp', headers: { accept: 'text/event-stream' } })).toMatchObject({ status: 405, headers: { allow: 'POST' } })
    expect((await post(token, { jsonrpc: '2.0', method: 'notifications/initialized' })).status).toBe(202)
    expect((await post(token, [call('me'), call('tasks')])).json()).toMatchObject({ status: 400, detail: 'The body is a list. Send one message at a time.' })
    for (const nonsense of [null, 1, 'x', {}, { jsonrpc: '2.0', id: 1 }]) expect((await post(token, JSON.stringify(nonsense))).status).toBe(400)
    expect((await post(token, { jsonrpc: '2.0', id: 1, method: 'resources/list' })).json()).toMatchObject({ error: { code: -32_601 } })
    const say = call('say', { task: 'ACME-1', body: 'Once.' })
    for (const _ of [1, 2]) expect((await post(token, say, { 'idempotency-key': 'k' })).json().result.isError).toBeUndefined()
    expect((await (await paperclip.company('acme')).tasks.thread('ACME-1')).rows.map(({ body }) => body)).toEqual(['Once.'])
  })
})
