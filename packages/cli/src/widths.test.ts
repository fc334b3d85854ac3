import { describe, expect, it } from 'vitest'
import { cellWidth } from './output/cell-width.ts'
import { staffedSession, type Session } from './testing/session.ts'

const LISTS = [
  ['company', 'list'], ['role', 'list'], ['agent', 'list'], ['agent', 'revisions', 'ann'], ['task', 'list'], ['goal', 'list'], ['project', 'list'], ['budget', 'list'], ['incident', 'list'], ['approval', 'list'],
  ['routine', 'list'], ['tool', 'list'], ['note', 'list'], ['artifact', 'list'], ['document', 'list', 'ACME-1'], ['document', 'revisions', 'ACME-1', 'plan'], ['inbox', 'ann'], ['search', 'a'], ['status'],
] as const

const LONG = 'A title that goes on and on, with 日本語 in it, until no terminal is wide enough for all of it, whatever one does, and then some'

/** A company in which every list has rows, most of them too long. */
async function filled(): Promise<Session> {
  const made = await staffedSession(), { run } = made
  await run('role', 'set', 'a-role-with-quite-a-long-name', '--title', LONG, '--permit', 'agent.hire=team', '--permit', 'task.create=company')
  await run('agent', 'hire', 'somebody-with-a-rather-long-name', '--role', 'a-role-with-quite-a-long-name', '--reports-to', 'ann', '--adapter', 'function', '--adapter-config', '{"function":"copywriter"}')
  await run('agent', 'configure', 'ann', '--cap', '0.5')
  await run('goal', 'set', LONG, '--target', '1000', '--unit', 'very happy customers of ours', '--owner', 'somebody-with-a-rather-long-name')
  await run('project', 'set', 'a-project-with-a-long-name', '--name', LONG, '--goal', LONG, '--lead', 'somebody-with-a-rather-long-name')
  await run('task', 'create', LONG, '--assignee', 'somebody-with-a-rather-long-name', '--reviewer', 'ann', '--priority', 'critical')
  await run('task', 'create', 'Stuck', '--assignee', 'ann')
  await run('task', 'block', 'ACME-2', '--reason', LONG)
  await run('budget', 'set', '12345.67', '--team', 'somebody-with-a-rather-long-name')
  await run('routine', 'set', 'a-routine-with-a-long-name', '--assignee', 'ann', '--cron', '0 9 * * 1', '--title', LONG)
  await run('tool', 'set', 'github', '--at', `https://mcp.example.com/${'a'.repeat(120)}`, '--description', LONG)
  await run('note', 'write', LONG, '--title', LONG)
  await run('say', 'ann', LONG)
  await made.with(async paperclip => {
    const acme = await paperclip.company('acme')
    await acme.documents.write('ACME-1', { key: 'plan', title: LONG, body: LONG })
    await acme.artifacts.attach('ACME-1', { name: `${'long'.repeat(40)}.csv`, mediaType: 'application/vnd.openxmlformats-officedocument', body: new Uint8Array(1_234_567) })
    await acme.update({ boardMinimum: 2 })
    await acme.propose({ kind: 'agent.hire', input: { slug: 'cy', name: LONG, role: 'writer', adapter: { kind: 'process', config: { command: ['/bin/sh', LONG] } } } }, { reason: LONG })
  })
  return made
}

describe('what is listed', () => {
  it('fits into a terminal of 40, 80 and 200 characters', async () => {
    const { runOn, data } = await filled(), tooLong: string[] = []
    for (const columns of [40, 80, 200]) {
      for (const verb of LISTS) {
        const { exit, out } = await runOn({ columns }, ...verb)
        expect({ verb, exit }).toEqual({ verb, exit: 0 })
        // A command line is to be copied, so it is never broken.
        tooLong.push(...out.split('\n').filter(line => cellWidth(line) > columns && !line.includes('→') && !line.includes(data)).map(line => `${columns} ${verb.join(' ')}: ${line}`))
      }
    }
    expect(tooLong).toEqual([])
  })
})
