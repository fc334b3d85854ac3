import { Agent } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { realServer, type RealServer } from '../testing/real-server.ts'
import { furnished, rest } from '../testing/stranger.ts'

const ROUNDS = 50
/** What the two may differ by, in the middle. What differs by more does so each time it is measured; on a busy machine that happens by chance, and not five times. */
const ALIKE_MS = 1, MEASURED = 5

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0

describe('an id of another company', () => {
  const ends: (() => Promise<void>)[] = [], line = new Agent({ keepAlive: true, maxSockets: 1 })
  let house: RealServer, key = '', foreign: Record<string, string> = {}, own: Record<string, string> = {}
  beforeAll(async () => {
    house = await realServer({ paperclip: { adapters: [rest] }, onEnd: end => ends.push(end) })
    const { acme, paperclip } = house, globex = await paperclip.found({ slug: 'globex' })
    own = await furnished(acme)
    foreign = await furnished(globex)
    key = (await acme.keys.create({ name: 'ci', level: 'owner' })).token
    await acme.documents.remove(own['task'] ?? '', own['document'] ?? '')
    await acme.artifacts.remove(own['artifact'] ?? '')
  })
  afterAll(async () => {
    line.destroy()
    for (const end of ends) await end()
  })

  /** What is answered to two addresses, asked in turn over one connection, and how long each takes in the middle. */
  async function compare(one: string, other: string) {
    const times: [number[], number[]] = [[], []], texts: [Set<string>, Set<string>] = [new Set(), new Set()]
    for (let round = 0; round < ROUNDS; round++) {
      for (const turn of round % 2 === 0 ? [0, 1] as const : [1, 0] as const) {
        const path = [one, other][turn] ?? '', begin = performance.now()
        const { status, text, headers } = await house.ask({ as: key, path: `/api/v1${path}`, agent: line })
        times[turn].push(performance.now() - begin)
        const named = path.split('/').filter(part => part !== '')
        texts[turn].add(`${status} ${headers['content-type']} ${named.reduce((left, part) => left.replaceAll(part, '…'), text)}`)
      }
    }
    return { apart: Math.abs(median(times[0]) - median(times[1])), texts: texts.map(all => [...all]) }
  }

  it.each([
    ['company', () => ['/companies/globex', '/companies/nobody']], ['list of a company', () => ['/companies/globex/tasks', '/companies/nobody/tasks']], ['task', () => [`/companies/acme/tasks/${foreign['task']}`, `/companies/acme/tasks/tsk_${'0'.repeat(32)}`]],
    ['agent', () => [`/companies/acme/agents/${foreign['agent']}`, `/companies/acme/agents/agt_${'0'.repeat(32)}`]], ['key', () => [`/companies/acme/keys/${foreign['key']}`, `/companies/acme/keys/key_${'0'.repeat(32)}`]],
    ['artifact that was removed', () => [`/companies/acme/artifacts/${own['artifact']}`, `/companies/acme/artifacts/art_${'0'.repeat(32)}`]],
  ] as const)('G01: is answered as one that there is not, in the same words and in the same time: a %s', async (_, paths) => {
    const [one = '', other = ''] = paths(), apart: number[] = []
    do {
      const { apart: by, texts: [first, second] } = await compare(one, other)
      expect(first).toHaveLength(1)
      expect(first?.[0]).toMatch(/^404 application\/problem\+json/)
      expect(first).toEqual(second)
      apart.push(by)
    } while (Math.min(...apart) >= ALIKE_MS && apart.length < MEASURED)
    expect(Math.min(...apart)).toBeLessThan(ALIKE_MS)
  }, 60_000)
})
