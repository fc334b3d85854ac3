import { spawn } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { COMMAND } from './command.ts'

/** A start as a process of its own: what it says, line by line, and how it ends. */
export interface StartChild {
  url: string
  link: string | null
  /** Waits until it has said something. */
  said(text: string): Promise<void>
  signal(name: NodeJS.Signals): void
  exited: Promise<{ exit: number | NodeJS.Signals | null; err: string }>
}

/** Starts at a free port, and waits until it serves. It does not outlive its test. */
export async function startChild(...argv: string[]): Promise<StartChild> {
  const child = spawn(process.execPath, [...COMMAND, 'start', '--json', '--port', '0', ...argv], { stdio: ['ignore', 'pipe', 'pipe'] }), hearers = new Set<() => void>()
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = '', err = '', isOver = false
  const tell = () => hearers.forEach(hear => hear())
  child.stdout.on('data', part => {
    out += String(part)
    tell()
  })
  child.stderr.on('data', part => { err += String(part) })
  const exited = new Promise<Awaited<StartChild['exited']>>(resolve => child.once('close', (code, signal) => {
    isOver = true
    resolve({ exit: code ?? signal, err })
    tell()
  }))
  const said = (text: string): Promise<void> => new Promise((resolve, reject) => {
    const look = () => {
      if (!out.includes(text) && !isOver) return
      hearers.delete(look)
      if (out.includes(text)) resolve()
      else reject(new Error(`It ended without saying ${text}. It said: ${out}${err}`))
    }
    hearers.add(look)
    look()
  })
  await said('"serving"')
  const { url, link } = out.split('\n').map(line => JSON.parse(line || '{}') as { kind?: string; url: string; link: string | null }).find(({ kind }) => kind === 'serving') ?? { url: '', link: null }
  return { url, link, said, exited, signal: name => void child.kill(name) }
}

/** Opens the link of a start, and makes a key of a company with the login it leads to. */
export async function keyBy(link: string | null, company: string): Promise<string> {
  const { origin, hash } = new URL(link ?? ''), json = { 'content-type': 'application/json' }
  const opened = await fetch(`${origin}/api/v1/session/open`, { method: 'POST', headers: json, body: JSON.stringify({ code: hash.slice(1) }) })
  const { csrf } = await opened.json() as { csrf: string }
  const made = await fetch(`${origin}/api/v1/companies/${company}/keys`, { method: 'POST', headers: { ...json, cookie: opened.headers.get('set-cookie')?.split(';')[0] ?? '', 'x-csrf-token': csrf }, body: JSON.stringify({ name: 'test', level: 'owner' }) })
  return (await made.json() as { token: string }).token
}
