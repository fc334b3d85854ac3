import { describe, expect, it } from 'vitest'
import { fixLine, type Finding } from '../fix-line.ts'
import { staffedSession } from '../testing/session.ts'

describe('lint', () => {
  it('says what is loose, each with the verb that mends it', async () => {
    const { run } = await staffedSession()
    const { exit, out } = await run('lint')
    expect({ exit, out }).toMatchObject({ exit: 0, out: expect.stringMatching(/! \S[\s\S]*→ paperclipai budget set \d+ /) })
    const findings = (await run('lint', '--json')).json() as { fix: unknown; line: string | null }[]
    expect(findings.every(({ fix, line }) => (fix === null) === (line === null))).toBe(true)
  })

  it('is silent about what was mended as it says', async () => {
    const { run } = await staffedSession()
    const said = async () => (await run('lint', '--json')).json() as { code: string; fix: { kind: string } | null; line: string | null }[]
    const before = await said(), [first] = before.filter(({ fix }) => fix?.kind === 'budget.set')
    await run(...(first?.line ?? '').replace(/^paperclipai /, '').replace(/ --data .*$/, '').split(' '))
    expect(await said()).not.toContainEqual(first)
  })
})

describe('the verb that mends', () => {
  it.each<[NonNullable<Finding['fix']>, string]>([
    [{ kind: 'budget.set', input: { scope: 'company', limit: '$12.50', window: 'month' } }, 'budget set 12.50 --window month'],
    [{ kind: 'budget.set', input: { scope: 'agent', for: 'ann', limit: '$5', window: 'day' } }, 'budget set 5 --agent ann --window day'],
    [{ kind: 'agent.configure', input: { agent: 'ann', heartbeat: { every: '90m' } } }, 'agent configure ann --every 90m'],
    [{ kind: 'role.set', input: { slug: 'boss', permissions: { 'agent.hire': { scope: 'team', verdict: 'ask' } } } }, 'role set boss --permit agent.hire=team:ask'],
    [{ kind: 'role.set', input: { slug: 'boss', secrets: [] } }, 'role set boss --secret none'],
    [{ kind: 'role.set', input: { slug: 'boss', secrets: ['a', 'b'] } }, 'role set boss --secret a --secret b'],
    [{ kind: 'secret.remove', input: { secret: 'a' } }, 'secret remove a'],
    [{ kind: 'routine.pause', input: { routine: 'weekly' } }, 'routine pause weekly'],
  ])('%j is %j', (fix, line) => expect(fixLine(fix)).toBe(line))
})
