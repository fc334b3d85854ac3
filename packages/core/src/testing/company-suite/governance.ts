import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import type { ActKind } from '../../operations/governance/acts.ts'
import { scripted, type Trial } from '../trial.ts'
import { recordsOf } from './house-rules.ts'
import type { House, Topic } from './opened-company.ts'
import { allRefusedWith, done, Gate, like, only, refusedWith, SECOND } from './steps.ts'

const operator = (id: string) => ({ kind: 'operator', id }) as const

/** The same company as another of its operators sees it, or a stranger's deed on it. */
const seenBy = async ({ paperclip }: Pick<Trial, 'paperclip'>, id: string): Promise<CompanyHandle> => paperclip.as(operator(id)).company('acme')

/** A chart ceo → boss → (dev → junior), peer; `boss` proposes what it is told to, and hears what became of it. */
async function proposing(house: House, permissions: Parameters<CompanyHandle['roles']['set']>[0]['permissions'] = {}) {
  const wanted: { kind: ActKind; input: unknown }[] = [], heard: string[] = []
  const trial = await house.run({ boss: async ({ desk }) => {
    for (const { kind, input } of wanted.splice(0)) {
      heard.push(await desk.propose({ kind, input: input as never }).then(outcome => outcome.kind, (error: unknown) => String(Reflect.get(Object(error), 'reason') ?? Reflect.get(Object(error), 'code'))))
    }
    return done()
  } })
  const { acme, clock } = trial
  await acme.roles.set({ slug: 'manager', ...(permissions ? { permissions } : {}) })
  await acme.roles.set({ slug: 'mighty', permissions: { 'agent.hire': 'company', 'agent.terminate': { scope: 'company', verdict: 'allow' } } })
  await acme.agents.hire({ ...scripted('ceo', 'rest'), status: 'draft' })
  await acme.agents.hire({ ...scripted('boss', 'boss'), role: 'manager', reportsTo: 'ceo', budget: { limit: '$50' } })
  for (const [slug, reportsTo] of [['dev', 'boss'], ['junior', 'dev'], ['peer', 'ceo']] as const) await acme.agents.hire({ ...scripted(slug, 'rest'), reportsTo, status: 'draft' })
  return {
    ...trial, heard,
    async propose(kind: ActKind, input: unknown): Promise<string> {
      wanted.push({ kind, input })
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      return heard.at(-1) ?? 'nothing'
    },
  }
}

const hireOf = (over: object = {}) => ({ ...scripted('new', 'boss'), status: 'draft', budget: { limit: '$5' }, ...over })
const ALLOWED = { 'agent.hire': { scope: 'team', verdict: 'allow' }, 'agent.hold': 'reports', 'agent.terminate': 'team', 'agent.configure': { scope: 'team', verdict: 'allow' }, 'agent.move': 'team', 'budget.set': { scope: 'team', verdict: 'allow' }, 'role.set': 'company', 'task.assign': 'team', 'task.create': 'team', 'signal.send': 'reports' } as const

