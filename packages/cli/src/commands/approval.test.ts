import type { Act, Approval } from '@paperclip/core'
import { describe, expect, it } from 'vitest'
import { staffedSession, type Session } from '../testing/session.ts'

const HIRE: Act = { kind: 'agent.hire', input: { slug: 'cy', role: 'writer', adapter: { kind: 'function', config: { function: 'copywriter' } }, budget: { limit: '$1' } } }

/** Puts a hire to a board that decides by two. */
const asked = (session: Session): Promise<Approval> => session.with(async paperclip => {
  const acme = await paperclip.company('acme')
  await acme.update({ boardMinimum: 2 })
  const proposed = await acme.propose(HIRE, { reason: 'We need more hands.' })
  if (proposed.kind !== 'waiting') throw new Error('the board was not asked')
  return proposed.approval
})

describe('approval', () => {
  it('list shows what waits, why, and how to decide', async () => {
    const session = await staffedSession()
    expect(await session.run('approval', 'list')).toMatchObject({ exit: 0, out: 'Nothing waits for a decision.\n' })
    const { id } = await asked(session)
    const { out } = await session.run('approval', 'list')
    expect(out).toMatch(/waiting {2}you .*hire cy \(cy\) as writer with a budget of \$1\n {8}runs function \{"function":"copywriter"\}\n {8}We need more hands\./)
    expect(out).toContain(`approval approve ${id.slice(-6)}`)
    expect((await session.run('approval', 'list', '--json')).json()).toMatchObject([{ id, status: 'pending', actKind: 'agent.hire' }])
  })

  it('approve does what was proposed', async () => {
    const session = await staffedSession()
    const { id } = await asked(session)
    expect(await session.run('approval', 'approve', id.slice(-6), '--note', 'Welcome.')).toMatchObject({ exit: 0, out: expect.stringContaining('Approved and done: hire cy') })
    expect((await session.run('agent', 'show', 'cy', '--json')).json()).toMatchObject({ slug: 'cy', status: 'active' })
    expect((await session.run('approval', 'list', '--all', '--json')).json()).toMatchObject([{ status: 'approved', note: 'Welcome.' }])
    expect(await session.run('approval', 'approve', id)).toMatchObject({ exit: 1, err: expect.stringContaining('approved already') })
  })

  it('reject does nothing', async () => {
    const session = await staffedSession()
    const { id } = await asked(session)
    expect(await session.run('approval', 'reject', id)).toMatchObject({ exit: 0, out: expect.stringContaining('Rejected: hire cy') })
    expect(await session.run('agent', 'show', 'cy')).toMatchObject({ exit: 1 })
  })

  it('says what there is where an id means nothing', async () => {
    const session = await staffedSession()
    await asked(session)
    for (const ref of ['zzzzzz', 'a']) expect(await session.run('approval', 'approve', ref)).toMatchObject({ exit: 1, err: expect.stringContaining('approval list') })
  })

  it('show tells all of one', async () => {
    const session = await staffedSession(), { id } = await asked(session)
    expect((await session.run('approval', 'show', id.slice(-6))).out).toMatch(/hire cy \(cy\) as writer[\s\S]*act {9}agent\.hire\nasked by {4}you[\s\S]*We need more hands\.[\s\S]*"slug": "cy"[\s\S]*approval reject/)
    expect((await session.run('approval', 'show', id, '--json')).json()).toMatchObject({ id, actKind: 'agent.hire' })
  })

  it('repropose puts what went stale to the board again', async () => {
    const session = await staffedSession()
    const { id } = await session.with(async paperclip => {
      const acme = await paperclip.company('acme')
      await acme.update({ boardMinimum: 2 })
      const proposed = await acme.propose({ kind: 'agent.move', input: { agent: 'ann', reportsTo: null } })
      return proposed.kind === 'waiting' ? proposed.approval : Promise.reject(new Error('the board was not asked'))
    })
    expect(await session.run('approval', 'repropose', id)).toMatchObject({ exit: 1, err: expect.stringContaining('nothing to propose again') })
    await session.run('approval', 'reject', id)
    expect(await session.run('approval', 'repropose', id.slice(-6))).toMatchObject({ exit: 0, out: expect.stringMatching(/^Put to the board again[\s\S]*approval approve/) })
    expect((await session.run('approval', 'list', '--json')).json()).toHaveLength(1)
  })
})
