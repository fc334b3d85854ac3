import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Writable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { Ending, outputOf, processIo } from './process-io.ts'
import { COMMAND } from './testing/command.ts'

/** A stream that fails with this code when it is written to. */
const failing = (code: string) => new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(code), { code })) }) as NodeJS.WriteStream

/** What is said of a stream that fails, though it is written to again and again. */
async function saidOf(code: string): Promise<string[]> {
  const said: string[] = [], output = outputOf(failing(code), why => said.push(why.kind === 'gone' ? 'gone' : why.code))
  for (let n = 0; n < 3; n++) await output.write('x'.repeat(100_000))
  return said
}

describe('a request to end', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is %s, so that no agent is left running by itself', signal => {
    let heard = 0
    const unlisten = processIo().onSignal(() => { heard += 1 })
    process.emit(signal)
    unlisten()
    expect(heard).toBe(1)
  })
})

describe('a reader that has enough', () => {
  const asked = (...happens: ((ending: Ending) => void)[]): number => {
    const ending = new Ending()
    let heard = 0
    const unlisten = ending.onAsked(() => { heard += 1 })
    for (const one of happens) one(ending)
    unlisten()
    return heard
  }
  const gone = (ending: Ending): void => ending.nobodyLeft(), hungUp = (): void => void process.emit('SIGHUP', 'SIGHUP'), interrupted = (): void => void process.emit('SIGINT', 'SIGINT')

  it.each([
    ['asks for the end', [gone], 1],
    ['asks once, though its terminal is closed', [gone, hungUp], 1],
    ['asks once after its terminal was closed', [hungUp, gone], 1],
    ['asks for nothing more after Ctrl-C', [interrupted, gone], 1],
    ['leaves a second Ctrl-C to end at once', [gone, interrupted], 2],
  ])('%s', (_what, happens, times) => expect(asked(...happens)).toBe(times))
})

describe('an output', () => {
  it.each(['EPIPE', 'EIO'])('that nobody reads any more (%s) is no failure', async code => expect(await saidOf(code)).toEqual(['gone']))
  it('that has no room is said once, and what runs goes on', async () => expect(await saidOf('ENOSPC')).toEqual(['ENOSPC']))

  it.runIf(existsSync('/dev/full'))('that is not complete fails the command', () => {
    const { status, stderr } = spawnSync('sh', ['-c', '"$0" "$@" >/dev/full', process.execPath, ...COMMAND, '--help'], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^error stdout cannot be written \(ENOSPC\): the output is not complete\.\n {2}→ .*\n$/) })
  }, 30_000)
})
