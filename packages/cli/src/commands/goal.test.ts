import { describe, expect, it } from 'vitest'
import { staffedSession } from '../testing/session.ts'

const aimed = async () => {
  const made = await staffedSession()
  await made.run('goal', 'set', 'Hear of 1,000 sign-ups', '--target', '1000', '--unit', 'sign-ups', '--owner', 'ann')
  await made.run('goal', 'set', 'Launch', '--parent', 'Hear of 1,000 sign-ups', '--due', '2030-01-01')
  return made
}

describe('goal', () => {
  it('list draws a tree with bars', async () => {
    const { run } = await aimed()
    expect(await run('goal', 'report', 'hear of 1,000 sign-ups', '250')).toMatchObject({ exit: 0, out: '"Hear of 1,000 sign-ups" stands at 250 sign-ups, 25 %.\n' })
    expect((await run('goal', 'list')).out).toMatch(/Hear of 1,000 sign-ups {2}█████░{15} {2}25 % {2}250 of 1000 sign-ups {2}ann .*\n {2}Launch/)
    expect((await run('goal', 'list', '--json')).json()).toMatchObject([{ title: 'Hear of 1,000 sign-ups', progress: 0.25, owner: 'ann', depth: 0 }, { title: 'Launch', depth: 1 }])
  })

  it('show tells what serves it', async () => {
    const { run } = await aimed()
    await run('task', 'create', 'Write', '--goal', 'Launch')
    expect((await run('goal', 'show', 'launch')).out).toMatch(/status {6}active[\s\S]*owner {7}nobody\nserves {6}Hear of 1,000 sign-ups\ndue {9}2030-01-01[\s\S]*tasks {7}ACME-1 \(todo\)/)
    expect((await run('goal', 'show', 'Hear of 1,000 sign-ups', '--json')).json()).toMatchObject({ parts: [{ title: 'Launch' }], owner: 'ann' })
  })

  it('update changes it', async () => {
    const { run } = await aimed()
    expect(await run('goal', 'update', 'Launch', '--status', 'cancelled', '--owner', 'bo')).toMatchObject({ exit: 0, out: 'Changed "Launch".\n' })
    expect((await run('goal', 'list', '--json')).json()).toHaveLength(1)
    expect((await run('goal', 'list', '--all', '--json')).json()).toHaveLength(2)
    expect((await run('goal', 'update', 'Hear of 1,000 sign-ups', '--target', '500', '--json')).json()).toMatchObject({ metric: { start: 0, target: 500, unit: 'sign-ups' } })
  })

  it.each([
    [['show', 'Nothing'], 1, 'goal list'],
    [['update', 'Launch'], 2, 'nothing to change'],
    [['update', 'Launch', '--status', 'great'], 2, 'planned, active'],
    [['set', 'X', '--target', '5'], 2, '--unit'],
    [['report', 'Launch', '5'], 1, 'no metric'],
    [['report', 'Launch', 'much'], 2, 'must be a number'],
  ])('%j is refused', async (argv, exit, says) => {
    const { run } = await aimed()
    expect(await run('goal', ...argv)).toMatchObject({ exit, out: '', err: expect.stringContaining(says) })
  })

  it('list says what to do where there is none', async () => {
    const { run } = await staffedSession()
    expect(await run('goal', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('goal set') })
  })
})

describe('project', () => {
  it('gathers tasks and says how much of them is done', async () => {
    const { run } = await aimed()
    expect(await run('project', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('project set website') })
    expect(await run('project', 'set', 'website', '--name', 'New website', '--lead', 'bo', '--goal', 'Launch')).toMatchObject({ exit: 0, out: expect.stringContaining('The project website is set.') })
    for (const title of ['One', 'Two']) await run('task', 'create', title, '--project', 'website')
    await run('task', 'finish', 'ACME-1')
    expect((await run('project', 'list')).out).toMatch(/website +New website +active +bo +1 of 2 +Launch/)
    expect((await run('project', 'show', 'website')).out).toMatch(/lead {8}bo\ngoal {8}Launch[\s\S]*ACME-1 +done +One/)
    expect((await run('project', 'list', '--json')).json()).toMatchObject([{ slug: 'website', lead: 'bo', tasks: 2, done: 1 }])
    expect((await run('project', 'set', 'website', '--status', 'done', '--lead', 'nobody', '--json')).json()).toMatchObject({ status: 'done', leadId: null })
    expect(await run('project', 'show', 'nope')).toMatchObject({ exit: 1, err: expect.stringContaining('project list') })
    expect(await run('project', 'set', 'website', '--status', 'great')).toMatchObject({ exit: 2, err: expect.stringContaining('active, done, cancelled') })
  })
})
