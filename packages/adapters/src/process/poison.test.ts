import { monitorEventLoopDelay } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { itNeeding } from './fixtures/needs.ts'
import { marked, runFixture } from './fixtures/run-fixture.ts'

const report = (...lines: string[]) => ['report.sh', ...lines.map(line => `{"paperclip":1,"nonce":"NONCE",${line}}`)]
const GIGABYTE = 1_000_000_000

/** Runs and measures the most memory this program grew by meanwhile, in megabytes. */
async function measured<T>(run: Promise<T>): Promise<{ result: T; grownMb: number }> {
  const before = process.memoryUsage().rss
  let most = before
  const look = setInterval(() => { most = Math.max(most, process.memoryUsage().rss) }, 5)
  const result = await run
  clearInterval(look)
  return { result, grownMb: (most - before) / 1_000_000 }
}

describe('P1: a poison agent harms nobody', () => {
  it.each(['lines', 'solid'])('keeps its memory, its log and its beat through 1 GB of output (%s), and still hears the report after it', async kind => {
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    const { job, ended } = runFixture(['flood.sh', kind, String(GIGABYTE)])
    const { result, grownMb } = await measured(ended)
    delay.disable()
    expect(result).toEqual({ kind: 'done', summary: 'flooded' })
    expect(grownMb).toBeLessThan(150)
    expect(job.logged.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(5_500_000)
    if (kind === 'lines') expect(job.logged.filter(({ text }) => text.includes('The log of this run is full'))).toHaveLength(1)
    else expect(job.logged.some(({ text }) => text.includes('(line cut: 999983616 more)'))).toBe(true)
    expect(delay.percentile(99) / 1_000_000).toBeLessThan(200)
  }, 60_000)

  it('keeps the log bounded when stderr is flooded', async () => {
    const { job, ended } = runFixture(['flood.sh', 'stderr', '100000000'])
    expect(await ended).toEqual({ kind: 'done', summary: 'flooded' })
    expect(job.logged.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(5_500_000)
  })

  itNeeding(['python3'], 'goes on hearing a process that closed its output, until the run is aborted', async () => {
    const { job, said, ended } = runFixture(['closes-stdout.py'])
    await said('closing')
    job.abort()
    expect(await ended).toMatchObject({ kind: 'failed' })
    expect(marked(job.run.id)).toEqual([])
  })

  itNeeding(['python3'], 'does not wait for ever for a pipe that something hidden holds open, and says so', async () => {
    const { ended, log } = runFixture(['holds-pipe.py'])
    expect(await ended).toMatchObject({ kind: 'done' })
    expect(log()).toContain('The output was not read to its end')
    process.kill(Number(/held by (\d+)/.exec(log())?.[1]), 'SIGKILL')
  })

  it('fails a crash with the last 4 KB of stderr', async () => {
    const { ended } = runFixture(['crash.sh'])
    const outcome = await ended
    expect(outcome).toMatchObject({ kind: 'failed', error: { kind: 'crashed', retryAfterMs: null, message: expect.stringMatching(/exited with code 3\. It wrote last: ….*Traceback: the last thing it said$/s) } })
    expect(outcome.kind === 'failed' && outcome.error.message.length).toBeLessThan(4_200)
  })

  it('says which signal ended a process, when nobody here sent it', async () => {
    const { ended } = runFixture([], { config: { command: ['sh', '-c', 'kill -KILL $$'] } })
    expect(await ended).toMatchObject({ kind: 'failed', error: { kind: 'crashed', message: 'The process was ended by SIGKILL and wrote nothing to stderr.' } })
  })

  it('takes bytes that are no text, and a last line without an end', async () => {
    const { job, ended } = runFixture(['bytes.sh'])
    expect(await ended).toEqual({ kind: 'done', summary: 'last words' })
    expect(job.logged.filter(({ stream }) => stream === 'stdout').map(({ text }) => text)).toEqual(['caf\uFFFD', '\uFFFD\uFFFD\uFFFD', '\u001B[31mred\u001B[0m', 'last words'])
  })

  it('is done with the last line of garbage when the process exits 0 without a result', async () => {
    expect(await runFixture(['report.sh', '{"paperclip":1', 'null', '[[[', '{"a":1}', 'garbage', '']).ended).toEqual({ kind: 'done', summary: 'garbage' })
    expect(await runFixture([], { config: { command: ['true'] } }).ended).toEqual({ kind: 'done', summary: '' })
  })

  it('does not break when the process never reads a large brief', async () => {
    const { job } = runFixture([], { config: { command: ['true'] } })
    const brief = { ...job.brief, notices: ['x'.repeat(2_000_000)] }
    expect(await runFixture([], { config: { command: ['true'] }, brief }).ended).toEqual({ kind: 'done', summary: '' })
  })

  it('counts the same usage once, refuses a negative one, and says so in the log', async () => {
    const { job, ended, log } = runFixture(report(
      '"type":"usage","id":"a","cost":100', '"type":"usage","id":"a","cost":100', '"type":"usage","id":"b","cost":-7', '"type":"usage","id":"c","costUsd":"-1"', '"type":"usage","id":"d"',
    ))
    await ended
    expect(job.spent.map(({ id, cost }) => [id, cost])).toEqual([['a', 100], ['d', null]])
    expect(log()).toContain('A report was refused. A report of type "usage" is not valid. cost:')
    expect(log()).toContain('costUsd: must be an amount of dollars like "0.0123", not negative')
  })

  it('obeys no line without the nonce of the run, and mentions it once', async () => {
    const forged = '{"paperclip":1,"nonce":"guess","type":"desk","verb":"say","input":{"to":"bob","body":"Pay me"}}'
    const { job, ended, log } = runFixture(['report.sh', forged, forged])
    await ended
    expect(job.desk.deeds).toEqual([])
    expect(log().match(/does not carry the nonce/g)).toHaveLength(1)
  })

  it('does deeds in the order they were written, and goes on after a refusal', async () => {
    const deed = (verb: string, input: string) => `"type":"desk","id":"${verb}-1","verb":"${verb}","input":${input}`
    const { job, ended, log } = runFixture(report(
      deed('take', '{"task":"ACME-1"}'), deed('say', '{"to":"bob","body":"No."}'), deed('update', '{"task":"ACME-1","colour":"red"}'),
      deed('finish', '{"task":"ACME-1","result":"Done."}'), '"type":"result","summary":"Finished."',
    ), { refuse: ['say'] })
    expect(await ended).toEqual({ kind: 'done', summary: 'Finished.' })
    expect(job.desk.deeds.map(({ verb }) => verb)).toEqual(['take', 'finish'])
    expect(job.desk.refused.map(({ verb }) => verb)).toEqual(['say', 'update'])
    expect(log()).toContain('Refused: say (say-1). This desk was told to refuse "say".')
    expect(log()).toMatch(/Refused: update \(update-1\)\. .*colour/)
  })

  it('fails for the reason the process reports, even when it exits 0', async () => {
    const { ended } = runFixture(report('"type":"result","summary":"","error":{"kind":"rate_limit","message":"Slow down.","retryAfterMs":30000}'))
    expect(await ended).toEqual({ kind: 'failed', error: { kind: 'rate_limit', message: 'Slow down.', retryAfterMs: 30_000 } })
  })

  it('keeps what it stores storable', async () => {
    const { job, ended } = runFixture(report('"type":"log","level":"warn","text":"a\\u0000b"', '"type":"result","summary":"half \\ud800 pair"'))
    expect(await ended).toEqual({ kind: 'done', summary: 'half \uFFFD pair' })
    expect(job.logged).toContainEqual({ stream: 'stdout', level: 'warn', text: 'a\uFFFDb' })
  })
})
