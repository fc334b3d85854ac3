import * as api from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { scripted, trial } from '@paperclip/core/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { otelTracer } from './otel-tracer.ts'

const SECRET = 'a secret that nobody sees'
const exporter = new InMemorySpanExporter()
beforeAll(() => void api.trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })))
afterAll(() => api.trace.disable())

/** A company with an agent that thinks twice, and one that fails. */
async function traced(tracer = otelTracer(api)) {
  exporter.reset()
  const house = await trial({
    options: { tracer },
    script: {
      async thinks({ spend, log }) {
        log({ stream: 'stdout', level: 'info', text: SECRET })
        await spend({ id: '1', provider: 'anthropic', model: 'claude-sonnet', inputTokens: 1_000, cachedTokens: 400, outputTokens: 50, cost: 1_500 })
        await spend({ id: '2', provider: 'anthropic', model: 'claude-sonnet', inputTokens: 10, outputTokens: 5, cost: 500 })
        return { kind: 'done', summary: SECRET }
      },
      fails: async () => ({ kind: 'failed', error: { kind: 'rate_limit', message: SECRET, retryAfterMs: null } }),
    },
  })
  const { acme, paperclip, clock } = house
  await acme.agents.hire(scripted('ada', 'thinks'))
  await acme.agents.hire(scripted('bob', 'fails'))
  for (const assignee of ['ada', 'bob']) await acme.tasks.create({ title: SECRET, description: SECRET, assignee })
  await paperclip.start()
  await clock.advance(3_000)
  await paperclip.stop()
  return house
}

const childrenOf = (parent: ReadableSpan | undefined): ReadableSpan[] => exporter.getFinishedSpans().filter(span => span.parentSpanContext?.spanId === parent?.spanContext().spanId)

describe('a run, traced', () => {
  it('is a wake, a run in it, the adapter in that, and what each thought cost', async () => {
    const { acme } = await traced()
    const [run] = (await acme.runs.list()).rows.filter(({ status }) => status === 'succeeded')
    const spanOfRun = exporter.getFinishedSpans().find(({ name, attributes }) => name === 'invoke_agent ada' && attributes['paperclip.run.id'] === run?.id)
    const wake = exporter.getFinishedSpans().find(span => span.spanContext().spanId === spanOfRun?.parentSpanContext?.spanId)
    expect(wake).toMatchObject({ name: 'wake', parentSpanContext: undefined, attributes: { 'paperclip.wake.outcome': 'run', 'paperclip.company.id': acme.id } })
    expect(spanOfRun).toMatchObject({ status: { code: api.SpanStatusCode.UNSET }, attributes: {
      'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.id': run?.agentId, 'gen_ai.agent.name': 'ada', 'paperclip.task.id': run?.taskId, 'paperclip.run.outcome': 'succeeded', 'paperclip.cost.micros': 2_000,
    } })
    const adapter = childrenOf(spanOfRun).find(({ name }) => name === 'adapter')
    expect(adapter?.attributes).toMatchObject({ 'paperclip.adapter.kind': 'scripted', 'paperclip.adapter.outcome': 'done' })
    const costs = exporter.getFinishedSpans().filter(({ name, attributes }) => name === 'chat claude-sonnet' && attributes['paperclip.run.id'] === run?.id)
    expect(costs.map(({ attributes }) => attributes)).toMatchObject([
      { 'gen_ai.provider.name': 'anthropic', 'gen_ai.system': 'anthropic', 'gen_ai.request.model': 'claude-sonnet', 'gen_ai.usage.input_tokens': 1_000, 'gen_ai.usage.output_tokens': 50, 'paperclip.cost.micros': 1_500 },
      { 'gen_ai.usage.input_tokens': 10, 'gen_ai.usage.output_tokens': 5, 'paperclip.cost.micros': 500 },
    ])
    for (const cost of costs) expect([adapter, spanOfRun].map(span => span?.spanContext().spanId)).toContain(cost.parentSpanContext?.spanId)
    expect(new Set([wake, spanOfRun, adapter, ...costs].map(span => span?.spanContext().traceId)).size).toBe(1)
  })

  it('says how it failed, by its kind', async () => {
    await traced()
    const failed = exporter.getFinishedSpans().filter(({ status }) => status.code === api.SpanStatusCode.ERROR)
    expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([['adapter', 'rate_limit'], ['invoke_agent bob', 'rate_limit']])
  })

  it('is called as the GenAI conventions have it: by what is done and by which agent or model, and a cost of no model by what is done', async () => {
    const tracer = otelTracer(api)
    exporter.reset()
    await traced()
    tracer.span('cost', { 'gen_ai.operation.name': 'chat' }, undefined).end()
    expect([...new Set(exporter.getFinishedSpans().map(({ name }) => name))].sort()).toEqual(['adapter', 'chat', 'chat claude-sonnet', 'invoke_agent ada', 'invoke_agent bob', 'wake'])
  })

  it('P16: holds no text that anybody wrote', async () => {
    await traced()
    expect(exporter.getFinishedSpans().length).toBeGreaterThanOrEqual(8)
    expect(JSON.stringify(exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })))).not.toContain(SECRET)
  })

  it.each([
    ['that throws as a span begins', { span: (): never => { throw new Error('no collector') } }],
    ['whose spans throw', { span: () => ({ set: (): never => { throw new Error('full') }, fail: (): never => { throw new Error('full') }, end: (): never => { throw new Error('full') } }) }],
  ])('is not harmed by a tracer %s', async (_, tracer) => {
    const { acme, complaints } = await traced(tracer)
    expect((await acme.runs.list()).rows.map(({ status }) => status).sort()).toEqual(['failed', 'succeeded'])
    expect(complaints.length).toBeGreaterThan(0)
    expect(complaints.every(text => text.startsWith('A tracer threw.'))).toBe(true)
  })
})