/** What an agent with these grants may do to whom. */
const TABLE: readonly (readonly [name: string, kind: ActKind, input: object, expected: string])[] = [
  ['hire under oneself', 'agent.hire', hireOf(), 'done'],
  ['hire below oneself', 'agent.hire', hireOf({ reportsTo: 'junior' }), 'done'],
  ['hire beside oneself', 'agent.hire', hireOf({ reportsTo: 'ceo' }), 'forbidden'],
  ['hire at the top', 'agent.hire', hireOf({ reportsTo: null }), 'forbidden'],
  ['hire into a mightier role', 'agent.hire', hireOf({ role: 'mighty' }), 'forbidden'],
  ['hire with a bigger budget', 'agent.hire', hireOf({ budget: { limit: '$51' } }), 'forbidden'],
  ['hire without a budget', 'agent.hire', hireOf({ budget: null }), 'forbidden'],
  ['hire with a bigger cap', 'agent.hire', hireOf({ heartbeat: { cap: '$2' } }), 'forbidden'],
  ['hire with another program', 'agent.hire', hireOf({ adapter: { kind: 'scripted', config: { script: 'rest' } } }), 'waiting'],
  ['hold a report', 'agent.hold', { agent: 'dev' }, 'done'],
  ['hold a report of a report', 'agent.hold', { agent: 'junior' }, 'forbidden'],
  ['hold oneself', 'agent.hold', { agent: 'boss' }, 'forbidden'],
  ['hold one\'s manager', 'agent.hold', { agent: 'ceo' }, 'forbidden'],
  ['terminate in one\'s team', 'agent.terminate', { agent: 'junior' }, 'waiting'],
  ['terminate a peer', 'agent.terminate', { agent: 'peer' }, 'forbidden'],
  ['configure oneself', 'agent.configure', { agent: 'boss', name: 'Big boss' }, 'forbidden'],
  ['configure in one\'s team', 'agent.configure', { agent: 'junior', name: 'June' }, 'done'],
  ['promote beyond oneself', 'agent.configure', { agent: 'junior', role: 'mighty' }, 'forbidden'],
  ['give oneself a role', 'role.set', { slug: 'manager', permissions: {} }, 'forbidden'],
  ['carve from one\'s budget', 'budget.set', { scope: 'agent', for: 'dev', limit: '$50' }, 'done'],
  ['give more than one\'s budget', 'budget.set', { scope: 'agent', for: 'dev', limit: '$50.01' }, 'forbidden'],
  ['give one\'s monthly budget every day', 'budget.set', { scope: 'agent', for: 'dev', limit: '$2', window: 'day' }, 'forbidden'],
  ['give a day what fits into one\'s month', 'budget.set', { scope: 'agent', for: 'dev', limit: '$1', window: 'day' }, 'done'],
  ['hire with a month\'s budget per day', 'agent.hire', hireOf({ budget: { limit: '$50', window: 'day' } }), 'forbidden'],
  ['make a role with a bigger cap', 'role.set', { slug: 'rich', heartbeat: { cap: '$2' } }, 'forbidden'],
  ['make a role with a bigger budget', 'role.set', { slug: 'rich', budget: { limit: '$51' } }, 'forbidden'],
  ['set one\'s own budget', 'budget.set', { scope: 'agent', for: 'boss', limit: '$1' }, 'forbidden'],
  ['set the company\'s budget', 'budget.set', { scope: 'company', limit: '$1' }, 'forbidden'],
  ['raise what was not granted', 'agent.wake', { agent: 'dev' }, 'forbidden'],
  ['do what is the board\'s', 'company.update', { mission: 'Mine' }, 'forbidden'],
  ['sit on the board', 'member.set', { id: 'me', level: 'owner' }, 'forbidden'],
  ['give work in one\'s team', 'task.create', { title: 'T', assignee: 'junior' }, 'done'],
  ['give work to a peer', 'task.create', { title: 'T', assignee: 'peer' }, 'forbidden'],
  ['signal to a whole team', 'signal.send', { to: 'dev', audience: 'team', source: 'me', payload: 1 }, 'forbidden'],
  ['name another actor', 'task.create', { title: 'T', actorId: 'operator:local' }, 'invalid_input'],
]

