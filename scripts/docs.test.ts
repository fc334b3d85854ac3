// Runs the code of the pages in docs: each page's first block is a module, its second the test of it.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { StartConfig } from '@paperclip/cli'
import { ROOT } from './sources.ts'

const PLACE = join(ROOT, 'scripts', '.pages')
const MOST_LINES = 110

const blocksOf = (page: string) => [...readFileSync(join(ROOT, 'docs', `${page}.md`), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(match => match[1] ?? '')

mkdirSync(PLACE, { recursive: true })
afterAll(() => rmSync(PLACE, { recursive: true, force: true }))

for (const page of ['custom-store', 'custom-adapter']) {
  const [module = '', test = ''] = blocksOf(page)
  writeFileSync(join(PLACE, `${page}.ts`), module)
  writeFileSync(join(PLACE, `${page}-test.ts`), test)
  describe(`docs/${page}.md`, () => {
    it('is one page of code', () => {
      expect(module.split('\n').length).toBeLessThanOrEqual(MOST_LINES)
    })
  })
  await import(/* @vite-ignore */ join(PLACE, `${page}-test.ts`))
}

describe('docs/serving.md', () => {
  it('has a configuration that brings a tracer, as it is written', async () => {
    const [, module = ''] = /```js\n\/\/ telemetry\.mjs\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'docs', 'serving.md'), 'utf8')) ?? []
    writeFileSync(join(PLACE, 'telemetry.ts'), module)
    const { default: { tracer } }: { default: StartConfig } = await import(/* @vite-ignore */ join(PLACE, 'telemetry.ts'))
    expect(tracer?.span('run', { 'gen_ai.operation.name': 'invoke_agent' }, undefined)).toMatchObject({ end: expect.any(Function) })
  })
})
