import { describe, expect, it } from 'vitest'
import { session } from '../testing/session.ts'

describe('member', () => {
  it('lists who is on the board, and says if one owner is alone', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    const { out } = await run('member', 'list')
    expect(out).toMatch(/operator:local\s+owner/)
    expect(out).toContain('One owner only')
  })

  it('puts somebody on, changes their level and takes them off', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect((await run('member', 'set', 'olga', '--level', 'owner', '--name', 'Olga')).out).toBe('olga is on the board, as owner.\n')
    expect(JSON.parse((await run('member', 'list', '--json')).out)).toMatchObject([{ id: 'operator:local' }, { id: 'olga', level: 'owner', name: 'Olga' }])
    expect((await run('member', 'remove', 'olga')).out).toBe('olga is not on the board any more.\n')
  })

  it('says what levels there are, and keeps the last owner', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    const wrong = await run('member', 'set', 'olga', '--level', 'king')
    expect([wrong.exit, wrong.err]).toEqual([2, expect.stringContaining('owner, operator, viewer')])
    expect((await run('member', 'remove', 'operator:local')).err).toContain('only owner')
  })
})

describe('gc', () => {
  it('says when nothing has grown old', async () => {
    const { run } = session()
    await run('company', 'create', 'acme')
    expect((await run('gc', '--dry-run')).out).toBe('Nothing has grown old enough to go.\n')
    expect(JSON.parse((await run('gc', '--json')).out)).toEqual({ logs: 0, runs: 0, signals: 0, items: 0, replies: 0, audit: 0 })
  })
})
