import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A process of a bench that answers in lines of JSON: the first when it is ready, then one for each that it is told. */
export interface Child<Ready> { ready: Ready; tell<Answer>(what: unknown): Promise<Answer>; end(): Promise<void>; pid: number }

/** Starts a file beside this one in a process of its own. */
export async function childOf<Ready>(file: string, ...args: string[]): Promise<Child<Ready>> {
  const child = spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(file, import.meta.url)), ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const next = async <T>(): Promise<T> => {
    const { done, value } = await lines.next()
    if (done) throw new Error(`${file} ended before it answered.`)
    return JSON.parse(value) as T                                       // what the file beside this one writes
  }
  return {
    ready: await next<Ready>(), pid: child.pid ?? 0,
    async tell<Answer>(what: unknown): Promise<Answer> {
      child.stdin.write(`${JSON.stringify(what)}\n`)
      return next<Answer>()
    },
    async end() {
      child.stdin.end()
      await once(child, 'close')
    },
  }
}
