import { describe, expect, it } from 'vitest'
import { served } from '../testing/served.ts'

const withKey = async () => {
  const house = await served()
  return { ...house, key: (await house.acme.keys.create({ name: 'ci', level: 'operator' })).token }
}

describe('tasks over HTTP', () => {
  it('are created, read by what people call them, and finished', async () => {
    const { ask, key } = await withKey()
    expect((await ask(key, 'POST', '/companies/acme/tasks', { title: 'Ship it' })).statusCode).toBe(201)
    const task = await ask(key, 'GET', '/companies/acme/tasks/ACME-1')
    expect(task.json()).toMatchObject({ identifier: 'ACME-1', title: 'Ship it', status: 'todo', createdByKind: 'key' })
    expect((await ask(key, 'POST', '/companies/acme/tasks/ACME-1/finish', { result: 'Shipped.' })).json()).toMatchObject({ status: 'done', result: 'Shipped.' })
    expect((await ask(key, 'GET', '/companies/acme/tasks?status=done&limit=1')).json()).toMatchObject({ rows: [{ identifier: 'ACME-1' }], next: null })
  })

  it('I1: are created once for each idempotency key, and a key that was used for another input is a conflict', async () => {
    const { ask, key, acme } = await withKey()
    const once = { 'idempotency-key': 'k' }
    const first = await ask(key, 'POST', '/companies/acme/tasks', { title: 'Ship it' }, once)
    expect((await ask(key, 'POST', '/companies/acme/tasks', { title: 'Ship it' }, once)).json()).toEqual(first.json())
    expect((await ask(key, 'POST', '/companies/acme/tasks', { title: 'Sink it' }, once)).json()).toMatchObject({ status: 409, reason: 'key_reused' })
    expect((await acme.tasks.list()).rows).toHaveLength(1)
  })

  it('G02: are refused with a field that nobody declared, in the body and in the query, and none is made', async () => {
    const { ask, key, acme } = await withKey()
    const refused = await ask(key, 'POST', '/companies/acme/tasks', { title: 'Ship it', createdById: 'operator:local' })
    expect(refused.json()).toMatchObject({ status: 400, code: 'invalid_input' })
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect((await ask(key, 'GET', '/companies/acme/tasks?limit=many')).json()).toMatchObject({ fields: [{ field: 'limit' }] })
    expect((await ask(key, 'GET', '/companies/acme/tasks?secret=1')).json()).toMatchObject({ fields: [{ field: 'secret' }] })
    expect((await acme.tasks.list()).rows).toEqual([])
  })
})
