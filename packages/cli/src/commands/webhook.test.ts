import { describe, expect, it } from 'vitest'
import { staffedSession } from '../testing/session.ts'

const ADD = ['webhook', 'add', 'https://ops.test/hook', '--name', 'Ops'] as const

describe('webhook', () => {
  it('is made with a secret that is told once, listed, and revoked', async () => {
    const { run } = await staffedSession()
    expect(await run('webhook', 'list')).toMatchObject({ exit: 0, out: expect.stringContaining('No webhooks') })
    const made = await run(...ADD, '--record', 'task.finish', '--record', 'incident')
    expect(made).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/^Made the webhook [0-9a-f]{6}\.[\s\S]*told this once:\n {2}whsec_\S{40,}\n/) })
    const secret = /whsec_\S+/.exec(made.out)?.[0] ?? '', id = /webhook ([0-9a-f]{6})/.exec(made.out)?.[1] ?? ''
    const listed = await run('webhook', 'list')
    expect(listed.out).toMatch(new RegExp(`${id} +Ops +task\\.finish, incident +nothing yet +https://ops\\.test/hook`))
    expect(`${listed.out}${(await run('webhook', 'list', '--json')).out}${(await run('audit', 'export')).out}`).not.toContain(secret.slice(6))
    expect(await run('webhook', 'letters', id)).toMatchObject({ exit: 0, out: 'Ops gave nothing up.\n' })
    expect(await run('webhook', 'redeliver', id, '--record', '7')).toMatchObject({ exit: 1, err: expect.stringContaining('There is no dead letter "7"') })
    expect(await run('webhook', 'redeliver', id, '--record', 'seven')).toMatchObject({ exit: 2, err: expect.stringContaining('must be the number of a record') })
    expect(await run('webhook', 'redeliver', id)).toMatchObject({ exit: 0, out: 'Ops tells once more what it gave up.\n' })
    expect(await run('webhook', 'revoke', id)).toMatchObject({ exit: 0, out: 'Revoked Ops: it tells nothing any more.\n' })
    expect(await run('webhook', 'list')).toMatchObject({ out: expect.stringContaining('No webhooks') })
  })

  it('says what is wrong with what it was given', async () => {
    const { run } = await staffedSession()
    expect(await run('webhook', 'add', 'ftp://ops.test/', '--name', 'Ops')).toMatchObject({ exit: 1, err: expect.stringContaining('url: must be an http or https address') })
    expect(await run(...ADD, '--approvals', '--record', 'task')).toMatchObject({ exit: 2, err: expect.stringContaining('--approvals and --record') })
    expect(await run('webhook', 'revoke', 'ffffff')).toMatchObject({ exit: 1, err: expect.stringContaining('webhook list') })
  })

  it('is asked for once with a key: its secret is not told again', async () => {
    const { run } = await staffedSession()
    expect(await run(...ADD, '--key', 'ops')).toMatchObject({ exit: 0 })
    expect(await run(...ADD, '--key', 'ops')).toMatchObject({ exit: 1, err: expect.stringContaining('revoke it and ask for another') })
  })
})

describe('hook', () => {
  it('is made with an address and a secret, listed, and revoked', async () => {
    const { run } = await staffedSession()
    const made = await run('hook', 'add', 'ann', '--name', 'The shop', '--source', 'shop', '--team')
    expect(made).toMatchObject({ exit: 0, err: '', out: expect.stringMatching(/^Made the hook [0-9a-f]{6}\.\n[\s\S]*\/api\/v1\/hooks\/com_\S+\.hok_\S+\n[\s\S]*\n {2}whsec_\S{40,}\n$/) })
    const id = /hook ([0-9a-f]{6})/.exec(made.out)?.[1] ?? ''
    expect((await run('hook', 'list')).out).toMatch(new RegExp(`${id} +The shop +shop +ann's team`))
    expect(await run('hook', 'revoke', id)).toMatchObject({ exit: 0, out: 'Revoked The shop: it takes nothing in any more.\n' })
  })
})
