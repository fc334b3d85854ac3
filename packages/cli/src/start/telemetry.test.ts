import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { deskCompany } from '../testing/desk-company.ts'
import type { Terminal } from '../testing/recording-io.ts'
import { session } from '../testing/session.ts'

const TOKEN = 'f'.repeat(40)

/** A start that serves, asked once how it is, and ended. */
async function started(terminal: Terminal, ...argv: string[]) {
  const made = session(), io = made.io(terminal), heard: string[] = [], own = join(dirname(made.data), 'own.mjs')
  Reflect.set(globalThis, 'heardByStart', heard)
  writeFileSync(own, `
    import company from ${JSON.stringify(deskCompany(dirname(made.data), 'finish'))}
    const hear = globalThis.heardByStart, tell = level => (message, facts) => hear.push([level, message, facts?.route].join(' '))
    export default { ...company, ...${String(argv.includes('--own'))} ? { tracer: { span(name) { hear.push(name); return { set() {}, fail() {}, end() {} } } }, logger: { info: tell('info'), warn: tell('warn'), error: tell('error') } } : {} }`)
  const exit = main(['start', '--json', '--port', '0', '--config', own, '--data', made.data, ...argv.filter(word => word !== '--own')], io)
  await Promise.race([io.written('"run.succeeded"'), exit.then(code => Promise.reject(new Error(`It ended with ${code}: ${io.err}`)))])
  const [, url = ''] = /"url":"([^"]*)"/.exec(io.out) ?? []
  await fetch(`${url}/api/v1/healthz`)
  const monitored = (await fetch(`${url}/api/v1/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } })).status
  io.interrupt()
  expect(await exit).toBe(0)
  return { err: io.err, heard, monitored }
}

describe('what a start tells of itself', () => {
  it('is nothing where nothing goes wrong, unless it is asked for requests', async () => {
    expect(await started({})).toMatchObject({ err: '', monitored: 401 })
  })

  it.each([['a start that is told so', {}, ['--log-level', 'info']], ['an environment that says so', { env: { PAPERCLIPAI_LOG_LEVEL: 'info' } }, []]] as const)('is a line of JSON for each request, with %s', async (_, terminal, argv) => {
    const lines = (await started(terminal, ...argv)).err.trimEnd().split('\n').map(line => JSON.parse(line) as object)
    expect(lines).toMatchObject([{ level: 'info', message: 'A request was answered.', method: 'GET', route: '/api/v1/healthz', status: 200 }, { route: '/api/v1/metrics', status: 401 }])
  })

  it('is a line of text for a person', async () => {
    expect((await started({}, '--log-level', 'info', '--log-format', 'text')).err).toMatch(/^paperclip: A request was answered\. method=GET route=\/api\/v1\/healthz status=200 ms=\S+ requestId=req_\S+ caller=null\n/)
  })

  it('goes to the logger and the tracer of its configuration', async () => {
    const { err, heard } = await started({}, '--own')
    expect(err).toBe('')
    expect(heard).toEqual(expect.arrayContaining(['info A request was answered. /api/v1/healthz', 'wake', 'run', 'adapter', 'cost']))
  })

  it('is numbers for whoever has the token of the environment, and for nobody by a token that could be guessed', async () => {
    expect(await started({ env: { PAPERCLIPAI_METRICS_TOKEN: TOKEN } })).toMatchObject({ err: '', monitored: 200 })
    const guessed = { env: { PAPERCLIPAI_METRICS_TOKEN: 'guess' } }
    expect(await session(guessed).run('start', '--for', '1s')).toMatchObject({ exit: 1, err: expect.stringContaining('PAPERCLIPAI_METRICS_TOKEN') })
    expect(await session(guessed).run('doctor', '--port', '0')).toMatchObject({ exit: 1, out: expect.stringMatching(/✗ metrics .*PAPERCLIPAI_METRICS_TOKEN/) })
  })

  it.each([[['--log-level', 'loud'], {}, '--log-level: must be one of silent, error, warn, info (was "loud")'], [['--log-format', 'xml'], {}, '--log-format: must be one of text, json'], [[], { PAPERCLIPAI_LOG_LEVEL: 'loud' }, 'PAPERCLIPAI_LOG_LEVEL: must be one of']])('is not %j, which doctor says as well', async (argv, env, words) => {
    for (const verb of ['start', 'doctor']) expect(await session({ env }).run(verb, ...argv)).toMatchObject({ exit: 2, out: '', err: expect.stringContaining(words) })
  })
})
