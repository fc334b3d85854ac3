import type { Span, SpanFacts, Tracer } from '@paperclip/core'

interface OtelSpan { setAttributes(attributes: Record<string, string | number | boolean>): unknown; setStatus(status: { code: number }): unknown; end(): void }

/** As much of `@opentelemetry/api` as is used: hand in the one that your program has. `C` is its context, `S` its span. */
export interface OtelApi<C, S extends OtelSpan> {
  context: { active(): C }
  trace: {
    getTracer(name: string): { startSpan(name: string, options: { attributes: Record<string, string | number | boolean>; root?: boolean }, context: C): S }
    setSpan(context: C, span: S): C
  }
  SpanStatusCode: { ERROR: number }
}

const NAME = '@paperclip/core'

/** What the GenAI conventions call a span: what is done, and by which agent or model. Those that they know nothing of have our own words. */
function titleOf(name: string, { 'gen_ai.operation.name': operation, 'gen_ai.agent.name': agent, 'gen_ai.request.model': model }: SpanFacts): string {
  if (operation === undefined) return name
  const of = operation === 'invoke_agent' ? agent : model
  return of === undefined ? String(operation) : `${operation} ${of}`
}

/**
 * Tells OpenTelemetry how long the steps of beats took: `createPaperclip({ tracer: otelTracer(api) })`, where `api` is all that `@opentelemetry/api` exports. The spans go wherever your program sends its own; runs are called `invoke_agent <agent>` and costs `chat <model>`, as the GenAI conventions have it.
 */
export function otelTracer<C, S extends OtelSpan>({ context, trace, SpanStatusCode }: OtelApi<C, S>): Tracer {
  const tracer = trace.getTracer(NAME), contexts = new WeakMap<Span, C>()
  return {
    span(name, facts, parent) {
      const outer = parent && contexts.get(parent)
      const begun = tracer.startSpan(titleOf(name, facts), { attributes: facts, ...outer === undefined ? { root: true } : {} }, outer ?? context.active())
      const span: Span = {
        set: more => void begun.setAttributes(more),
        fail(kind) {
          begun.setAttributes({ 'error.type': kind })
          begun.setStatus({ code: SpanStatusCode.ERROR })
        },
        end: () => begun.end(),
      }
      contexts.set(span, trace.setSpan(outer ?? context.active(), begun))
      return span
    },
  }
}
