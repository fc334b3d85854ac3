import { describe, expect, it } from 'vitest'
import { served } from '../testing/served.ts'

const withTask = async (limits: Readonly<Record<string, number>> = {}) => {
  const house = await served({ paperclip: { limits } })
  await house.acme.tasks.create({ title: 'Ship it' })
  return { ...house, key: (await house.acme.keys.create({ name: 'ci', level: 'operator' })).token }
}
const bytes = { 'content-type': 'application/octet-stream' }
const FILES = '/companies/acme/tasks/ACME-1/artifacts', PLAN = '/companies/acme/tasks/ACME-1/documents/plan'

describe('documents over HTTP', () => {
  it('are written from the revision that was read, and no other', async () => {
    const { ask, key } = await withTask()
    expect((await ask(key, 'PUT', PLAN, { body: '# First' })).json()).toMatchObject({ key: 'plan', revision: 1 })
    const read = await ask(key, 'GET', PLAN)
    expect([read.headers['etag'], read.json().body]).toEqual(['"1"', '# First'])
    expect((await ask(key, 'PUT', PLAN, { body: '# Second' }, { 'if-match': '"1"' })).json()).toMatchObject({ revision: 2 })
    expect((await ask(key, 'PUT', PLAN, { body: '# Late' }, { 'if-match': '"1"' })).json()).toMatchObject({ status: 412, reason: 'stale_revision' })
    expect((await ask(key, 'PUT', PLAN, { body: '# Unread' })).json()).toMatchObject({ status: 409, reason: 'stale_revision' })
    expect((await ask(key, 'GET', `${PLAN}?revision=1`)).json()).toMatchObject({ revision: 1, body: '# First' })
    expect((await ask(key, 'GET', `${PLAN}/revisions`)).json().rows).toHaveLength(2)
    expect((await ask(key, 'GET', '/companies/acme/tasks/ACME-1/documents')).json().rows).toMatchObject([{ key: 'plan' }])
    expect((await ask(key, 'DELETE', PLAN)).statusCode).toBe(200)
    expect((await ask(key, 'GET', PLAN)).statusCode).toBe(404)
  })
})

describe('files over HTTP', () => {
  it('P14: come back byte for byte, and only ever to be saved', async () => {
    const { ask, key } = await withTask(), page = Buffer.from('<script>alert(1)</script>\0\xff', 'latin1')
    const put = await ask(key, 'POST', `${FILES}?name=${encodeURIComponent('ré"sumé\'.html')}&type=text/html`, page, bytes)
    expect(put.json()).toMatchObject({ name: 'ré"sumé\'.html', mediaType: 'text/html', bytes: page.byteLength })
    const got = await ask(key, 'GET', `/companies/acme/artifacts/${put.json().id}/content`)
    expect(got.rawPayload.equals(page)).toBe(true)
    expect(got.headers).toMatchObject({
      'content-type': 'application/octet-stream', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': 'attachment; filename="re__sume__.html"; filename*=UTF-8\'\'r%C3%A9%22sum%C3%A9%27.html',
    })
    expect((await ask(key, 'GET', `/companies/acme/artifacts?taskId=${put.json().taskId}`)).json().rows).toHaveLength(1)
    expect((await ask(key, 'DELETE', `/companies/acme/artifacts/${put.json().id}`)).statusCode).toBe(200)
    expect((await ask(key, 'GET', `/companies/acme/artifacts/${put.json().id}/content`)).statusCode).toBe(404)
  })

  it('keep the type of what a browser only shows', async () => {
    const { ask, key } = await withTask()
    const put = await ask(key, 'POST', '/companies/acme/artifacts?name=a.csv&type=text/csv', Buffer.from('a,b'), bytes)
    expect(put.json()).toMatchObject({ taskId: null })
    expect((await ask(key, 'GET', `/companies/acme/artifacts/${put.json().id}/content`)).headers['content-type']).toBe('text/csv; charset=utf-8')
  })

  it('G03: are refused when they are too large, and nothing of them is kept', async () => {
    const { ask, key, acme } = await withTask({ artifactBytes: 10 })
    expect((await ask(key, 'POST', `${FILES}?name=big`, Buffer.alloc(11), bytes)).json()).toMatchObject({ status: 413, code: 'too_large' })
    expect((await ask(key, 'POST', `${FILES}?name=fits`, Buffer.alloc(10), bytes)).statusCode).toBe(201)
    expect((await acme.artifacts.list()).rows.map(({ name }) => name)).toEqual(['fits'])
  })

  it('are bytes, and bytes go nowhere else', async () => {
    const { ask, key } = await withTask()
    expect((await ask(key, 'POST', `${FILES}?name=a`, { not: 'bytes' })).json()).toMatchObject({ status: 400, code: 'invalid_input' })
    expect((await ask(key, 'POST', '/companies/acme/tasks', Buffer.from('{"title":"x"}'), bytes)).json()).toMatchObject({ status: 400, code: 'invalid_input' })
  })

  it('I1: are put once for each idempotency key', async () => {
    const { ask, key, acme } = await withTask(), once = { ...bytes, 'idempotency-key': 'k' }
    const first = await ask(key, 'POST', `${FILES}?name=a`, Buffer.from('one'), once)
    expect((await ask(key, 'POST', `${FILES}?name=a`, Buffer.from('one'), once)).json()).toEqual(first.json())
    expect((await ask(key, 'POST', `${FILES}?name=a`, Buffer.from('two'), once)).json()).toMatchObject({ status: 409, reason: 'key_reused' })
    expect((await acme.artifacts.list()).rows).toHaveLength(1)
  })
})

describe('skills over HTTP', () => {
  it('are folders: texts and bytes, version by version', async () => {
    const { ask, key } = await withTask(), SKILL = '/companies/acme/skills/pdf'
    const files = { 'SKILL.md': 'Read this.', 'assets/logo.bin': { base64: Buffer.from([0, 255]).toString('base64') } }
    expect((await ask(key, 'PUT', SKILL, { description: 'For PDFs', files })).json()).toMatchObject({ slug: 'pdf', version: 1 })
    expect((await ask(key, 'PUT', SKILL, { description: 'For PDFs', files: { 'SKILL.md': 'Read that.' } })).json()).toMatchObject({ version: 2 })
    expect((await ask(key, 'GET', `${SKILL}/versions`)).json().rows.map((one: { files: unknown[] }) => one.files.length)).toEqual([2, 1])
    expect((await ask(key, 'GET', `${SKILL}/file?path=SKILL.md`)).body).toBe('Read that.')
    expect([...(await ask(key, 'GET', `${SKILL}/file?path=assets/logo.bin&version=1`)).rawPayload]).toEqual([0, 255])
    expect((await ask(key, 'GET', `${SKILL}/file?path=../../etc/passwd`)).statusCode).toBe(404)
    expect((await ask(key, 'PUT', SKILL, { description: 'x', files: { '../up': 'x', 'SKILL.md': '' } })).statusCode).toBe(400)
    expect((await ask(key, 'DELETE', SKILL)).statusCode).toBe(200)
  })
})
