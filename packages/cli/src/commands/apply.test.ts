import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '../main.ts'
import { recordingIo } from '../testing/recording-io.ts'

const COPYWRITER = `{ kind: 'function', config: { function: 'copywriter' } }`
const ofAcme = (agents: string) => `export default { schema: 1, slug: 'acme', roles: { writer: { title: 'Writer' } }, agents: { ${agents} } }`

/** A folder, and the command in it. */
function project() {
  const cwd = mkdtempSync(join(tmpdir(), 'paperclipai-code-')), data = join(cwd, 'data')
  return {
    cwd, data,
    write: (name: string, text: string) => writeFileSync(join(cwd, name), text),
    async run(...argv: string[]) {
      const io = recordingIo({ cwd, env: { PATH: process.env['PATH'] } })
      const exit = await main(['--data', data, ...argv], io)
      return { exit, out: io.out, err: io.err }
    },
  }
}

describe('apply', () => {
  it('shows what it would do without a trace, does it when told to, and then nothing', async () => {
    const { write, run, data } = project()
    write('company.mjs', ofAcme(`ann: { role: 'writer', adapter: ${COPYWRITER} }`))
    const planned = await run('apply', '--plan')
    expect(planned).toMatchObject({ exit: 0, err: '' })
    expect(planned.out).toBe('+ company acme, which is not here yet\nacme  2 to create\n  + create the role writer\n      title: Writer\n  + hire ann as writer\n      role: writer\n      adapter.kind: function\n      adapter.config.function: copywriter\n')
    expect(existsSync(data)).toBe(false)
    expect(await run('apply')).toMatchObject({ exit: 2, err: expect.stringContaining('Found acme and do all of this? Nobody is here to say yes') })
    expect(existsSync(data)).toBe(false)
    expect((await run('apply', '--yes')).out).toContain('Done: 2 steps in acme.')
    expect((await run('apply')).out).toBe('acme  Nothing to change: the company is as the file says.\n')
  })

  it('asks where there is a database already, and no company in it', async () => {
    const { write, run } = project()
    write('company.mjs', ofAcme(`ann: { role: 'writer', adapter: ${COPYWRITER} }`))
    expect(await run('db', 'migrate')).toMatchObject({ exit: 0 })
    expect(await run('apply')).toMatchObject({ exit: 2, err: expect.stringContaining('Found acme and do all of this? Nobody is here to say yes') })
    expect((await run('company', 'list', '--json')).out).toBe('[]\n')
  })

  it('takes the company away again that it could not make what the file says', async () => {
    const { write, run } = project()
    write('company.mjs', ofAcme(`ann: { role: 'writer', adapter: { kind: 'process', config: { command: '/no/such/program' } } }`))
    for (let n = 0; n < 2; n++) expect(await run('apply', '--yes')).toMatchObject({ exit: 1, err: expect.stringContaining('/no/such/program') })
    expect((await run('company', 'list', '--json')).out).toBe('[]\n')
    write('company.mjs', ofAcme(`ann: { role: 'writer', adapter: ${COPYWRITER} }`))
    expect((await run('apply', '--yes')).out).toContain('Done: 2 steps in acme.')
  })

  it('draws an edit as a difference, and leaves alone who was hired beside the file', async () => {
    const { write, run } = project()
    write('company.mjs', ofAcme(`ann: { role: 'writer', adapter: ${COPYWRITER} }, bo: { role: 'writer', adapter: ${COPYWRITER} }`))
    await run('apply', '--yes')
    await run('agent', 'hire', 'eve', '--role', 'writer', '--', 'node', '-e', '1')
    write('edited.mjs', ofAcme(`ann: { role: 'writer', name: 'Ann', adapter: ${COPYWRITER}, heartbeat: { cap: '$2' } }`))
    const { out } = await run('apply', 'edited.mjs', '--plan')
    expect(out).toContain('acme  1 to change, 1 to remove\n  ~ configure ann\n      name: ann → Ann\n      heartbeat.cap: $1 → $2\n  - terminate bo: its open work goes to nobody\n')
    expect(out).toContain('? agent eve is not in the file, and is left alone')
    expect(JSON.parse((await run('apply', 'edited.mjs', '--yes', '--json')).out)).toMatchObject({ company: 'acme', applied: true, plan: { steps: [{ change: 'update' }, { change: 'remove' }] } })
  })

  it('takes the company of a configuration, with the adapters it brings', async () => {
    const { write, run } = project()
    write('config.mjs', `const mine = { kind: 'mine', metering: 'call', schema: { type: 'object', properties: {} }, parse: config => config, run: async () => ({ kind: 'done', summary: '' }) }
      export default { adapters: [mine], company: { schema: 1, slug: 'acme', roles: { maker: {} }, agents: { ann: { role: 'maker', adapter: { kind: 'mine' } } } } }`)
    expect(await run('apply', 'config.mjs', '--yes')).toMatchObject({ exit: 0, err: '' })
  })

  it.each([
    ['no file', null, 'There is no file'], ['no module', 'export default {', 'could not be loaded'], ['no company', 'export default 5', 'exports no company by default (was number)'],
    ['a wrong one', 'export default { schema: 1, slug: "acme", agents: { ann: { role: "none", adapter: { kind: "function" } } } }', 'agents.ann.role: there is no role "none"'],
    ['one without a name', 'export default { schema: 1 }', 'does not say which company'],
  ])('says what is wrong with %s', async (_name, text, said) => {
    const { write, run } = project()
    if (text !== null) write('company.mjs', text)
    const { exit, err } = await run('apply', '--yes')
    expect(exit).not.toBe(0)
    expect(err).toContain(said)
  })
})

describe('export', () => {
  it('writes a module that apply reads, and finds nothing to change', async () => {
    const { cwd, write, run } = project()
    write('company.mjs', ofAcme(`ann: { role: 'writer', adapter: ${COPYWRITER}, budget: { limit: '$5' } }`))
    await run('apply', '--yes')
    expect((await run('export', '--out', 'written.mjs')).out).toMatch(/^Wrote acme to .*written\.mjs\./)
    expect(readFileSync(join(cwd, 'written.mjs'), 'utf8')).toMatch(/^\/\*\* @type .*\nexport default \{\n {2}schema: 1,\n {2}slug: "acme",/)
    expect((await run('apply', 'written.mjs')).out).toContain('Nothing to change')
    expect((await run('export', '--out', 'written.mjs')).err).toContain('exists already')
    write('printed.json', (await run('export', '--json')).out)
    await run('export', '--out', 'written.json')
    for (const file of ['printed.json', 'written.json']) expect((await run('apply', file)).out).toContain('Nothing to change')
    expect(JSON.parse((await run('export', '--json')).out)).toMatchObject({ schema: 1, agents: { ann: { budget: { limit: '$5' } } } })
  })
})
