import type { Agent } from '../domain/agent.ts'
import type { Movement } from '../domain/budget.ts'
import type { Run } from '../domain/run.ts'
import type { Logger } from '../ports/logger.ts'
import type { Span, SpanFacts, Tracer } from '../ports/tracer.ts'

const SILENT: Span = { set() {}, fail() {}, end() {} }
/** Tells nothing to anybody. */
export const noTracer: Tracer = { span: () => SILENT }

/** Of whose beat a span is, and what it is called. */
interface Step { agentId: string; name: string }

/**
 * The spans of the beats of this node: `wake`, in it `run`, in that `adapter`, and in whatever is in hand a `cost` for each entry of the ledger. An agent has one beat at a time, so its
 * innermost span is the parent of the next. Attributes of models and agents have the names of the GenAI conventions of OpenTelemetry, ours begin with `paperclip.`.
 */
export class Tracing {
  readonly #tracer: Tracer
  readonly #innermost = new Map<string, Span>()
  readonly #logger: Logger

  constructor(tracer: Tracer, logger: Logger) {
    this.#tracer = tracer
    this.#logger = logger
  }

  /** Spans what is done within a beat of an agent. */
  async within<T>({ agentId, name }: Step, facts: SpanFacts, act: () => Promise<T>): Promise<T> {
    const outer = this.#innermost.get(agentId), span = this.#begin(name, facts, outer)
    this.#innermost.set(agentId, span)
    try {
      return await act()
    } catch (error) {
      this.#tell(() => span.fail('error'))
      throw error
    } finally {
      if (outer) this.#innermost.set(agentId, outer)
      else this.#innermost.delete(agentId)
      this.#tell(() => span.end())
    }
  }

  /** Tells the innermost span of an agent what came of it. */
  set(agentId: string, facts: SpanFacts, failure: string | null = null): void {
    const span = this.#innermost.get(agentId)
    if (!span) return
    this.#tell(() => span.set(facts))
    if (failure !== null) this.#tell(() => span.fail(failure))
  }

  /** Tells of an entry of the ledger, for a run that may be in hand here or not. */
  cost(companyId: string, { agentId, runId, provider, model, inputTokens, cachedTokens, outputTokens, amount, billing, estimated }: Movement): void {
    const span = this.#begin('cost', {
      'gen_ai.operation.name': 'chat', ...provider === null ? {} : { 'gen_ai.system': provider, 'gen_ai.provider.name': provider }, ...model === null ? {} : { 'gen_ai.request.model': model },
      'gen_ai.usage.input_tokens': inputTokens, 'gen_ai.usage.cache_read.input_tokens': cachedTokens, 'gen_ai.usage.output_tokens': outputTokens, 'gen_ai.agent.id': agentId,
      'paperclip.company.id': companyId, 'paperclip.run.id': runId, 'paperclip.cost.micros': amount, 'paperclip.cost.billing': billing, 'paperclip.cost.estimated': estimated,
    }, this.#innermost.get(agentId))
    this.#tell(() => span.end())
  }

  #begin(name: string, facts: SpanFacts, parent: Span | undefined): Span {
    return this.#tell(() => this.#tracer.span(name, facts, parent)) ?? SILENT
  }

  #tell<T>(act: () => T): T | undefined {
    try {
      return act()
    } catch (error) {
      this.#logger.warn('A tracer threw.', { error })
      return undefined
    }
  }
}

/** What is told of a run as it begins. */
export const factsOfRun = (companyId: string, { id, taskId, causes, depth, cap }: Run, agent: Agent): SpanFacts => ({
  'gen_ai.operation.name': 'invoke_agent', 'gen_ai.agent.id': agent.id, 'gen_ai.agent.name': agent.slug, 'paperclip.company.id': companyId, 'paperclip.run.id': id,
  ...taskId === null ? {} : { 'paperclip.task.id': taskId }, 'paperclip.run.causes': causes.join(','), 'paperclip.run.depth': depth, 'paperclip.run.cap_micros': cap, 'paperclip.adapter.kind': agent.adapter.kind,
})

/** What is told of a run that has ended. */
export const factsOfEnd = ({ id, status, spent, imputed, estimated }: Run): SpanFacts => ({
  'paperclip.run.id': id, 'paperclip.run.outcome': status, 'paperclip.cost.micros': spent, 'paperclip.cost.imputed_micros': imputed, 'paperclip.cost.estimated': estimated,
})
