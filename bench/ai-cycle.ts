interface Prompted { prompt: { role: string }[] }
type GenerateText = (options: { model: unknown; tools: unknown; prompt: string; stopWhen: unknown }) => Promise<{ text: string; steps: unknown[] }>

const USAGE = { inputTokens: { total: 10, noCache: 10, cacheRead: 0, cacheWrite: 0 }, outputTokens: { total: 10, text: 10, reasoning: 0 } }

/** The AI SDK, which keeps nothing: a mock model asks for one tool, the tool runs, and the model says that it is done. Two steps, in so many calls at once. */
export async function aiCycles(): Promise<(many: number) => Promise<void>> {
  const { generateText, stepCountIs, tool }: { generateText: GenerateText; stepCountIs(many: number): unknown; tool(about: object): unknown } = await peer('ai')
  const { MockLanguageModelV3 }: { MockLanguageModelV3: new (options: { doGenerate(asked: Prompted): Promise<object> }) => { doGenerateCalls: unknown[] } } = await peer('ai/test')
  const { z } = await import('zod')
  const tools = { finish: tool({ description: 'Hands a task in.', inputSchema: z.object({ task: z.string() }), execute: async ({ task }: { task: string }) => `Task ${task} is done.` }) }
  return async many => {
    const model = new MockLanguageModelV3({                                              // it notes every call, so each slice has its own
      doGenerate: async ({ prompt }) => prompt.some(({ role }) => role === 'tool')
        ? { content: [{ type: 'text', text: 'Done.' }], finishReason: { unified: 'stop', raw: 'stop' }, usage: USAGE, warnings: [] }
        : { content: [{ type: 'tool-call', toolCallId: 'call_1', toolName: 'finish', input: '{"task":"BENCH-1"}' }], finishReason: { unified: 'tool-calls', raw: 'tool_calls' }, usage: USAGE, warnings: [] },
    })
    const ends = await Promise.all(Array.from({ length: many }, () => generateText({ model, tools, prompt: 'BENCH-1', stopWhen: stepCountIs(2) })))
    if (ends.some(({ text, steps }) => text !== 'Done.' || steps.length !== 2)) throw new Error('A call did not end after its tool.')
  }
}

/** A module that the type checker does not look for. */
const peer = (name: string) => import(name)
