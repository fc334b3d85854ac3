import assert from 'node:assert/strict'
import { isPaperclipError } from '../../domain/error.ts'
import type { Adapter } from '../../ports/adapter.ts'
import type { Runner } from '../runner.ts'
import type { AdapterSuite } from './scenarios.ts'

/** What an adapter promises of its configuration. */
export function parsingCases<Config>({ it }: Runner, suite: AdapterSuite<Config>): void {
  it('has a kind that can stand in a company package, and says how it meters', async () => {
    const adapter = await suite.make()
    assert.match(adapter.kind, /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)
    assert.ok(['call', 'turn', 'run', 'none'].includes(adapter.metering), `metering is "${adapter.metering}"`)
  })

  it('describes its configuration by an object JSON Schema that survives JSON', async () => {
    const { schema } = await suite.make()
    const read: unknown = JSON.parse(JSON.stringify(schema))
    assert.ok(isObject(read) && read['type'] === 'object' && isObject(read['properties']), 'schema must be { type: "object", properties: { … } }')
    for (const field of Object.keys(isObject(suite.done.config) ? suite.done.config : {})) {
      assert.ok(Object.hasOwn(read['properties'], field), `the schema does not tell of "${field}", which a configuration may have`)
    }
  })

  it('parses a configuration without changing it, and accepts what it returned', async () => {
    const adapter = await suite.make()
    const given = structuredClone(suite.done.config)
    const config = adapter.parse(given)
    assert.deepEqual(given, suite.done.config)
    assert.deepEqual(adapter.parse(config), config)
    assert.deepEqual(adapter.parse(JSON.parse(JSON.stringify(config))), config, 'a configuration is stored as JSON')
  })

  it('refuses an unknown field and names it', async () => {
    const config = { ...suite.done.config as object, 'no-such-field': 1 }
    refuses(await suite.make(), config, 'no-such-field')
  })

  it('refuses what is no object at all', async () => {
    const adapter = await suite.make()
    for (const config of [null, undefined, 'text', 7, []]) refuses(adapter, config, '')
  })

  for (const { config, field } of suite.wrong) {
    it(`refuses a wrong "${field}" and names it: ${shown(config)}`, async () => refuses(await suite.make(), config, field))
  }
}

function refuses<Config>(adapter: Adapter<Config>, config: unknown, field: string): void {
  assert.throws(() => adapter.parse(config), (error: unknown) => {
    assert.ok(isPaperclipError(error) && error.code === 'invalid_input', `must be invalid_input, was: ${String(error)}`)
    const named = error.fields.some(wrong => wrong.field === field || wrong.field.startsWith(`${field}.`)) || error.message.includes(field)
    assert.ok(named, `must name "${field}": ${error.message}`)
    return true
  })
}

function shown(config: unknown): string {
  const text = JSON.stringify(config) ?? String(config)
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
