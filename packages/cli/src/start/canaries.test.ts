import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished, describe, expect, it } from 'vitest'
import { COMMAND } from '../testing/command.ts'
import { session } from '../testing/session.ts'

const several = (kind: string, count: number): string[] => Array.from({ length: count }, (_, number) => `${kind}-${number} "ü/${randomBytes(12).toString('hex')}+z`)

/** How a secret looks in a text, in any way somebody may hide it: what only it has. */
function formsOf(secret: string): string[] {
  const core = /[0-9A-Za-z]{20,}/.exec(secret.slice(4))?.[0] ?? secret, bytes = Buffer.from(core)
  return [core, bytes.toString('hex'), ...[0, 1, 2].map(before => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64').replace(/(?<!=)=+$/, '')
    return text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  })]
}
const foundIn = (text: string, planted: readonly string[]): string[] => planted.filter(secret => formsOf(secret).some(form => text.includes(form))).map(secret => secret.slice(0, 10))

/** A program that says what it was given wherever it can, and fails. */
const FAILING = `
  for (const secret of [process.env.FIRST, process.env.SECOND]) for (const form of [secret, encodeURIComponent(secret), Buffer.from('x' + secret).toString('base64'), Buffer.from(secret).toString('hex'), JSON.stringify(secret)]) {
    console.log(form)
    console.error(new Error('401 for Authorization: Bearer ' + form).stack)
  }
  throw new Error(process.env.FIRST + process.env.SECOND)`

/** A configuration whose adapter and plugin throw everything that they know, as it is and packed. */
const throwing = (known: readonly string[]): string => `
  const known = [...${JSON.stringify(known)}, ...Object.entries(process.env).filter(([name]) => /^(CANARY|PAPERCLIPAI)_.*(TOKEN|SECRET|KEY)/.test(name)).map(([, value]) => value)]
  const all = () => new Error('401 for Authorization: Bearer ' + known.join(' '), { cause: new Error(known.flatMap(one => [Buffer.from('ab' + one).toString('base64'), Buffer.from(one).toString('hex'), encodeURIComponent(one), JSON.stringify(one)]).join(' ')) })
  const hostile = { kind: 'hostile', metering: 'call', schema: { type: 'object', properties: {} }, parse: config => config, async run({ log }) {
    log({ stream: 'stderr', level: 'error', text: known.join(' ') })
    throw all()
  } }
  const clumsy = { name: 'clumsy', on(event) {
    if (event.kind === 'record' && event.record.action === 'run.begin') throw all()
    if (event.kind === 'record' && event.record.action === 'company.pause') setTimeout(() => { throw all() })
  } }
  export default { adapters: [hostile], plugins: [clumsy] }`

describe('forty canaries in a start', () => {
  it.each([['json', ['--json']], ['text', []]] as const)('P16: appear in nothing that it says on stdout or stderr, with a log in %s: whatever agents, plugins and callers do', async (format, argv) => {
    const made = session(), folder = dirname(made.data), config = join(folder, 'throwing.mjs'), program = join(folder, 'failing.mjs')
    const granted = several('granted', 8), environment = Object.fromEntries(several('environment', 12).map((value, number) => [`CANARY_${number}_TOKEN`, value]))
    const settings = { PAPERCLIPAI_METRICS_TOKEN: randomBytes(20).toString('hex'), PAPERCLIPAI_OIDC_CLIENT_SECRET: several('client', 1)[0] ?? '' }, tokens: string[] = []
    writeFileSync(program, FAILING)
    await made.with(async paperclip => {
      const acme = await paperclip.found({ slug: 'acme' })
      for (const [number, value] of granted.entries()) await acme.secrets.set({ slug: `secret-${number}`, value })
      await acme.roles.set({ slug: 'worker', secrets: granted.map((_, number) => `secret-${number}`) })
      for (const number of [0, 1, 2, 3]) await acme.agents.hire({ slug: `agent-${number}`, role: 'worker', adapter: { kind: 'process', config: { command: [process.execPath, program], env: { FIRST: { secret: `secret-${2 * number}` }, SECOND: { secret: `secret-${2 * number + 1}` } } } } })
      for (let made = 0; made < 20; made += 1) tokens.push((await acme.keys.create({ name: `key-${made}`, level: 'owner' })).token)
    })
    writeFileSync(config, throwing(tokens))
    const planted = [...granted, ...Object.values(environment), ...Object.values(settings), ...tokens]
    expect(new Set(planted).size).toBeGreaterThanOrEqual(40)
    await made.run('agent', 'hire', 'mal', '--role', 'worker', '--adapter', 'hostile', '--config', config)
    for (const agent of ['agent-0', 'agent-1', 'agent-2', 'agent-3', 'mal']) await made.run('task', 'create', 'Fail', '--assignee', agent)

    const child = spawn(process.execPath, [...COMMAND, 'start', '--port', '0', '--log-level', 'info', '--log-format', format, '--oidc-issuer', 'http://localhost:1', '--oidc-client-id', 'paperclip', '--config', config, '--data', made.data, ...argv], { env: { ...process.env, ...environment, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    let out = '', err = ''
    child.stdout.on('data', part => { out += String(part) })
    child.stderr.on('data', part => { err += String(part) })
    const ended = new Promise<number | null>(resolve => child.once('close', resolve))
    await expect.poll(() => out, { timeout: 30_000 }).toMatch(/\/open#pci_\w+/)
    const [, origin = ''] = /(http:\/\/localhost:\d+)\/open#pci_/.exec(out) ?? [], api = `${origin}/api/v1`
    for (const token of tokens) {
      await fetch(`${api}/companies/${token}?code=${token}`)
      await fetch(`${api}/session`, { method: 'POST', headers: { 'content-type': 'application/json', cookie: `paperclip=${token}`, 'user-agent': token }, body: `{"email": "${token}` })
    }
    expect((await fetch(`${api}/metrics`, { headers: { authorization: `Bearer ${settings.PAPERCLIPAI_METRICS_TOKEN}` } })).status).toBe(200)
    await expect.poll(() => out.match(format === 'json' ? /"action":"run\.failed"/g : /its run failed: /g)?.length ?? 0, { timeout: 30_000 }).toBeGreaterThanOrEqual(5)
    await fetch(`${api}/companies/acme/pause`, { method: 'POST', headers: { authorization: `Bearer ${tokens[0] ?? ''}`, 'content-type': 'application/json' }, body: '{}' })

    expect(await ended, 'what a plugin throws with nobody to catch it ends the process').toBe(1)
    for (const said of format === 'json' ? ['"A listener threw."', '"A request was answered."', '"route":"/api/v1/companies/:company"'] : ['paperclip: A listener threw. 401 for Authorization: Bearer [', 'paperclip: A request was answered. method=GET route=/api/v1/companies/:company']) expect(err).toContain(said)
    expect(err).toContain('that nobody caught: Error: 401 for Authorization: Bearer [')
    expect(foundIn(out, planted)).toEqual([])
    expect(foundIn(err, planted)).toEqual([])
  }, 120_000)

  it('P16: appear in no failure of a start', async () => {
    const made = session({ env: { CANARY_TOKEN: 'canary of the environment' } }), config = join(dirname(made.data), 'failing.mjs')
    writeFileSync(config, 'export default { found: async () => { throw new Error("401 for Authorization: Bearer pck_0_00000000000000000000000000 and canary of the environment") } }')
    for (const how of [[], ['--json']]) expect(await made.run('start', '--config', config, ...how)).toMatchObject({ exit: 2, err: expect.stringMatching(/401 for Authorization: Bearer \[.{1,6}\] and \[hidden\]/) })
  })
})
