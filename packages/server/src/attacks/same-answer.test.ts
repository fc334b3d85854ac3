import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { elsewhere, KINDS, type Elsewhere, type NotThere } from './not-there.ts'

/** What those are told who are not let in at all, whatever they name; everybody else is told that it is not there. */
const ELSE: Readonly<Record<string, number>> = { 'account for installation_owner': 403, 'invitation for installation_owner': 403, 'address for anyone': 401 }

describe('an id of another company', () => {
  const ends: (() => Promise<void>)[] = []
  let there: Elsewhere
  beforeAll(async () => { there = await elsewhere(end => ends.push(end)) }, 60_000)
  afterAll(async () => { for (const end of ends) await end() })

  /** What is told of both, but for what they named. */
  const told = async ({ one, other, named }: NotThere): Promise<string[]> => Promise.all([one, other].map(async (asking, at) => {
    const { status, headers, text } = await there.house.ask(asking), heads = Object.keys(headers).filter(name => !name.startsWith('ratelimit')).sort().join(' ')
    return `${status} ${headers['content-type']} ${headers['content-length']} ${heads} ${text.replaceAll(named[at] ?? '', '…')}`
  }))

  it.each([...KINDS.keys()])('G01: is answered as one that there is not, in the same words: %s', async kind => {
    const pairs = there.pairsOf(kind)
    expect(pairs.map(({ what }) => what)).toContain('another company\'s')
    for (const pair of pairs) {
      const [theirs, nobodys] = await told(pair)
      expect([pair.what, theirs]).toEqual([pair.what, nobodys])
      expect([pair.what, theirs]).toEqual([pair.what, expect.stringMatching(new RegExp(`^${ELSE[kind] ?? 404} application/problem\\+json`))])
    }
  })
})
