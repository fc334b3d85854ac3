import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { onPostgres, testDatabase } from '@paperclip/store-postgres/testing'
import { describe as always, expect, it as itAlways, onTestFinished } from 'vitest'
import { COMMAND } from '../testing/command.ts'

const { describe, it } = onPostgres
const hex = (): string => randomBytes(16).toString('hex')

/** A program that tells its environment, and the arguments and environments of every process that it can see. */
const TELLING = `
  const { readdirSync, readFileSync, writeFileSync } = require('node:fs')
  const read = path => { try { return readFileSync(path, 'utf8') } catch { return '' } }
  const processes = (() => { try { return readdirSync('/proc').filter(name => /^[0-9]+$/.test(name)) } catch { return [] } })()
  writeFileSync(process.argv[2], JSON.stringify({ env: process.env, argv: processes.map(id => read('/proc/' + id + '/cmdline')), brief: read(0) }))
  console.log(JSON.stringify(process.env))
  throw new Error(JSON.stringify(process.env))`

interface Told { argv: readonly string[]; exit: unknown; said: string }

/** What commands say, each in a process of its own, one after another. */
async function told(env: Record<string, string>, commands: readonly (readonly string[])[]): Promise<readonly Told[]> {
  const all: Told[] = []
  for (const argv of commands) {
    const child = spawn(process.execPath, [...COMMAND, ...argv], { env: { PATH: process.env['PATH'] ?? '', HOME: tmpdir(), ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    const ended = new Promise(resolve => child.once('close', resolve)), said = await Promise.all([text(child.stdout), text(child.stderr)])
    all.push({ argv, exit: await ended, said: said.join('\n') })
  }
  return all
}
/** A secret in any way it may stand in a text. */
const foundIn = (said: string, planted: readonly string[]): string[] => planted.filter(secret => [secret, Buffer.from(secret).toString('hex'), ...[0, 1, 2].map(pad => Buffer.from('x'.repeat(pad) + secret).toString('base64').slice(pad === 0 ? 0 : 4, 24))].some(form => said.includes(form)))

const LOOKS = [['company', 'list'], ['status'], ['status', '--json'], ['doctor'], ['doctor', '--json'], ['db', 'status'], ['db', 'status', '--json'], ['audit', 'verify', '--company', 'acme']] as const
const start = (...more: string[]): string[] => ['start', '--port', '0', '--for', '6s', '--log-level', 'info', ...more]

describe('the password of a database, and master keys', () => {
  it('P16: stand in nothing that a start, a status or a doctor says, nor in what agents can see of their machine', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'paperclipai-canaries-')), database = await testDatabase(), [password, ownerPassword, key, formerKey] = [hex(), hex(), randomBytes(32).toString('hex'), randomBytes(32).toString('hex')] as const, planted = [password, ownerPassword, key, formerKey]
    onTestFinished(() => database.drop())
    const named = (url: string, as: string): { url: string; role: string } => ({ url: url.replace(/:[^:@/]*@/, `:${as}@`), role: /\/\/([^:@]*)/.exec(url)?.[1] ?? '' })
    const serving = named(database.url, `p@${password}`), owner = named(database.ownerUrl, `p@${ownerPassword}`)
    const env = { PAPERCLIPAI_DATA: serving.url, PAPERCLIPAI_OWNER_URL: owner.url, PAPERCLIPAI_MASTER_KEY: `${key} ${formerKey}`, PAPERCLIPAI_HOME: folder }, program = join(folder, 'telling.cjs'), tellTo = join(folder, 'told.json')
    writeFileSync(program, TELLING)
    const said = await told(env, [
      ['db', 'migrate'], ['company', 'create', 'acme'], ['role', 'set', 'worker'], ['agent', 'hire', 'ada', '--role', 'worker', '--', process.execPath, program, tellTo], ['task', 'create', 'Tell', '--assignee', 'ada'],
      start(), start('--json'), ...LOOKS,
    ])
    for (const { argv, exit, said: one } of said) expect([argv, exit, foundIn(one, planted)], one).toEqual([argv, 0, []])
    expect(said.map(one => one.said).join()).toMatch(/its run failed/)
    const seen = JSON.parse(readFileSync(tellTo, 'utf8')) as { env: object; argv: string[] }
    expect([Object.keys(seen.env).filter(name => name.startsWith('PAPERCLIPAI_')), foundIn(JSON.stringify(seen), planted), foundIn(readdirSync(folder, { recursive: true }).join('\n'), planted)]).toEqual([[], [], []])
    if (process.platform === 'linux') expect(seen.argv.join('\n')).toContain('telling.cjs')
  }, 120_000)
})

always('a database that cannot be opened', () => {
  itAlways('P16: has its password told nowhere', async () => {
    const [password, key] = [hex(), hex()], home = mkdtempSync(join(tmpdir(), 'paperclipai-canaries-'))
    for (const url of [`postgres://app:${password}@127.0.0.1:1/acme`, `postgres://app:p@${password}@127.0.0.1:1/acme`, `postgres://app@127.0.0.1:1/acme?password=${password}`, `postgres://app:${password}`, `postgres://app:x/${password}@127.0.0.1/acme`, `postgres://app:1/${password}@127.0.0.1:1/acme`, `mysql://app:${password}@127.0.0.1/acme`]) {
      for (const { argv, exit, said } of await told({ PAPERCLIPAI_DATA: url, PAPERCLIPAI_OWNER_URL: url, PAPERCLIPAI_MASTER_KEY: key, PAPERCLIPAI_HOME: home }, [start(), ['doctor']])) expect([argv, url, exit === 0, foundIn(said, [password, key])]).toEqual([argv, url, false, []])
    }
  }, 120_000)
})
