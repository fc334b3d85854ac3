import { beforeAll, describe, expect, it } from 'vitest'
import { neighbourhood, type Neighbourhood } from '../testing/stranger.ts'

describe('search over HTTP', () => {
  let house: Neighbourhood
  beforeAll(async () => { house = await neighbourhood() })
  const search = async (guest: string | null, query: string) => {
    const answer = await house.ask(guest, 'GET', `/companies/acme/search?${query}`)
    return { status: answer.statusCode, ...answer.json() as { rows: { kind: string; title: string; excerpt: string; at: string }[]; next: string | null; code?: string; detail?: string } }
  }

  it('finds what holds the words for everybody who may look, a page at a time', async () => {
    for (const guest of [house.guests.viewer, house.guests.operator, house.guests.owner, house.guests.key]) {
      const first = await search(guest, 'text=secret%20plan&limit=1'), second = await search(guest, `text=secret%20plan&limit=5&after=${first.next}`)
      expect([first.status, second.status]).toEqual([200, 200])
      expect([...first.rows, ...second.rows].map(({ kind, title }) => [kind, title])).toEqual([['task', 'Secret plans'], ['document', 'secret-plan']].sort((one, other) => (one[0] === first.rows[0]?.kind ? -1 : other[0] === first.rows[0]?.kind ? 1 : 0)))
      expect(second.next).toBeNull()
      expect(first.rows[0]?.at).toMatch(/^20\d\d-.*Z$/)
    }
  })

  it('is narrowed to kinds, and says which there are', async () => {
    expect((await search(house.guests.owner, 'text=secret&kinds=goal,note')).rows.map(({ kind }) => kind).sort()).toEqual(['goal', 'note'])
    expect(await search(house.guests.owner, 'text=secret&kinds=goal,secret')).toMatchObject({ status: 400, code: 'invalid_input', detail: expect.stringMatching(/kinds: there is no kind "secret"\. There are task, message/) })
    for (const query of ['', 'text=x&limit=51', 'text=x&limit=0', `text=${'x'.repeat(1_001)}`, 'text=x&after=e30', 'text=x&q=y', 'text=x&kinds=']) expect((await search(house.guests.owner, query)).status, query).toBe(400)
  })

  it('takes no text for a query: whatever is typed is answered', async () => {
    for (const text of ['"', '*', 'NEAR(a b)', 'a AND', '%', "';--", 'title:x', '🦓', '日本', '\u0000', '(((']) expect((await search(house.guests.key, `text=${encodeURIComponent(text)}`)).status, text).toBe(200)
  })

  it('O17: tells no value of a secret, nor what stands in a connection', async () => {
    await house.acme.secrets.set({ slug: 'canary', value: 'canary-value-0' })
    await house.acme.tools.set({ slug: 'canary-tool', connection: { kind: 'command', command: ['canary'], env: { CANARY: { secret: 'canary' } } } })
    expect((await search(house.guests.owner, 'text=canary')).rows.map(({ kind, title, excerpt }) => [kind, title, excerpt])).toEqual([['tool', 'canary-tool', '']])
    expect((await search(house.guests.owner, 'text=canary-value-0')).rows).toEqual([])
  })
})
