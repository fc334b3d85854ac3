/** What a span is told: ids, names, numbers and enums. Never a text that somebody wrote, and never a secret. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>

/** A stretch of time in which something was done. */
export interface Span {
  set(facts: SpanFacts): void
  /** Marks it as gone wrong; `kind` says how, in a word of a closed list. */
  fail(kind: string): void
  end(): void
}

/** Where the library tells how long its steps took, and which were part of which. Whatever it throws is logged and felt by no run. */
export interface Tracer {
  span(name: string, facts: SpanFacts, parent: Span | undefined): Span
}
