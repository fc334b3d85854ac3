import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Paperclip } from '@paperclip/core'
import { dataFolder } from '../data/data-folder.ts'
import { openInstallation } from '../data/installation.ts'
import type { ExitCode } from '../exit-code.ts'
import { main } from '../main.ts'
import { recordingIo, type RecordingIo, type Terminal } from './recording-io.ts'

/** What a command said and ended with. */
export interface Ran { exit: ExitCode; out: string; err: string; json(): unknown }

/** A data folder of its own, and the command on it. */
export interface Session {
  data: string
  run(...argv: string[]): Promise<Ran>
  /** The same on another terminal, or with something piped in. */
  runOn(terminal: Terminal, ...argv: string[]): Promise<Ran>
  /** A terminal for commands that go on. */
  io(overrides?: Terminal): RecordingIo
  /** Works on the data as a program would. */
  with<T>(work: (paperclip: Paperclip) => Promise<T>): Promise<T>
}

export function session(usual: Terminal = {}): Session {
  const cwd = mkdtempSync(join(tmpdir(), 'paperclipai-')), data = join(cwd, 'data')
  const io = (overrides: Terminal = {}) => recordingIo({ cwd, ...usual, ...overrides })
  const runOn: Session['runOn'] = async (overrides, ...argv) => {
    const terminal = io(overrides), ends = argv.includes('--') ? argv.indexOf('--') : argv.length
    const exit = await main([...argv.slice(0, ends), '--data', data, ...argv.slice(ends)], terminal)
    return { exit, out: terminal.out, err: terminal.err, json: () => JSON.parse(terminal.out) as unknown }
  }
  return {
    data, io, runOn, run: (...argv) => runOn({}, ...argv),
    async with(work) {
      const { paperclip, store } = await openInstallation(io(), dataFolder({ env: {}, cwd }, data), {})
      try {
        return await work(paperclip)
      } finally {
        await store.close()
      }
    },
  }
}

/** A session with the company `acme`: a boss and a writer below it, neither of whom runs unless started. */
export async function staffedSession(): Promise<Session> {
  const made = session()
  await made.with(async paperclip => {
    const acme = await paperclip.found({ slug: 'acme', mission: 'Make the best widgets.' })
    await acme.roles.set({ slug: 'boss', title: 'Boss', permissions: { 'agent.hire': 'team' } })
    await acme.roles.set({ slug: 'writer', title: 'Writer' })
    const adapter = { kind: 'function', config: { function: 'copywriter' } }
    await acme.agents.hire({ slug: 'bo', role: 'boss', adapter })
    await acme.agents.hire({ slug: 'ann', role: 'writer', reportsTo: 'bo', adapter, budget: { limit: '$2' } })
  })
  return made
}
