import { readFileSync } from 'node:fs'
import { describe, expect } from 'vitest'
import { itNeeding } from './fixtures/needs.ts'
import { fixture, runFixture } from './fixtures/run-fixture.ts'

describe('the agent in the README', () => {
  itNeeding(['python3'], 'is the one that runs here', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    expect(readme).toContain(`\`\`\`python\n${readFileSync(fixture('agent.py'), 'utf8')}\`\`\``)
    const { job, ended } = runFixture(['agent.py'])
    expect(await ended).toEqual({ kind: 'done', summary: 'Wrote the report.', session: { turns: 1 } })
    expect(job.spent).toMatchObject([{ id: 'call-1', cost: 1_600 }])
    expect(job.desk.deeds).toEqual([{ verb: 'finish', input: { task: 'ACME-1', result: 'The report is written.' } }])
    expect(job.logged).toContainEqual({ stream: 'stdout', level: 'info', text: 'Working on ACME-1' })
  })
})
