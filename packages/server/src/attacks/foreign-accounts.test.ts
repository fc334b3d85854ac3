import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import type { Route } from '../routes/route.ts'
import { everyCaller, type FullHouse } from '../testing/every-caller.ts'
import { nobodys } from '../testing/not-there.ts'
import type { Parts } from './valid-requests.ts'

const OF_THE_INSTALLATION = everyRoute.filter(({ access, path }) => access.who !== 'board' && access.who !== 'agent' && path.includes('/:') && path !== '/hooks/:address'), nameOf = ({ method, path }: Route): string => `${method} ${path}`
/** What is sent. */
const BODIES: Readonly<Record<string, object>> = { 'PATCH /accounts/:account': { name: 'Mine' } }

describe('what an installation has an id of', () => {
  let house: FullHouse, own: Parts = {}, others: readonly (readonly [string, string, string])[] = []
  beforeAll(async () => {
    house = await everyCaller()
    const { acme, paperclip: { access } } = house, [globex] = (await house.paperclip.companies()).rows.filter(({ slug }) => slug === 'globex'), theirs = await house.paperclip.company(globex?.id ?? ''), account = (await access.accounts()).rows[0]?.id ?? ''
    own = { account, invitation: (await access.inviteOwner()).invitation.id }
    const used = await acme.invitations.create()
    await access.accept(used.code, { kind: 'new', account: { email: 'used@example.com', name: 'Used', password: 'correct horse' } })
    others = [
      ['invitation', 'onto a board', (await acme.invitations.create()).invitation.id], ['invitation', 'onto another board', (await theirs.invitations.create()).invitation.id], ['invitation', 'onto a board, used', used.invitation.id],
      ['account', 'an operator without an account', 'operator:local'], ['account', 'a key', (await acme.keys.create({ name: 'key' })).key.id], ['account', 'an agent', (await acme.agents.get('idle')).id],
    ]
  }, 60_000)
  afterAll(() => house.end())
  const ask = async (as: string | null, route: Route, parts: Parts) => {
    const { statusCode, body } = await house.ask(as, route.method, route.path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(parts[part] ?? '')), BODIES[nameOf(route)])
    return { status: statusCode, text: Object.values(parts).reduce((left, id) => left.replaceAll(id, '…'), body) }
  }
  const seen = async (): Promise<unknown> => [(await house.paperclip.access.accounts()).rows, (await house.paperclip.access.invitations()).rows, (await house.acme.invitations.list()).rows]

  it('is an account, or an invitation', () => {
    expect([...new Set(OF_THE_INSTALLATION.flatMap(({ path }) => [...path.matchAll(/:(\w+)/g)].map(([, place]) => place)))].sort()).toEqual(['account', 'invitation'])
  })

  it.each(OF_THE_INSTALLATION.map(route => [nameOf(route), route] as const))('P05, G01: %s tells nobody but its owners whether there is such a one, and those no more of what is not of its kind', async (_, route) => {
    const before = await seen(), place = route.path.includes(':account') ? 'account' : 'invitation'
    for (const { name, token, as } of house.comers) {
      const owns = as === 'installation_owner', never = await ask(token, route, { [place]: nobodys(own[place] ?? '') })
      expect([name, never.status]).toEqual([name, owns ? 404 : expect.toBeOneOf([401, 403])])
      if (!owns) expect([name, await ask(token, route, own)]).toEqual([name, never])
      for (const [kind, what, id] of others) if (kind === place) {
        const answer = await ask(token, route, { [place]: id })
        expect([name, what, answer]).toEqual([name, what, never])
      }
    }
    expect(await seen()).toEqual(before)
  })

  it('P06: an invitation to own the installation is none of a board\'s', async () => {
    const token = house.comers.find(({ name }) => name === 'the local operator')?.token ?? '', before = await seen(), at = (id: string) => house.ask(token, 'DELETE', `/companies/acme/invitations/${id}`)
    const id = own['invitation'] ?? '', answer = await at(id), never = await at(nobodys(id))
    expect([answer.statusCode, answer.body.replaceAll(id, '…')]).toEqual([404, never.body.replaceAll(nobodys(id), '…')])
    expect(await seen()).toEqual(before)
  })
})
