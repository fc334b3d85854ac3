import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadConfig } from './start-config.ts'

const written = (text: string, name = 'company.mjs'): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'paperclipai-config-')), name)
  writeFileSync(path, text)
  return path
}

describe('a configuration', () => {
  it('brings what its module exports', async () => {
    const config = await loadConfig('/', written('export default { plugins: [{ name: "mine" }], found: async () => {} }'))
    expect(config).toEqual({ plugins: [{ name: 'mine' }], found: expect.any(Function) })
  })

  it.each([
    ['is not there', '/nowhere/company.mjs', /there is no file \/nowhere\/company\.mjs/],
    ['is no module', written('{}', 'company.json'), /company\.json is not a JavaScript module/],
    ['exports nothing', written('export const x = 1'), /its default export must be an object \(was nothing\)/],
    ['exports something else', written('export default 42'), /must be an object \(was number\)/],
    ['brings what is no adapter', written('export default { adapters: [{ kind: "x" }] }'), /adapters\.0 must be an adapter/],
    ['brings what is no scheduler', written('export default { scheduler: { start() {}, stop() {} } }'), /scheduler must be a scheduler: an object with start, nudge and stop/],
    ['has a field of its own', written('export default { agents: [] }'), /its default export must hold nothing else, but holds agents \(was object\)/],
    ['founds with no function', written('export default { found: true }'), /found must be a function/],
    ['logs to what is no logger', written('export default { logger: { warn() {} } }'), /logger must be a logger: an object with the functions warn and error/],
    ['traces to what is no tracer', written('export default { tracer: { span: true } }'), /tracer must be a tracer: an object with the function span/],
    ['cannot be loaded', written('export default {'), /could not be loaded/],
  ])('that %s is refused, with what is allowed', async (_what, path, message) => {
    await expect(loadConfig('/', path)).rejects.toMatchObject({ name: 'PaperclipError', message: expect.stringMatching(message), next: expect.stringContaining('{ adapters?, plugins?, scheduler?, logger?, tracer?, found?, company? }') })
  })
})
