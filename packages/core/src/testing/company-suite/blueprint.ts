import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import type { Definition } from '../../operations/blueprint/definition.ts'
import { scripted } from '../trial.ts'
import { ADAPTER as adapter, WIDGETS } from './blueprint-sample.ts'
import { recordsOf } from './house-rules.ts'
import type { Topic } from './opened-company.ts'
import { like, only, refusedWith } from './steps.ts'

const SMALL: Definition = { schema: 1, roles: { maker: { title: 'Maker' } }, agents: { ada: { role: 'maker', adapter }, bob: { role: 'maker', reportsTo: 'ada', adapter } } }

const keepSecret = (company: CompanyHandle) => company.secrets.set({ slug: 'github-token', value: 'a-long-enough-value', description: 'Reads the code.' })
const stepsOf = async (company: CompanyHandle, definition: Definition): Promise<string[]> => (await company.plan(definition)).steps.map(({ change, noun, key }) => `${change} ${noun} ${key}`)

export function blueprint({ describe, on }: Topic): void {
  describe('a company as code', () => {
    on('is planned without a trace, applied, and then changes nothing', async house => {
      const { acme } = await house.found()
      await keepSecret(acme)
      const before = await acme.audit.verify()
      const plan = await acme.plan(WIDGETS)
      assert.deepEqual(await acme.audit.verify(), before)
      assert.deepEqual(plan.steps.map(({ summary }) => summary), [
        'change the company acme', 'create the skill style', 'create the skill maths', 'create the tool github', 'create the role lead', 'create the role builder',
        'hire cleo as lead', 'hire bob as builder under cleo', 'hire Ada (ada) as builder under cleo', 'hire intern as builder under bob', 'set the goal "Sell"', 'set the goal "Launch"', 'create the project site',
        'create the routine weekly', 'set the budget of company (month): $100', 'set the budget of team cleo (week): $60.25', 'set the budget of goal launch (lifetime): $5',
        'set the budget of agent bob (week): $3.50', 'set the budget of agent ada (month): $20',
      ])
      like(plan.unmanaged, [{ noun: 'role', slug: 'worker' }])
      assert.deepEqual((await acme.apply(WIDGETS, { plan: plan.digest })).steps, plan.steps)
      like(await acme.agents.get('ada'), { name: 'Ada', status: 'active', heartbeat: { timeoutMs: 90_000, schedule: { kind: 'cron', cron: '0 9 * * 1-5', zone: 'Europe/Berlin' } } })
      like(await acme.agents.get('intern'), { status: 'draft', reportsTo: (await acme.agents.get('bob')).id })
      const records = (await recordsOf(acme)).length
      assert.deepEqual((await acme.plan(WIDGETS)).steps, [])
      assert.deepEqual((await acme.apply(WIDGETS)).steps, [])
      assert.equal((await recordsOf(acme)).length, records)
    })

    on('is exported as it was applied, and applied elsewhere is the same again', async house => {
      const { acme, paperclip } = await house.found()
      await acme.roles.remove('worker')
      await keepSecret(acme)
      await acme.apply(WIDGETS)
      const written = await acme.export()
      assert.deepEqual(JSON.parse(JSON.stringify(written)), written)
      like(written, {
        schema: 1, slug: 'acme', company: { mission: 'Widgets for everybody.', maxRuns: 5 }, skills: WIDGETS.skills, tools: WIDGETS.tools, secrets: WIDGETS.secrets,
        projects: WIDGETS.projects, roles: { lead: { ...WIDGETS.roles.lead, permissions: { 'agent.hire': 'team', 'task.create': 'team' } }, builder: WIDGETS.roles.builder },
        agents: { bob: WIDGETS.agents.bob, intern: WIDGETS.agents.intern, cleo: WIDGETS.agents.cleo, ada: { ...WIDGETS.agents.ada, tools: {} } },
      })
      assert.deepEqual((await acme.plan(written)).steps, [])
      const beta = await paperclip.found({ slug: 'beta', prefix: 'ACME' })
      await keepSecret(beta)
      await beta.apply(written)
      assert.deepEqual({ ...await beta.export(), slug: 'acme' }, written)
      assert.deepEqual((await beta.plan(written)).steps, [])
    })

    on('takes away only what it once named: what came about in the running company stays', async house => {
      const { acme } = await house.found()
      await keepSecret(acme)
      await acme.apply(WIDGETS)
      await acme.agents.hire({ ...scripted('eve', 'rest'), reportsTo: 'bob' })
      const rest: Definition = { schema: 1, roles: { lead: { title: 'Lead' } }, agents: { cleo: { role: 'lead', adapter } } }
      assert.deepEqual((await stepsOf(acme, rest)).filter(step => step.startsWith('remove')), [
        'remove routine weekly', 'remove budget agent ada (month)', 'remove budget agent bob (week)', 'remove budget goal launch (lifetime)', 'remove budget team cleo (week)', 'remove budget company (month)',
        'remove project site', 'remove goal launch', 'remove goal sell', 'remove agent intern', 'remove agent ada', 'remove agent bob', 'remove skill maths', 'remove skill style',
      ])
      const plan = await acme.plan(rest)
      like(plan.kept, [{ noun: 'role', slug: 'builder', why: /was, in it/ }, { noun: 'tool', slug: 'github', why: /granted to the role "builder"/ }])
      like(plan.unmanaged, [{ noun: 'role', slug: 'worker' }, { noun: 'agent', slug: 'eve' }])
      await acme.apply(rest)
      like(await acme.agents.get('eve'), { status: 'active', reportsTo: (await acme.agents.get('cleo')).id })
      assert.deepEqual((await acme.agents.list({ where: { status: 'terminated' } })).rows.map(({ slug }) => slug).sort(), ['ada', 'bob', 'intern'])
      assert.deepEqual([(await acme.budgets.list()).rows, (await acme.routines.list()).rows, (await acme.goals.list({ where: { status: 'active' } })).rows], [[], [], []])
      assert.deepEqual((await acme.plan(rest)).steps, [])
      assert.match(await refusedWith('invalid_input', acme.plan(WIDGETS)), /agents\.bob: was terminated/)
    })

    on('adopts what is there by the same name, and brings it into line', async house => {
      const { acme } = await house.found()
      await acme.roles.set({ slug: 'maker', title: 'Maker' })
      await acme.agents.hire({ ...scripted('ada', 'rest'), role: 'maker' })
      await acme.goals.set({ title: 'Sell', metric: { start: 0, target: 10, current: 4, unit: 'widgets' } })
      const wanted: Definition = { ...SMALL, goals: { sales: { title: 'Sell', description: 'More.', metric: { start: 0, target: 10, unit: 'widgets' } } } }
      assert.deepEqual(await stepsOf(acme, wanted), ['adopt role maker', 'adopt agent ada', 'create agent bob', 'update goal sales'])
      await acme.apply(wanted)
      like(only((await acme.goals.list()).rows), { description: 'More.', metric: { current: 4 } })
      assert.deepEqual((await acme.plan(wanted)).steps, [])
      assert.deepEqual(await stepsOf(acme, { schema: 1, roles: SMALL.roles ?? {} }), ['remove goal sales', 'remove agent bob', 'remove agent ada'])
    })

    on('is applied whole or not at all', async house => {
      const { acme } = await house.found()
      await acme.apply(SMALL)
      const before = await acme.audit.verify()
      const refused: Definition = { ...SMALL, company: { mission: 'Another.' }, projects: { site: { lead: 'bob' } }, routines: { daily: { assignee: 'ada', reviewer: 'ada', every: '1d' } } }
      await refusedWith('wrong_state', acme.apply(refused))
      assert.deepEqual(await acme.audit.verify(), before)
      like(await acme.get(), { mission: 'Make the best widgets.' })
    })

    on('probes whom it hires before anything is done', async house => {
      const { acme } = await house.found({}, { adapter: { probe: async () => ({ ok: false, problem: 'There is no such program', fix: 'Install it.' }) } })
      assert.match(await refusedWith('invalid_input', acme.apply(SMALL)), /no such program.*Install it/)
      assert.deepEqual((await acme.agents.list()).rows, [])
    })

    on('names the secrets that are missing, and makes none up', async house => {
      const { acme } = await house.found()
      assert.deepEqual((await acme.plan(WIDGETS)).missing, [{ secret: 'github-token' }])
      assert.match(await refusedWith('wrong_state', acme.apply(WIDGETS)), /no secret "github-token" \(Reads the code\.\).*paperclipai secret set github-token/)
      assert.deepEqual((await acme.secrets.list()).rows, [])
      await acme.apply({ ...SMALL, secrets: { later: {} } })
      assert.deepEqual((await acme.plan({ ...SMALL, secrets: { later: {} } })).missing, [{ secret: 'later' }])
    })

    on('moves agents, also where two change places, and configures them anew', async house => {
      const { acme } = await house.found()
      await acme.apply(SMALL)
      const turned: Definition = { schema: 1, roles: { maker: { title: 'Maker', heartbeat: { cap: '$2' } } }, agents: { ada: { role: 'maker', reportsTo: 'bob', adapter, name: 'Ada' }, bob: { role: 'maker', adapter } } }
      const { steps } = await acme.plan(turned)
      like(steps[0], { summary: 'change the role maker' })
      like(steps.map(({ summary, fields }) => ({ summary, fields })).slice(1), [
        { summary: 'let bob report to the board', fields: [{ field: 'reportsTo', before: 'ada', after: null }] },
        { summary: 'configure bob', fields: [{ field: 'heartbeat.cap', before: '$1', after: '$2' }] },
        { summary: 'move ada under bob', fields: [{ field: 'reportsTo', before: null, after: 'bob' }] },
        { summary: 'configure ada', fields: [{ field: 'name', before: 'ada', after: 'Ada' }, { field: 'heartbeat.cap' }] },
      ])
      await acme.apply(turned)
      like(await acme.agents.get('ada'), { name: 'Ada', revision: 2, reportsTo: (await acme.agents.get('bob')).id, heartbeat: { cap: 2_000_000 } })
      assert.deepEqual((await acme.plan(turned)).steps, [])
    })

    on('treats what has another name as another one', async house => {
      const { acme } = await house.found()
      await acme.apply(SMALL)
      const renamed: Definition = { schema: 1, roles: { maker: { title: 'Maker' } }, agents: { ada: { role: 'maker', adapter }, rob: { role: 'maker', reportsTo: 'ada', adapter } } }
      assert.deepEqual(await stepsOf(acme, renamed), ['create agent rob', 'remove agent bob'])
    })

    on('leaves what happened in the company as it is: reports, what was reached, what was paused', async house => {
      const { acme } = await house.found()
      await keepSecret(acme)
      await acme.apply(WIDGETS)
      const goals = new Map((await acme.goals.list()).rows.map(({ title, id }) => [title, id]))
      await acme.goals.report(goals.get('Sell') ?? '', 40)
      await acme.goals.update(goals.get('Launch') ?? '', { status: 'achieved' })
      await acme.routines.pause('weekly')
      await acme.agents.activate('intern')
      await acme.agents.hold('bob')
      assert.deepEqual((await acme.plan(WIDGETS)).steps, [])
    })

    on('refuses a plan that was overtaken, and whoever is not an owner', async house => {
      const { acme, paperclip } = await house.found()
      const { digest } = await acme.plan(SMALL)
      await acme.roles.set({ slug: 'maker', title: 'Other' })
      assert.match(await refusedWith('stale_revision', acme.apply(SMALL, { plan: digest })), /Plan again/)
      await acme.members.set({ id: 'operator:vic', level: 'viewer' })
      await acme.members.set({ id: 'operator:oscar', level: 'operator' })
      for (const id of ['operator:vic', 'operator:oscar']) {
        const theirs = await paperclip.as({ kind: 'operator', id }).company('acme')
        assert.ok((await theirs.plan(SMALL)).steps.length > 0)
        await refusedWith('forbidden', theirs.apply(SMALL))
      }
      assert.deepEqual((await acme.agents.list()).rows, [])
    })

    on('goes to the board where the company wants two, and is done as it was shown', async house => {
      const { acme, paperclip } = await house.found()
      await acme.members.set({ id: 'operator:olga', level: 'owner' })
      await acme.update({ boardMinimum: 2 })
      await refusedWith('needs_approval', acme.apply(SMALL))
      const { digest } = await acme.plan(SMALL)
      const asked = await acme.propose(await acme.applying(SMALL, { plan: digest }))
      assert.ok(asked.kind === 'waiting')
      const olga = await paperclip.as({ kind: 'operator', id: 'operator:olga' }).company('acme')
      await olga.approvals.approve(asked.approval.id)
      assert.deepEqual((await acme.plan(SMALL)).steps, [])
    })

    on('is no way around the rules of a plugin', async house => {
      const { acme } = await house.found({}, { options: { plugins: [{ name: 'nobody-new', rules: [({ kind }) => (kind === 'agent.hire' ? 'forbid' : undefined)] }] } })
      assert.match(await refusedWith('forbidden', acme.apply(SMALL)), /its step agent\.hire/)
      assert.deepEqual((await acme.agents.list()).rows, [])
    })

    on('says which names mean nothing, and what runs in a circle', async house => {
      const { acme } = await house.found()
      const wrong: Definition = {
        schema: 1, roles: { maker: { skills: ['none'] } }, goals: { one: { title: 'One', parent: 'two' }, two: { title: 'Two', parent: 'one' } },
        agents: { ada: { role: 'baker', reportsTo: 'bob', adapter }, bob: { role: 'maker', reportsTo: 'ada', adapter }, cy: { role: 'maker', reportsTo: 'nobody', adapter } },
      }
      const message = await refusedWith('invalid_input', acme.plan(wrong))
      for (const part of [/roles\.maker\.skills: there is no skill "none"/, /agents\.ada\.role: there is no role "baker"/, /agents\.cy\.reportsTo: there is no agent "nobody"/, /agents\.ada: is above itself \(ada → bob → ada\)/, /goals\.one: is above itself/]) assert.match(message, part)
      assert.match(await refusedWith('invalid_input', acme.plan({ schema: 1, agents: { ada: { role: 'maker', adapter, heartbeat: { every: 'often' } } } })), /agents\.ada\.heartbeat\.every: must be a duration/)
      assert.match(await refusedWith('invalid_input', acme.plan({ ...SMALL, budgets: [{ scope: 'company', limit: '$1' }, { scope: 'company', limit: '$2' }] })), /company \(month\) is written twice/)
    })
  })
}