export function governance({ describe, on }: Topic): void {
  describe('governance', () => {
    on('A3: knows who acts from the principal alone: a name in the input is refused', async house => {
      const trial = await house.found()
      await trial.acme.members.set({ id: 'olga', level: 'operator' })
      const olga = await seenBy(trial, 'olga')
      for (const field of ['actorId', 'createdById', 'by', 'decidedByUserId']) await refusedWith('invalid_input', olga.tasks.create({ title: 'T', [field]: 'operator:local' } as never))
      await olga.tasks.create({ title: 'T' })
      like((await recordsOf(trial.acme)).at(-1), { action: 'task.create', actorKind: 'operator', actorId: 'olga', onBehalfOf: null })
    })

    const levels: readonly (readonly [string, (acme: CompanyHandle, level: string) => Promise<unknown>, 'viewer' | 'operator' | 'owner'])[] = [
      ['read', acme => acme.tasks.list(), 'viewer'],
      ['create a task', acme => acme.tasks.create({ title: 'T' }), 'operator'],
      ['hire', (acme, level) => acme.agents.hire(scripted(level, 'rest')), 'operator'],
      ['update the company', acme => acme.update({ mission: 'Other' }), 'owner'],
      ['set a member', acme => acme.members.set({ id: 'new', level: 'viewer' }), 'owner'],
    ]
    for (const [name, act, least] of levels) {
      on(`lets a board member ${name} from level "${least}"`, async house => {
        const trial = await house.found()
        const order = ['viewer', 'operator', 'owner'] as const
        for (const level of order) await trial.acme.members.set({ id: level, level })
        for (const level of order) {
          const asked = act(await seenBy(trial, level), level)
          if (order.indexOf(level) < order.indexOf(least)) {
            await refusedWith('forbidden', asked)
            like((await recordsOf(trial.acme)).at(-1), { action: /\.refused$/, actorId: level, noun: 'member' })
          } else {
            await asked
          }
        }
      })
    }

    on('keeps the last owner on the board', async house => {
      const { acme } = await house.found()
      await refusedWith('wrong_state', acme.members.set({ id: 'operator:local', level: 'viewer' }))
      await refusedWith('wrong_state', acme.members.set({ id: 'operator:local', level: null }))
    })

    on('gives no seat to an account that is not there, or to an e-mail address, and takes none from whoever has none', async house => {
      const { acme, paperclip } = await house.found()
      like(await acme.members.set({ id: 'bob@example.com', level: 'viewer' }), { id: 'bob@example.com' })        // nobody has an account: members are whoever the program says they are
      const ada = await paperclip.access.accept((await acme.invitations.create({ level: 'viewer' })).code, { kind: 'new', account: { email: 'ada@example.com', name: 'Ada', password: 'correct horse' } })
      await refusedWith('invalid_input', acme.members.set({ id: 'ada@example.com', level: 'owner' }))
      await allRefusedWith('not_found', [acme.members.set({ id: 'ada@example.com', level: null }), acme.members.set({ id: 'nobody', level: null }), acme.members.set({ id: 'usr_none', level: 'owner' })])
      like(await acme.members.set({ id: ada.id, level: 'operator' }), { level: 'operator' })
      assert.equal(await acme.members.set({ id: 'bob@example.com', level: null }), null)
    })

    for (const [name, kind, input, expected] of TABLE) {
      on(`lets no agent be more than its role: to ${name} is "${expected}"`, async house => {
        const { propose, acme } = await proposing(house, ALLOWED)
        const before = (await recordsOf(acme)).length
        assert.equal(await propose(kind, input), expected)
        const added = (await recordsOf(acme)).slice(before)
        if (expected === 'forbidden') {
          assert.ok(added.some(({ action, actorKind }) => action === `${kind}.refused` && actorKind === 'agent'), 'the refusal stands in the log')
          assert.ok(!added.some(({ action, actorKind }) => action === kind && actorKind === 'agent'), 'and nothing else happened')
        }
      })
    }

    on('lets a manager take somebody of its team below itself', async house => {
      const { acme, clock } = await house.run({ boss: async ({ desk }) => {
        await desk.propose({ kind: 'agent.move', input: { agent: 'junior', reportsTo: 'boss' } })
        return done()
      } })
      await acme.roles.set({ slug: 'manager', permissions: { 'agent.move': 'team' } })
      await acme.agents.hire({ ...scripted('boss', 'boss'), role: 'manager' })
      await acme.agents.hire({ ...scripted('dev', 'rest'), reportsTo: 'boss', status: 'draft' })
      await acme.agents.hire({ ...scripted('junior', 'rest'), reportsTo: 'dev', status: 'draft' })
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      assert.equal((await acme.agents.get('junior')).reportsTo, (await acme.agents.get('boss')).id)
    })

    on('takes what is nobody\'s for the company\'s: a permission for less does not reach it', async house => {
      const { acme, clock } = await house.run({ boss: async ({ desk }) => {
        await desk.propose({ kind: 'goal.set', input: { title: 'Mine', owner: 'boss' } })
        await desk.propose({ kind: 'goal.set', input: { title: 'Everybody\'s' } }).catch(() => {})
        return done()
      } })
      await acme.roles.set({ slug: 'manager', permissions: { 'goal.set': 'team' } })
      await acme.agents.hire({ ...scripted('boss', 'boss'), role: 'manager' })
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      assert.deepEqual((await acme.goals.list()).rows.map(({ title }) => title), ['Mine'])
    })

    on('P08: grants nothing that the role does not say', async house => {
      const { propose, acme } = await proposing(house)
      for (const [kind, input] of [['agent.hire', hireOf()], ['agent.hold', { agent: 'dev' }], ['agent.configure', { agent: 'dev', name: 'X' }], ['budget.raise', { budget: 'x', limit: '$1' }], ['goal.set', { title: 'G' }], ['project.set', { slug: 'p' }]] as const) {
        assert.match(await propose(kind, input), /^(forbidden|not_found)$/)
      }
      assert.equal((await acme.agents.list()).rows.length, 5)
    })

    on('asks nobody outside before the rule has spoken: no probe runs for what is refused, or waits for the board', async house => {
      const probed: unknown[] = []
      const { acme, clock, paperclip } = await house.run({ boss: async ({ desk }) => {
        for (const slug of ['one', 'two']) await desk.propose({ kind: 'agent.hire', input: { ...scripted(slug, 'rest'), budget: { limit: '$1' } } }).catch(() => {})
        return done()
      } }, { adapter: { probe: async config => { probed.push(config); return { ok: true, detail: '' } } } })
      await acme.agents.hire({ ...scripted('boss', 'boss'), budget: { limit: '$5' } })
      await acme.members.set({ id: 'viewer', level: 'viewer' })
      probed.length = 0
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      await refusedWith('forbidden', (await paperclip.as(operator('viewer')).company('acme')).agents.hire(scripted('three', 'rest')))
      await acme.roles.set({ slug: 'worker', permissions: { 'agent.hire': 'team' } })
      await acme.agents.wake('boss')
      await clock.advance(SECOND)
      assert.deepEqual(probed, [])
      await acme.approvals.approve((await acme.approvals.list()).rows[0]?.id ?? '')
      assert.equal(probed.length, 1)
      assert.equal(only((await acme.agents.list()).rows.filter(({ slug }) => slug !== 'boss')).status, 'active')
    })

    on('keeps the reviewer of a task out of the hands of its assignee, and the work of an operator out of those of agents', async house => {
      const { acme, propose } = await proposing(house, ALLOWED)
      await acme.tasks.create({ title: 'Judged', assignee: 'boss', reviewer: 'dev', status: 'backlog' })
      await acme.tasks.create({ title: 'Human', assignee: { operator: 'operator:local' } })
      await acme.tasks.create({ title: 'Judged by a peer', assignee: 'junior', reviewer: 'peer', status: 'backlog' })
      await acme.tasks.create({ title: 'Judged by a human', assignee: 'junior', reviewer: { operator: 'operator:local' }, status: 'backlog' })
      assert.equal(await propose('task.assign', { task: 'ACME-1', reviewer: null }), 'forbidden')
      assert.equal(await propose('task.assign', { task: 'ACME-2', assignee: 'boss' }), 'forbidden')
      assert.equal(await propose('task.assign', { task: 'ACME-3', reviewer: null }), 'forbidden')
      assert.equal(await propose('task.assign', { task: 'ACME-4', reviewer: 'dev' }), 'forbidden')
      assert.equal(await propose('task.create', { title: 'Own', assignee: 'dev', reviewer: 'peer', status: 'backlog' }), 'done')
      assert.equal(await propose('task.assign', { task: 'ACME-5', reviewer: null }), 'done')
    })

    on('reaches whoever leads a project, or whose team a goal is, before an agent changes it', async house => {
      const { acme, propose } = await proposing(house, { 'project.set': 'team', 'goal.set': 'team' })
      await acme.projects.set({ slug: 'site', lead: 'peer' })
      const { id: goal } = await acme.goals.set({ title: 'Theirs', team: 'peer' })
      assert.equal(await propose('project.set', { slug: 'site', status: 'cancelled' }), 'forbidden')
      assert.equal(await propose('goal.update', { goal, status: 'cancelled' }), 'forbidden')
      await acme.projects.set({ slug: 'site', lead: 'dev' })
      assert.equal(await propose('project.set', { slug: 'site', status: 'done' }), 'done')
    })

    on('ends at once for an agent that is terminated, also in a run that has not ended yet', async house => {
      const gate = new Gate(), told: string[] = []
      const { acme, clock } = await house.run({ work: async ({ desk }) => {
        await gate.pass()
        told.push(await refusedWith('forbidden', desk.say({ to: 'other', body: 'Still here.' })))
        return done()
      } })
      for (const [slug, script] of [['dev', 'work'], ['other', 'rest']] as const) await acme.agents.hire(scripted(slug, script))
      await acme.agents.wake('dev')
      await clock.advance(SECOND)
      await acme.agents.terminate('dev')
      gate.open()
      await clock.advance(SECOND)
      like(told, [/was terminated/])
    })
  })
}
