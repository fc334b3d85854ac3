import { describe, expect, it } from 'vitest'
import { everyRoute } from '../routes/every-route.ts'
import { served, type Served } from '../testing/served.ts'
import { KeptAnswers } from './kept-answers.ts'

const owner = async ({ acme }: Served): Promise<string> => (await acme.keys.create({ name: 'ci', level: 'owner' })).token

describe('a list', () => {
  it('is the same text until the log goes on, and is told only once to whoever has it', async () => {
    const house = await served(), token = await owner(house)
    const list = (headers: Record<string, string> = {}) => house.ask(token, 'GET', '/companies/acme/tasks', undefined, headers)
    await house.acme.tasks.create({ title: 'One' })
    const first = await list(), tag = String(first.headers['etag'])
    expect(tag).toMatch(/^W\/"\d+"$/)
    const again = await list({ 'if-none-match': tag })
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', tag])
    expect((await list()).body).toBe(first.body)
    await house.acme.tasks.create({ title: 'Two' })
    const later = await list({ 'if-none-match': tag })
    expect([later.statusCode, later.headers['etag'] === tag, later.json().rows.map(({ title }: { title: string }) => title)]).toEqual([200, false, ['One', 'Two']])
  })

  it('T1: is made for each caller and each company apart, and for nobody who has lost their right', async () => {
    const house = await served(), token = await owner(house), other = await house.paperclip.found({ slug: 'globex' })
    const theirs = (await other.keys.create({ name: 'ci', level: 'owner' })).token
    const mine = await house.ask(token, 'GET', '/companies/acme/roles')
    expect(mine.json().rows).toHaveLength(1)
    const foreign = await house.ask(theirs, 'GET', '/companies/acme/roles', undefined, { 'if-none-match': String(mine.headers['etag']) })
    expect(foreign.statusCode).toBe(404)
    expect((await house.ask(theirs, 'GET', '/companies/globex/roles')).json().rows).toEqual([])
    const { rows: [key] } = await house.acme.keys.list()
    await house.acme.keys.revoke(key?.id ?? '')
    expect((await house.ask(token, 'GET', '/companies/acme/roles', undefined, { 'if-none-match': String(mine.headers['etag']) })).statusCode).toBe(401)
  })

  it('is kept only where it tells rows alone: not when a key was used, nor how far a webhook has come', () => {
    const kept = everyRoute.filter(({ changes }) => changes === 'with the log').map(({ path }) => path.replace('/companies/:company', ''))
    expect(kept).toEqual(expect.arrayContaining(['/agents', '/tasks', '/runs', '/approvals', '/board']))
    expect(kept.filter(path => /keys|webhooks|hooks\/|dead|audit|balance|standing/.test(path))).toEqual([])
  })

  it('is told anew of a company that was founded under the name of one that is gone', async () => {
    const house = await served(), { token } = await house.paperclip.access.openLogin(await house.paperclip.access.accept((await house.paperclip.access.inviteLocal()).code, null))
    expect((await house.ask(token, 'GET', '/companies/acme/roles')).json().rows).toHaveLength(1)
    await house.acme.archive()
    await house.acme.delete({ confirm: 'acme' })
    await house.paperclip.found({ slug: 'acme' })
    expect((await house.ask(token, 'GET', '/companies/acme/roles')).json().rows).toEqual([])
  })
})

describe('kept answers', () => {
  it('are let go, those not asked for longest first, before there are too many', () => {
    const answers = new KeptAnswers(), half = 'x'.repeat(15 * 1024 * 1024), of = { of: 'acme', seq: 1 }
    answers.keep(of, '/one', half)
    answers.keep(of, '/two', half)
    const found = (url: string) => answers.find(of, url)?.toString()
    expect(found('/one') === half).toBe(true)
    answers.keep(of, '/three', half)
    expect([found('/one') === half, found('/two'), found('/three') === half]).toEqual([true, undefined, true])
    expect(answers.find({ of: 'acme', seq: 2 }, '/one')).toBeUndefined()
    answers.keep(of, '/huge', half.repeat(3))
    expect(answers.find(of, '/huge')).toBeUndefined()
  })
})
