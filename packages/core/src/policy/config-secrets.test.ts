import { describe, expect, it } from 'vitest'
import { fillSecrets } from './config-secrets.ts'

const schema = {
  type: 'object',
  properties: {
    url: { type: 'string' },
    token: { type: 'string', secret: 'only' },
    maybe: { anyOf: [{ type: 'string', secret: true }, { type: 'null' }] },
    env: { type: 'object', additionalProperties: { type: 'string', secret: true } },
    list: { type: 'array', items: { type: 'string', secret: true } },
    input: {},
  },
}
const ref = (secret: string) => ({ secret })
const values: Readonly<Record<string, string>> = { a: 'value of a', b: 'value of b' }
const fill = (config: Record<string, unknown>) => fillSecrets(schema, config, slug => values[slug] ?? `no ${slug}`)

describe('fillSecrets', () => {
  it.each([
    ['a field that must be one', { token: ref('a') }, { token: 'value of a' }, ['a']],
    ['a field that may be one', { maybe: ref('b') }, { maybe: 'value of b' }, ['b']],
    ['a record', { env: { X: ref('a'), Y: 'plain' } }, { env: { X: 'value of a', Y: 'plain' } }, ['a']],
    ['a list', { list: [ref('a'), 'plain', ref('b')] }, { list: ['value of a', 'plain', 'value of b'] }, ['a', 'b']],
    ['nothing', { url: 'https://x.test' }, { url: 'https://x.test' }, []],
    ['what has no shape of its own', { input: { deep: ref('a') } }, { input: { deep: ref('a') } }, []],
  ])('fills %s', (_, config, filled, used) => expect(fill(config)).toEqual({ config: filled, used, problems: [] }))

  it.each([
    ['a secret where none may be', { url: ref('a') }, 'url'],
    ['a plain text where only a secret may be', { token: 'sk-live-123' }, 'token'],
  ])('refuses %s', (_, config, field) => expect(fill(config).problems.map(problem => problem.field)).toEqual([field]))

  it('does not give a plain text back that should have been a secret', () => expect(JSON.stringify(fill({ token: 'sk-live-123' }))).not.toContain('sk-live-123'))
})
