import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { LogLine } from '../domain/run.ts'
import { testLogs } from '../testing/logs-suite/index.ts'
import { fileLogs } from './file-logs.ts'
import { temporaryFolder } from './fixtures/temporary-folder.ts'

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
const line = (n: number, text = `line ${n}`): LogLine => ({ n, at: new Date(n), stream: 'stdout', level: 'info', text })

testLogs({ describe, it }, {
  name: 'a folder',
  async open() {
    const folder = join(temporaryFolder(), 'logs')
    return { logs: fileLogs(folder), second: fileLogs(folder), begin: async () => {}, close: async () => {} }
  },
})

describe('logs in a folder', () => {
  it('are files of JSON lines, for their owner alone, and nothing is made before the first line', async () => {
    const folder = join(temporaryFolder(), 'deep/logs'), logs = fileLogs(folder), file = join(folder, 'cmp_a/run_1.jsonl')
    await logs.read('cmp_a', 'run_1')
    await logs.append('cmp_a', 'run_1', [])
    await logs.remove('cmp_a', 'run_1')
    await logs.destroy('cmp_a')
    expect(existsSync(folder)).toBe(false)
    await logs.append('cmp_a', 'run_1', [line(0), line(1)])
    await logs.append('cmp_a', 'run_1', [line(2)])
    expect([folder, join(folder, 'cmp_a'), file].map(modeOf)).toEqual(['700', '700', '600'])
    expect(readFileSync(file, 'utf8').split('\n').filter(Boolean).map(text => JSON.parse(text))).toEqual([0, 1, 2].map(n => ({ ...line(n), at: n })))
  })

  it.each([1, 2, 10, 25, 40])('lose a last line that a crash tore %i bytes short, and go on after it', async short => {
    const folder = temporaryFolder(), file = join(folder, 'cmp_a/run_1.jsonl')
    await fileLogs(folder).append('cmp_a', 'run_1', [line(0), line(1), line(2)])
    truncateSync(file, statSync(file).size - short)
    const logs = fileLogs(folder)
    const kept = short === 1 ? [0, 1, 2] : [0, 1]           // without its end of line alone it is whole
    expect((await logs.read('cmp_a', 'run_1')).map(({ n }) => n)).toEqual(kept)
    await logs.append('cmp_a', 'run_1', [line(2), line(3)])
    expect(await logs.read('cmp_a', 'run_1')).toEqual([0, 1, 2, 3].map(n => line(n)))
  })

  it('see what another process wrote, before they add to it', async () => {
    const folder = temporaryFolder(), [one, two] = [fileLogs(folder), fileLogs(folder)]
    for (let n = 0; n < 10; n++) await (n % 2 ? one : two).append('cmp_a', 'run_1', [line(Math.max(n - 1, 0)), line(n)])
    expect((await one.read('cmp_a', 'run_1')).map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('pass over what is no line of a log', async () => {
    const folder = temporaryFolder(), logs = fileLogs(folder), file = join(folder, 'cmp_a/run_1.jsonl')
    await logs.append('cmp_a', 'run_1', [line(0)])
    appendFileSync(file, '\n{"n":1,"at":1,"text":"no stream"}\n{"n":1,\nnull\n\0\0\0\0\n{"n":0,"at":0,"stream":"stdout","level":"info","text":"again"}\n')
    await logs.append('cmp_a', 'run_1', [line(1)])
    expect(await logs.read('cmp_a', 'run_1')).toEqual([line(0), line(1)])
  })

  it('are read line by line, however large', async () => {
    const folder = temporaryFolder(), logs = fileLogs(folder), file = join(folder, 'cmp_a/run_1.jsonl')
    await logs.append('cmp_a', 'run_1', [line(0, 'é'.repeat(200_000))])
    appendFileSync(file, Array.from({ length: 20_000 }, (_, n) => `${JSON.stringify({ n: n + 1, at: 0, stream: 'stdout', level: 'info', text: `é${'x'.repeat(200)}` })}\n`).join(''))
    expect((await logs.read('cmp_a', 'run_1', { limit: 1 }))[0]?.text.length).toBe(200_000)
    expect((await logs.read('cmp_a', 'run_1', { after: 19_998 })).map(({ n }) => n)).toEqual([19_999, 20_000])
  })

  it('say what is in the way', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'cmp_a'), '')
    await expect(fileLogs(folder).append('cmp_a', 'run_1', [line(0)])).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('in the way') })
  })
})
