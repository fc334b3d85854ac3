// Runs the lines of docs/api.md, in order, against the demo as `paperclipai start` serves it, and compares what they print with what the page shows.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { session } from '../testing/session.ts'

/** Lines to run, and what the page shows under them. */
interface Step { lines: string; kind: string; shown: string }

const PAGE = readFileSync(join(import.meta.dirname, '../../../../docs/api.md'), 'utf8')
const STEPS: Step[] = [...PAGE.matchAll(/```sh\n([\s\S]*?)```\n(?:```(json|text)\n([\s\S]*?)```)?/g)].map(([, lines = '', kind = 'nothing', shown = '']) => ({ lines, kind, shown }))
const BETWEEN = '\u001E'

const [, major = '0', minor = '0'] = /^curl (\d+)\.(\d+)/.exec(spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? []
const MISSING = Number(major) > 7 || (Number(major) === 7 && Number(minor) >= 82) ? '' : ' (SKIPPED: there is no curl 7.82 or newer on this machine)'
if (MISSING !== '') console.warn(`docs/api.md${MISSING}`)

/** What the page shows, as a pattern: `…` is anything. */
const pattern = (shown: string): RegExp => new RegExp(`^${shown.split('…').map(part => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('.*')}$`, 's')
const loosely = (value: unknown): unknown => {
  if (typeof value === 'string') return value.includes('…') ? expect.stringMatching(pattern(value)) : value
  if (Array.isArray(value)) return value.map(loosely)
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, loosely(inside)])) : value
}
/** JSON values one after the other, each on a line or right behind the last. */
const values = (printed: string): unknown[] => JSON.parse(`[${printed.trim().replaceAll(/\}\n?\{/g, '},{')}]`) as unknown[]

/** Everything that the page has run, and what each step printed. */
async function ran(link: string): Promise<{ printed: string[]; exit: number | null; said: string }> {
  const shell = spawn('sh', ['-eu'], { cwd: mkdtempSync(join(tmpdir(), 'paperclipai-hour-')), env: { PATH: process.env['PATH'], LINK: link }, stdio: ['pipe', 'pipe', 'pipe'] })
  const exit = new Promise<number | null>(resolve => shell.once('close', resolve))
  shell.stdin.end(STEPS.map(({ lines }) => lines).join(`printf '${BETWEEN}'\n`))
  const [printed, said] = await Promise.all([text(shell.stdout), text(shell.stderr)])
  return { printed: printed.split(BETWEEN), exit: await exit, said }
}

describe('docs/api.md', () => {
  it.skipIf(MISSING !== '')(`answers what it says to each of its lines${MISSING}`, async () => {
    const made = session(), terminal = made.io(), exit = main(['start', '--json', '--port', '0', '--data', made.data], terminal)
    await terminal.written('"serving"')
    const { link } = terminal.out.split('\n').map(line => JSON.parse(line || '{}') as { kind?: string; link?: string }).find(({ kind }) => kind === 'serving') ?? {}
    const { printed, ...ended } = await ran(link ?? '')
    terminal.interrupt()
    expect({ ...ended, printed: printed.length }, printed.at(-1)).toEqual({ exit: 0, said: '', printed: STEPS.length })
    for (const [at, { lines, kind, shown }] of STEPS.entries()) {
      const answer = printed[at] ?? ''
      if (kind === 'json') expect(values(answer), lines).toMatchObject(values(shown).map(loosely))
      else expect(answer.trim(), lines).toMatch(kind === 'text' ? pattern(shown.trim()) : /^$/)
    }
    expect(await exit).toBe(0)
  }, 120_000)
})
