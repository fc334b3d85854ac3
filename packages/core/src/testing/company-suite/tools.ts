import assert from 'node:assert/strict'
import type { ActInput } from '../../operations/governance/acts.ts'
import { scripted } from '../trial.ts'
import type { House, Topic } from './opened-company.ts'
import { allRefusedWith, done, like, only, refusedWith, SECOND, type Job } from './steps.ts'

const HUB: ActInput<'tool.set'> = { slug: 'hub', description: 'Code and reviews.', connection: { kind: 'url', url: 'https://mcp.example.com/', headers: { Authorization: { secret: 'token' }, Accept: 'application/json' } } }
const SHELL: ActInput<'tool.set'> = { slug: 'shell', description: 'Runs things.', connection: { kind: 'command', command: ['mcp-shell', '--safe'], env: { TOKEN: { secret: 'token' }, MODE: 'read' } } }

/** A company with two tools; the role `maker` is granted both, and `boss` runs what the test wants proposed. */
async function equipped(house: House, step: (job: Job) => Promise<unknown> = async () => {}) {
  const trial = await house.run({ work: async job => { await step(job); return done() } })
  const { acme } = trial
  await acme.secrets.set({ slug: 'token', value: 'token-value-1' })
  for (const tool of [HUB, SHELL]) await acme.tools.set(tool)
  await acme.roles.set({ slug: 'maker', tools: { allow: ['Read', 'Write'], mcp: ['hub', 'shell'] } })
  return trial
}

const wakes = async ({ acme, clock }: Awaited<ReturnType<typeof equipped>>, slug: string) => {
  await acme.agents.wake(slug)
  await clock.advance(SECOND)
}

