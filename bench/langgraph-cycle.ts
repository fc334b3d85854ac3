/** A cycle on a file: how to run it on so many threads at once, and how to stop. */
export interface Cycles { run(threads: number): Promise<void>; close(): void }

/** What is used of the peers here. They are installed by the bench alone, so the types of the project do not know them. */
interface Database { pragma(text: string, options?: { simple: true }): unknown; prepare(sql: string): { get(): { many: number } }; close(): void }
interface Message { content: unknown }
interface Graph {
  addNode(name: string, node: unknown): Graph
  addEdge(from: string, to: string): Graph
  compile(options: { checkpointer: unknown }): { invoke(input: { messages: Message[] }, options: { configurable: { thread_id: string }; durability: 'sync' }): Promise<{ messages: Message[] }> }
}
type New<Result, Given = unknown> = new (given: Given) => Result

/**
 * LangGraph.js with its SQLite saver: a model node that asks for one tool and thinks nothing, the tool node that runs it, and the end. Each thread is new.
 * It keeps the checkpoints of the input, of both nodes and of the end, and the writes of each: with `durability: 'sync'` before the next node begins.
 */
export async function langgraphCycles(file: string): Promise<Cycles> {
  const { StateGraph, MessagesAnnotation, START, END }: { StateGraph: New<Graph>; MessagesAnnotation: unknown; START: string; END: string } = await peer('@langchain/langgraph')
  const { ToolNode }: { ToolNode: New<unknown, unknown[]> } = await peer('@langchain/langgraph/prebuilt')
  const { AIMessage, HumanMessage }: { AIMessage: New<Message>; HumanMessage: New<Message> } = await peer('@langchain/core/messages')
  const { tool }: { tool(act: (input: { task: string }) => Promise<string>, about: object): unknown } = await peer('@langchain/core/tools')
  const { SqliteSaver }: { SqliteSaver: New<unknown, Database> } = await peer('@langchain/langgraph-checkpoint-sqlite')
  const { default: Better }: { default: New<Database, string> } = await peer('better-sqlite3')
  const { z } = await import('zod')

  const database = new Better(file)
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = full')
  if (database.pragma('synchronous', { simple: true }) !== 2) throw new Error('This SQLite does not wait for the disk.')
  const finish = tool(async ({ task }) => `Task ${task} is done.`, { name: 'finish', description: 'Hands a task in.', schema: z.object({ task: z.string() }) })
  const model = ({ messages: [asked] }: { messages: Message[] }) =>
    ({ messages: [new AIMessage({ content: 'On it.', tool_calls: [{ id: 'call_1', name: 'finish', args: { task: String(asked?.content) } }] })] })
  const graph = new StateGraph(MessagesAnnotation).addNode('model', model).addNode('tools', new ToolNode([finish]))
    .addEdge(START, 'model').addEdge('model', 'tools').addEdge('tools', END).compile({ checkpointer: new SqliteSaver(database) })
  let threads = 0
  return {
    async run(many) {
      const before = threads
      const ends = await Promise.all(Array.from({ length: many }, () => {
        const task = `BENCH-${++threads}`
        return graph.invoke({ messages: [new HumanMessage(task)] }, { configurable: { thread_id: task }, durability: 'sync' })
      }))
      if (ends.some(({ messages }, n) => messages.at(-1)?.content !== `Task BENCH-${before + n + 1} is done.`)) throw new Error('A cycle did not end with its tool.')
      const { many: kept } = database.prepare('select count(distinct thread_id) as many from checkpoints').get()
      if (kept !== threads) throw new Error(`${kept} of ${threads} threads were kept`)
    },
    close: () => database.close(),
  }
}

/** A module that the type checker does not look for. */
const peer = (name: string) => import(name)
