// Starts an installed command as deploy/paperclipai.service and the Dockerfile say, as a user of its own, looks whether it is healthy, and ends it as they would. There is no systemd and no Docker in this: only what they would run.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { run } from './pack.mjs'

const NOBODY = 65_534, PATIENCE_MS = 30_000, STOP_MS = 45_000
const unit = readFileSync('deploy/paperclipai.service', 'utf8'), dockerfile = readFileSync('Dockerfile', 'utf8')

const said = (text, pattern) => {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`There is no ${pattern} to start by.`)
  return found
}
const [, ...unitArguments] = said(unit, /^ExecStart=(.*)$/m).split(' ')
const dockerArguments = JSON.parse(said(dockerfile, /^CMD (\[.*\])$/m)), [, ...health] = JSON.parse(said(dockerfile, /^HEALTHCHECK .* CMD (\[.*\])$/m))

const freePort = () => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => resolve(String(port)))
  })
})

/** `bin` is the installed command, `place` a folder that may be written to. */
export async function checkServed(bin, place) {
  const isRoot = process.getuid?.() === 0, user = isRoot ? { uid: NOBODY, gid: NOBODY } : {}, data = join(place, 'data')
  chmodSync(place, 0o755)
  mkdirSync(data, { mode: 0o700 })
  if (isRoot) chownSync(data, NOBODY, NOBODY)
  const options = { ...user, cwd: data, env: { PATH: process.env.PATH, NODE_ENV: 'production', PAPERCLIPAI_DATA: data } }
  run(bin, ['owner', 'new', 'ada@example.com'], { ...options, input: 'correct horse battery' })
  for (const [what, said] of [['deploy/paperclipai.service', unitArguments], ['Dockerfile', dockerArguments]]) {
    const port = await freePort(), on = text => text.replaceAll('4400', port), args = said.map(on)
    run(bin, ['doctor', '--json', ...args.slice(1)], options)
    const child = spawn(bin, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', part => { words += String(part) })
    const ended = new Promise(resolve => child.once('close', (code, signal) => resolve(code ?? signal)))
    try {
      const until = Date.now() + PATIENCE_MS
      while (spawnSync(process.execPath, health.map(on)).status !== 0) {
        if (Date.now() > until || child.exitCode !== null) throw new Error(`${what}: it is not healthy. It said: ${words}`)
        await pause(200)
      }
      if (!(await fetch(`http://127.0.0.1:${port}/api/v1/readyz`)).ok) throw new Error(`${what}: it is healthy, and not ready. It said: ${words}`)
      child.kill('SIGTERM')
      const end = await Promise.race([ended, pause(STOP_MS, 'still there')])
      if (end !== 0) throw new Error(`${what}: told to end, it ended with ${end}. It said: ${words}`)
      if (words.includes('/open#')) throw new Error(`${what}: a link that lets people in stands in its log.`)
    } finally {
      child.kill('SIGKILL')
    }
    console.log(`serves as ${what} says${isRoot ? ', as a user of its own' : ''}`)
  }
}