export function tools({ describe, on }: Topic): void {
  describe('a tool', () => {
    on('that a role is granted comes with the job, its secrets in place; the brief tells its name and what it is for alone', async house => {
      const trial = await equipped(house)
      await trial.acme.agents.hire({ ...scripted('dev', 'work'), role: 'maker' })
      await wakes(trial, 'dev')
      const job = only(trial.adapter.jobs)
      assert.deepEqual(job.tools, { allow: ['Read', 'Write'], mcp: [
        { name: 'hub', kind: 'url', url: 'https://mcp.example.com/', headers: { Authorization: 'token-value-1', Accept: 'application/json' } },
        { name: 'shell', kind: 'command', command: ['mcp-shell', '--safe'], env: { TOKEN: 'token-value-1', MODE: 'read' } },
      ] })
      assert.deepEqual(job.brief.tools, [{ name: 'hub', description: 'Code and reviews.' }, { name: 'shell', description: 'Runs things.' }])
      assert.ok(!JSON.stringify(job.brief).includes('token'))
    })

    on('is not there for a role that was not granted it', async house => {
      const trial = await equipped(house)
      await trial.acme.agents.hire(scripted('dev', 'work'))
      await wakes(trial, 'dev')
      like(only(trial.adapter.jobs), { tools: { allow: null, mcp: [] }, brief: { tools: [] } })
    })

    on('is narrowed by its agent, never widened', async house => {
      const trial = await equipped(house)
      const { acme, adapter } = trial
      await acme.roles.set({ slug: 'reader', tools: { allow: ['Read'], mcp: ['hub'] } })
      const hire = { ...scripted('dev', 'work'), role: 'reader' }
      assert.match(await refusedWith('invalid_input', acme.agents.hire({ ...hire, tools: { mcp: ['shell'] } })), /"reader" is not granted the tool "shell"/)
      assert.match(await refusedWith('invalid_input', acme.agents.hire({ ...hire, tools: { allow: ['Write'] } })), /does not allow "Write"/)
      await acme.agents.hire({ ...hire, tools: { allow: [], mcp: [] } })
      await wakes(trial, 'dev')
      assert.deepEqual(adapter.jobs.at(-1)?.tools, { allow: [], mcp: [] })
      await refusedWith('invalid_input', acme.agents.configure('dev', { tools: { allow: ['Read'], mcp: ['hub', 'shell'] } }))
      await acme.agents.configure('dev', { tools: { allow: null, mcp: ['hub'] } })
      await wakes(trial, 'dev')
      like(adapter.jobs.at(-1)?.tools, { allow: ['Read'], mcp: [{ name: 'hub' }] })
      await acme.agents.configure('dev', { tools: null })
      await wakes(trial, 'dev')
      like(adapter.jobs.at(-1)?.tools, { allow: ['Read'], mcp: [{ name: 'hub' }] })
    })

    on('that its role loses is lost to its agents, whatever they were configured with', async house => {
      const trial = await equipped(house)
      const { acme, adapter } = trial
      await acme.agents.hire({ ...scripted('dev', 'work'), role: 'maker', tools: { allow: ['Write'], mcp: ['hub'] } })
      await acme.roles.set({ slug: 'maker', tools: { allow: ['Read'], mcp: ['shell'] } })
      await wakes(trial, 'dev')
      like(adapter.jobs.at(-1), { tools: { allow: [], mcp: [] }, brief: { tools: [] } })
    })

    on('is not removed while a role is granted it; once removed nobody can be granted it', async house => {
      const { acme } = await equipped(house)
      assert.match(await refusedWith('wrong_state', acme.tools.remove('hub')), /role "maker"/)
      await acme.roles.set({ slug: 'maker', tools: { mcp: ['shell'] } })
      await acme.tools.remove('hub')
      await refusedWith('not_found', acme.tools.get('hub'))
      assert.match(await refusedWith('not_found', acme.roles.set({ slug: 'maker', tools: { mcp: ['hub'] } })), /hub/)
    })

    on('is refused with a secret that there is not, and one whose secret is gone fails the run and says so', async house => {
      const trial = await equipped(house)
      const { acme } = trial
      await refusedWith('not_found', acme.tools.set({ slug: 'x', connection: { kind: 'url', url: 'https://x.example/', headers: { A: { secret: 'none' } } } }))
      await acme.agents.hire({ ...scripted('dev', 'work'), role: 'maker' })
      const { id } = await acme.secrets.get('token')
      await house.store.transact(acme.id, tx => tx.remove('sealed', id))
      await wakes(trial, 'dev')
      like(only((await acme.runs.list()).rows), { status: 'failed', failure: 'bad_request', error: { message: /"token".*secrets\.set/ } })
    })

    on('takes no credentials in its URL, no other protocol, and no header that could hold another', async house => {
      const { acme } = await equipped(house)
      const url = (given: string) => acme.tools.set({ slug: 'x', connection: { kind: 'url', url: given, headers: {} } })
      const words = await allRefusedWith('invalid_input', [url('https://user:hunter22@x.example/'), url('ftp://x.example/'), url('file:///etc/passwd'), url('javascript:alert(1)'), url('x')])
      assert.match(words[0] ?? '', /put them into a secret/)
      assert.ok(!words.join().includes('hunter22'), 'and does not tell them again')
      await allRefusedWith('invalid_input', [
        acme.tools.set({ slug: 'x', connection: { kind: 'url', url: 'https://x.example/', headers: { 'A\r\nB': 'c' } } }),
        acme.tools.set({ slug: 'x', connection: { kind: 'url', url: 'https://x.example/', headers: { A: 'b\r\nC: d' } } }),
        acme.tools.set({ slug: 'x', connection: { kind: 'command', command: [], env: {} } }), acme.tools.set({ slug: 'x', connection: { kind: 'command', command: [' '], env: {} } }),
        acme.tools.set({ slug: 'x', connection: { kind: 'command', command: ['a'], env: { 'A=B': 'c' } } }),
      ])
      await refusedWith('wrong_state', acme.tools.set({ slug: 'x', description: 'No way to reach it.' }))
    })

    on('is the owners\' to set: no operator, viewer or agent sets, removes or grants it', async house => {
      const refusals: string[] = []
      const trial = await equipped(house, async ({ desk }) => {
        for (const [kind, input] of [['tool.set', SHELL], ['tool.remove', { tool: 'hub' }], ['role.set', { slug: 'maker2', tools: { mcp: ['hub'] } }], ['role.set', { slug: 'maker2', secrets: ['token'] }], ['agent.configure', { agent: 'dev', tools: { mcp: ['hub'] } }]] as const) {
          refusals.push(await refusedWith('forbidden', desk.propose({ kind, input: input as never })))
        }
      })
      const { acme, paperclip } = trial
      await acme.roles.set({ slug: 'chief', permissions: { 'role.set': { scope: 'company', verdict: 'allow' }, 'agent.configure': { scope: 'company', verdict: 'allow' } } })
      await acme.agents.hire({ ...scripted('dev', 'work'), role: 'chief' })
      await wakes(trial, 'dev')
      assert.equal(refusals.length, 5)
      assert.match(refusals[2] ?? '', /hub/)
      assert.match(refusals[3] ?? '', /token/)
      for (const level of ['viewer', 'operator'] as const) {
        await acme.members.set({ id: level, level })
        const handle = await paperclip.as({ kind: 'operator', id: level }).company('acme')
        await allRefusedWith('forbidden', [handle.tools.set(SHELL), handle.tools.remove('hub')])
      }
    })

    on('O15: that an agent was not given is not given on by it: the child of a hire has at most what its parent\'s role has', async house => {
      const outcomes: string[] = []
      const trial = await equipped(house, async ({ desk }) => {
        for (const role of ['maker', 'all-built-in', 'keeper', 'same', 'less']) {
          outcomes.push(await desk.propose({ kind: 'agent.hire', input: { ...scripted(`child-${role}`, 'work'), role, status: 'draft' } }).then(({ kind }) => kind, (error: unknown) => String(Reflect.get(Object(error), 'code'))))
        }
      })
      const { acme } = trial
      const permissions = { 'agent.hire': { scope: 'team', verdict: 'allow' } } as const
      await acme.roles.set({ slug: 'boss', permissions, tools: { allow: ['Read'], mcp: ['hub'] } })
      await acme.roles.set({ slug: 'all-built-in', tools: { mcp: ['hub'] } })
      await acme.roles.set({ slug: 'keeper', secrets: ['token'], tools: { allow: ['Read'], mcp: [] } })
      await acme.roles.set({ slug: 'same', tools: { allow: ['Read'], mcp: ['hub'] } })
      await acme.roles.set({ slug: 'less', tools: { allow: [], mcp: [] } })
      await acme.agents.hire({ ...scripted('boss', 'work'), role: 'boss' })
      await wakes(trial, 'boss')
      assert.deepEqual(outcomes, ['forbidden', 'forbidden', 'forbidden', 'done', 'done'])
    })

    on('O15: that its parent itself gave up is not given on by it either', async house => {
      const outcomes: string[] = []
      const trial = await equipped(house, async ({ desk }) => {
        outcomes.push(await desk.propose({ kind: 'agent.hire', input: { ...scripted('child', 'work'), role: 'boss', status: 'draft' } }).then(({ kind }) => kind, (error: unknown) => String(Reflect.get(Object(error), 'code'))))
      })
      await trial.acme.roles.set({ slug: 'boss', permissions: { 'agent.hire': { scope: 'team', verdict: 'allow' } }, tools: { allow: ['Read'], mcp: ['hub'] } })
      await trial.acme.agents.hire({ ...scripted('boss', 'work'), role: 'boss', tools: { allow: [], mcp: [] } })
      await wakes(trial, 'boss')
      assert.deepEqual(outcomes, ['forbidden'], 'the board gave this agent less than its role has: it cannot hire one with all of it')
    })
  })
}
