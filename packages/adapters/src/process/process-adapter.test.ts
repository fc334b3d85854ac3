import { describe, it } from 'vitest'
import { testAdapter } from '@paperclip/core/testing'
import { lacking } from './fixtures/needs.ts'
import { commandOf } from './fixtures/run-fixture.ts'
import { processAdapter } from './process-adapter.ts'

const python = lacking('python3')
const report = (...lines: string[]) => ({ command: commandOf('report.sh', ...lines.map(line => `{"paperclip":1,"nonce":"NONCE",${line}}`)) })
const usage = (id: string, cost: string) => `"type":"usage","id":"${id}",${cost}`

testAdapter({ describe, it }, {
  name: 'the process adapter',
  make: () => processAdapter(),
  done: { config: { ...report('"type":"result","summary":"Reported."'), cwd: '/', env: { TONE: 'dry' }, graceMs: 100 }, summary: 'Reported.' },
  wrong: [
    { config: {}, field: 'command' },
    { config: { command: [] }, field: 'command' },
    { config: { command: 'echo hello' }, field: 'command' },
    { config: { command: [''] }, field: 'command' },
    { config: { command: ['./agent.sh'] }, field: 'command' },
    { config: { command: ['echo', 7] }, field: 'command' },
    { config: { command: ['echo', 'a\0b'] }, field: 'command' },
    { config: { command: ['true'], cwd: 'here' }, field: 'cwd' },
    { config: { command: ['true'], env: { LD_PRELOAD: '/tmp/x.so' } }, field: 'env' },
    { config: { command: ['true'], env: { A: 1 } }, field: 'env' },
    { config: { command: ['true'], graceMs: -1 }, field: 'graceMs' },
    { config: { command: ['true'], graceMs: 16_000 }, field: 'graceMs' },
    { config: { command: ['true'], shell: true }, field: 'shell' },
  ],
  hangs: { config: { command: commandOf('hang.sh'), graceMs: 200 } },
  fails: { config: { command: commandOf('crash.sh') }, kind: 'crashed' },
  spends: { config: report(usage('a', '"cost":100'), usage('b', '"costUsd":"0.25"'), usage('a', '"cost":900'), usage('c', '"cost":-5')), costs: { a: 100, b: 250_000 } },
  desk: { config: report('"type":"desk","verb":"say","input":{"to":"bob","body":"Hello"}'), verb: 'say', input: { to: 'bob', body: 'Hello' } },
  session: python === null ? { config: { command: commandOf('resume.py') }, resumed: 'turn 2' } : { skip: python },
  unable: { config: { command: ['no-such-program-anywhere'] } },
  defers: { skip: 'a process is done when it exits' },
  cancels: { skip: 'a process is done when it exits' },
  reaps: { expected: true },
})
