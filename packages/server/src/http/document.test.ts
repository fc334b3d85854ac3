import { createConfig, lintDocument, BaseResolver, Source } from '@redocly/openapi-core'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { served } from '../testing/served.ts'

interface Told { security: Record<string, unknown>[]; responses: Record<string, { content?: object }> }
interface Document { openapi: string; components: { securitySchemes: Record<string, object>; schemas: Record<string, object> }; paths: Record<string, Record<string, Told>> }

describe('the OpenAPI document', () => {
  let document: Document
  beforeAll(async () => { document = (await (await served({ server: { compatibility: true } })).ask(null, 'GET', '/openapi.json')).json() })

  it('is one of 3.1, by the rules of that and without a loose end', async () => {
    const rules = Object.fromEntries(['struct', 'security-defined', 'path-params-defined', 'path-declaration-must-exist', 'path-not-include-query', 'no-identical-paths', 'operation-parameters-unique', 'operation-4xx-response', 'operation-summary', 'no-enum-type-mismatch', 'no-unresolved-refs'].map(rule => [rule, 'error']))
    const faults = async (told: object) => (await lintDocument({ document: { source: new Source('openapi.json', JSON.stringify(told)), parsed: told }, externalRefResolver: new BaseResolver(), config: (await createConfig({ rules: rules as never })).styleguide })).map(({ ruleId, message, location }) => `${ruleId}: ${message} (${location[0]?.pointer})`)
    expect(document.openapi).toBe('3.1.0')
    expect(await faults(document)).toEqual([])
    expect((await faults({ ...document, paths: { '/x/{y}': { get: { security: [{ none: [] }], responses: {} } } } })).length).toBeGreaterThan(2)
  }, 60_000)

  it('holds no schema that is none', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true }), wrong: string[] = []
    const walk = (part: unknown, path: string): void => {
      if (typeof part !== 'object' || part === null) return
      const schema: unknown = Reflect.get(part, 'schema')
      if (schema !== undefined && !ajv.validateSchema(schema as object)) wrong.push(`${path}: ${ajv.errorsText()}`)
      for (const [name, one] of Object.entries(part)) walk(one, `${path}/${name}`)
    }
    walk(document.paths, '')
    for (const [name, schema] of Object.entries(document.components.schemas)) walk({ schema }, name)
    expect(wrong).toEqual([])
  })

  it('says of what kind an answer is that is no JSON', async () => {
    const { ask } = await served({ server: { metricsToken: 'm'.repeat(40) } })
    for (const [path, as] of [['/metrics', 'm'.repeat(40)], ['/docs', null], ['/docs.css', null]] as const) {
      const [kind = ''] = Object.keys(document.paths[`/api/v1${path}`]?.['get']?.responses['200']?.content ?? {})
      expect((await ask(as, 'GET', path)).headers['content-type']).toBe(`${kind}; charset=utf-8`)
    }
  })
})
