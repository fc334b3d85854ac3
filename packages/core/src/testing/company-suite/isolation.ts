import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import { ACTS, type ActKind } from '../../operations/governance/acts.ts'
import { scripted } from '../trial.ts'
import { recordsOf } from './house-rules.ts'
import type { House, Topic } from './opened-company.ts'
import { allRefusedWith, done, like, MINUTE, only, refusedWith, SECOND, type Job } from './steps.ts'

/** Two companies with the same slugs in them, and the ids of what the second has. */
async function neighbours(house: House) {
  const trial = await house.run({ work: async ({ desk }: Job) => { await desk.ask({ to: 'board', body: 'May I?' }); await desk.propose({ kind: 'agent.hire', input: { ...scripted('more', 'rest'), budget: { limit: '$1' } } }); return done() } })
  const { paperclip, acme, clock } = trial
  const other = await paperclip.found({ slug: 'other' })
  await other.roles.set({ slug: 'worker', permissions: { 'agent.hire': 'team' } })
  await other.agents.hire({ ...scripted('theirs', 'work'), budget: { limit: '$50' } })
  await other.projects.set({ slug: 'secret' })
  const goal = await other.goals.set({ title: 'Their goal', owner: 'theirs' })
  await other.tasks.create({ title: 'Their task', assignee: 'theirs', project: 'secret', goal: goal.id })
  await other.tasks.block('OTHER-1', { reason: 'No key.' })
  await other.signals.send({ to: 'theirs', source: 'hook', payload: 1 })
  await other.agents.wake('theirs')
  await clock.advance(SECOND)
  await other.secrets.set({ slug: 'their-key', value: 'their value of it' })
  await other.tools.set({ slug: 'their-tool', connection: { kind: 'url', url: 'https://tool.test/', headers: { Authorization: { secret: 'their-key' } } } })
  await other.skills.set({ slug: 'their-skill', description: 'How they do it.', files: { 'SKILL.md': 'Their way.' } })
  await other.documents.write('OTHER-1', { key: 'plan', body: 'Their plan.' })
  await other.routines.set({ slug: 'their-routine', assignee: 'theirs', cron: '0 9 * * *' })
  const file = Buffer.from('Our own bytes.')
  const { sha256 } = await acme.artifacts.attach(null, { name: 'ours.txt', body: file })
  const papers = {
    note: (await other.notes.write({ body: 'Their note.' })).id, artifact: (await other.artifacts.attach('OTHER-1', { name: 'theirs.txt', body: Buffer.from('Their bytes.') })).id,
    secret: (await other.secrets.get('their-key')).id, tool: (await other.tools.get('their-tool')).id, skill: (await other.skills.get('their-skill')).id, routine: (await other.routines.get('their-routine')).id,
    key: (await other.keys.create({ name: 'Their key' })).key.id, hook: (await other.hooks.create({ name: 'Their hook', to: 'theirs', source: 'shop' })).hook.id, webhook: (await other.webhooks.create({ name: 'Their webhook', url: 'https://their.test/' })).webhook.id, sha256,
  }
  await acme.agents.hire({ ...scripted('ours', 'rest'), status: 'draft' })
  await acme.tasks.create({ title: 'Our task' })
  const ids = {
    agent: only((await other.agents.list()).rows).id, role: only((await other.roles.list()).rows).id, goal: goal.id, project: only((await other.projects.list()).rows).id,
    task: only((await other.tasks.list()).rows).id, run: (await other.runs.list()).rows[0]?.id ?? '', budget: only((await other.budgets.list()).rows).id,
    approval: only((await other.approvals.list()).rows).id, incident: only((await other.incidents.list()).rows).id, message: only((await other.messages.list()).rows).id, ...papers,
  }
  return { ...trial, other, ids }
}
type Ids = Awaited<ReturnType<typeof neighbours>>['ids']

const READS = (acme: CompanyHandle, ids: Ids): Promise<unknown>[] => [
  acme.agents.get(ids.agent), acme.agents.get('theirs'), acme.agents.standing(ids.agent), acme.agents.inbox(ids.agent), acme.agents.revisions(ids.agent), acme.agents.probe(ids.agent),
  acme.roles.get(ids.role), acme.goals.get(ids.goal), acme.goals.progress(ids.goal), acme.projects.get(ids.project), acme.projects.get('secret'),
  acme.tasks.get(ids.task), acme.tasks.get('OTHER-1'), acme.tasks.thread(ids.task), acme.tasks.why(ids.task), acme.tasks.blockers(ids.task),
  acme.runs.get(ids.run), acme.runs.log(ids.run), acme.agents.scorecard(ids.agent), acme.agents.reviews(ids.agent), acme.documents.read(ids.task, 'plan'), acme.documents.list(ids.task),
  acme.documents.revisions(ids.task, 'plan'), acme.artifacts.get(ids.artifact), acme.artifacts.read(ids.artifact), acme.secrets.get(ids.secret), acme.secrets.get('their-key'), acme.tools.get(ids.tool),
  acme.skills.get(ids.skill), acme.skills.get('their-skill'), acme.skills.versions(ids.skill), acme.skills.read(ids.skill, 'SKILL.md'), acme.routines.get(ids.routine), acme.routines.nextDue(ids.routine),
  acme.budgets.balance(ids.budget), acme.budgets.get(ids.budget), acme.notes.get(ids.note), acme.approvals.get(ids.approval), acme.keys.get(ids.key), acme.hooks.get(ids.hook), acme.webhooks.get(ids.webhook), acme.webhooks.deadLetters(ids.webhook),
]

const hire = scripted('new', 'rest')

/** Every act that takes an id, with one of the other company for each. */
const FOREIGN: Partial<Record<ActKind, (ids: Ids) => object[]>> = {
  'agent.hire': ({ agent, role }) => [{ ...hire, role }, { ...hire, reportsTo: agent }],
  'agent.activate': ({ agent }) => [{ agent }], 'agent.configure': ({ agent, role }) => [{ agent, name: 'X' }, { agent: 'ours', role }], 'agent.rollback': ({ agent }) => [{ agent, revision: 1 }],
  'agent.move': ({ agent }) => [{ agent, reportsTo: null }, { agent: 'ours', reportsTo: agent }], 'agent.hold': ({ agent }) => [{ agent }], 'agent.resume': ({ agent }) => [{ agent }],
  'agent.terminate': ({ agent }) => [{ agent }], 'agent.wake': ({ agent }) => [{ agent }],
  'goal.set': ({ goal, agent }) => [{ title: 'G', parent: goal }, { title: 'G', owner: agent }, { title: 'G', team: agent }],
  'goal.update': ({ goal }) => [{ goal, title: 'X' }], 'goal.report': ({ goal }) => [{ goal, current: 1 }],
  'project.set': ({ goal, agent }) => [{ slug: 'p', goal }, { slug: 'p', lead: agent }],
  'task.create': ({ agent, task, project, goal }) => [{ assignee: agent }, { reviewer: agent }, { parent: task }, { project }, { goal }, { blockedBy: [task] }].map(given => ({ title: 'T', ...given })),
  'task.update': ({ task, project, goal }) => [{ task, title: 'X' }, { task: 'ACME-1', project }, { task: 'ACME-1', goal }],
  'task.assign': ({ task, agent }) => [{ task, assignee: 'ours' }, { task: 'ACME-1', assignee: agent }, { task: 'ACME-1', reviewer: agent }],
  'task.take': ({ task }) => [{ task }], 'task.release': ({ task }) => [{ task }], 'task.finish': ({ task }) => [{ task }], 'task.review': ({ task }) => [{ task, verdict: 'accept' }],
  'task.block': ({ task }) => [{ task, reason: 'x' }, { task: 'ACME-1', blockedBy: [task] }], 'task.unblock': ({ task }) => [{ task }], 'task.cancel': ({ task }) => [{ task }], 'task.reopen': ({ task }) => [{ task }],
  'message.say': ({ agent, task }) => [{ to: agent, body: 'x' }, { task, body: 'x' }], 'message.ask': ({ agent, task }) => [{ to: agent, body: 'x' }, { to: 'ours', task, body: 'x' }],
  'message.answer': ({ message }) => [{ ask: message, body: 'x' }], 'signal.send': ({ agent }) => [{ to: agent, source: 's', payload: 1 }],
  'budget.set': ({ agent, project, goal }) => [['agent', agent], ['team', agent], ['project', project], ['goal', goal]].map(([scope, ref]) => ({ scope, for: ref, limit: '$1' })),
  'role.remove': ({ role }) => [{ role }], 'agent.review': ({ agent }) => [{ agent, body: 'x' }],
  'document.write': ({ task }) => [{ task, key: 'plan', body: 'x', base: 1 }], 'document.remove': ({ task }) => [{ task, key: 'plan' }],
  'artifact.attach': ({ task, sha256 }) => [{ task, name: 'x', mediaType: 'text/plain', bytes: 14, sha256 }], 'artifact.remove': ({ artifact }) => [{ artifact }],
  'note.write': ({ agent }) => [{ agent, body: 'x' }], 'note.update': ({ note }) => [{ note, body: 'x' }], 'note.remove': ({ note }) => [{ note }],
  'skill.remove': ({ skill }) => [{ skill }, { skill: 'their-skill' }], 'secret.remove': ({ secret }) => [{ secret }, { secret: 'their-key' }], 'tool.remove': ({ tool }) => [{ tool }, { tool: 'their-tool' }],
  'tool.set': () => [{ slug: 'ours', connection: { kind: 'url', url: 'https://x.test/', headers: { A: { secret: 'their-key' } } } }],
  'role.set': () => [{ slug: 'r', secrets: ['their-key'] }, { slug: 'r', skills: ['their-skill'] }, { slug: 'r', tools: { mcp: ['their-tool'] } }],
  'routine.set': ({ agent, project, goal }) => [{ slug: 'r', assignee: agent }, { slug: 'r', assignee: 'ours', reviewer: agent }, { slug: 'r', assignee: 'ours', project }, { slug: 'r', assignee: 'ours', goal }],
  'routine.pause': ({ routine }) => [{ routine }], 'routine.resume': ({ routine }) => [{ routine }], 'routine.remove': ({ routine }) => [{ routine }], 'routine.trigger': ({ routine }) => [{ routine }, { routine: 'their-routine' }],
  'budget.remove': ({ budget }) => [{ budget }],
  'budget.raise': ({ budget }) => [{ budget, limit: '$99' }], 'run.cancel': ({ run }) => [{ run }], 'run.adjust': ({ run }) => [{ run, cost: '$1' }], 'incident.close': ({ incident }) => [{ incident }],
  'key.create': ({ agent }) => [{ name: 'K', id: 'key_x', digest: 'a'.repeat(64), hint: 'aaaa', agent }, { name: 'K', id: 'key_x', digest: 'a'.repeat(64), hint: 'aaaa', agents: [agent] }],
  'key.revoke': ({ key }) => [{ key }], 'hook.create': ({ agent }) => [{ name: 'H', to: agent, source: 's', id: 'hok_x', box: 'v1.AAAA' }], 'hook.revoke': ({ hook }) => [{ hook }], 'webhook.revoke': ({ webhook }) => [{ webhook }], 'webhook.redeliver': ({ webhook }) => [{ webhook }],
}
const NO_IDS: readonly ActKind[] = ['company.update', 'company.pause', 'company.stop', 'company.resume', 'company.archive', 'company.apply', 'member.set', 'skill.set', 'secret.set', 'webhook.create']

export function isolation({ describe, on }: Topic): void {
  describe('the wall between companies', () => {
    on('T1: knows of every act whether it takes ids', () => {
      assert.deepEqual(Object.keys(ACTS).filter(kind => !(kind in FOREIGN) && !NO_IDS.includes(kind as ActKind)), [])
      return Promise.resolve()
    })

    on('T1: answers every read of another company\'s id as one that does not exist', async house => {
      const { acme, other, ids } = await neighbours(house)
      const unknown: Ids = { agent: 'x', role: 'x', goal: 'x', project: 'x', task: 'x', run: 'x', budget: 'x', approval: 'x', incident: 'x', message: 'x', note: 'x', artifact: 'x', secret: 'x', tool: 'x', skill: 'x', routine: 'x', key: 'x', hook: 'x', webhook: 'x', sha256: '0'.repeat(64) }
      const wordsOf = async (reads: Promise<unknown>[], given: Ids) => (await allRefusedWith('not_found', reads)).map(words => Object.values(given).reduce((text, id) => text.replaceAll(`"${id}"`, '"…"'), words))
      assert.deepEqual(await wordsOf(READS(acme, ids), ids), await wordsOf(READS(acme, unknown), unknown))
      await Promise.all(READS(other, { ...ids }).filter((_, at) => at !== 12))
      assert.deepEqual((await acme.notes.search('their')).rows, [])
      for (const list of [acme.runs, acme.messages, acme.signals, acme.budgets, acme.approvals, acme.incidents, acme.goals, acme.projects, acme.notes, acme.skills, acme.secrets, acme.tools, acme.routines]) assert.deepEqual((await list.list()).rows, [])
      assert.deepEqual((await acme.tasks.list({ where: { assigneeId: ids.agent } })).rows, [])
    })

    on('T1, P21: refuses every act on another company\'s id, and nothing happens there', async house => {
      const { acme, other, ids, paperclip } = await neighbours(house)
      const before = await recordsOf(other)
      for (const [kind, inputsOf] of Object.entries(FOREIGN)) {
        for (const input of inputsOf(ids)) {
          const words = await refusedWith('not_found', acme.propose({ kind, input } as Parameters<CompanyHandle['propose']>[0]))
          assert.ok(!words.includes('Their') && !words.includes('other'), words)
        }
      }
      await allRefusedWith('not_found', [acme.approvals.approve(ids.approval), acme.approvals.reject(ids.approval), acme.approvals.repropose(ids.approval), acme.runs.finish(ids.run, { fence: 1, outcome: done() })])
      assert.deepEqual(await recordsOf(other), before)
      like(await (await paperclip.company('other')).tasks.get('OTHER-1'), { status: 'blocked' })
    })

    on('T1: keeps events and keys of companies apart', async house => {
      const { acme, other } = await neighbours(house)
      const heard: string[] = []
      acme.on(({ companyId }) => void heard.push(companyId))
      await other.tasks.create({ title: 'T' }, { key: 'k' })
      await acme.tasks.create({ title: 'Another' }, { key: 'k' })
      assert.deepEqual(new Set(heard), new Set([acme.id]))
      like(await acme.tasks.get('ACME-2'), { number: 2 })
      like(await other.tasks.get('OTHER-2'), { number: 2 })
    })

    on('T1: lists the companies on whose board one is, and no other', async house => {
      const { paperclip } = await neighbours(house)
      const slugs = async (of: typeof paperclip) => (await of.companies()).rows.map(({ slug }) => slug)
      assert.deepEqual(await slugs(paperclip), ['acme', 'other'])
      assert.deepEqual(await slugs(paperclip.as({ kind: 'operator', id: 'operator:nobody' })), [])
    })

    on('P05: is closed to an operator who is not on the board: to them there is no such company', async house => {
      const { acme, ids, paperclip, other } = await neighbours(house)
      const stranger = paperclip.as({ kind: 'operator', id: 'stranger' })
      const words = await refusedWith('not_found', stranger.company('acme'))
      assert.equal(words.replace('acme', 'none'), await refusedWith('not_found', stranger.company('none')))
      await acme.members.set({ id: 'stranger', level: 'owner' })
      const handle = await stranger.company('acme')
      const heard: string[] = []
      await acme.members.set({ id: 'stranger', level: null })
      const before = (await recordsOf(acme)).length
      await allRefusedWith('not_found', [
        handle.get(), handle.members.list(), handle.tasks.list(), handle.agents.get('ours'), handle.agents.chart(), handle.audit.verify(), handle.audit.reconcile(), handle.audit.list(),
        recordsOf(handle), handle.tasks.create({ title: 'T' }), handle.tasks.create({ title: 'T' }, { key: 'k' }), handle.agents.terminate('nobody'), handle.update({ mission: 'x' }),
        handle.propose({ kind: 'agent.wake', input: { agent: 'ours' } }), handle.approvals.approve('x'), handle.approvals.reject('x'), handle.approvals.repropose('x'), handle.runs.finish(ids.run, { fence: 1, outcome: done() }),
      ])
      const added = (await recordsOf(acme)).slice(before)
      assert.ok(added.length >= 4 && added.every(({ action, actorId }) => action.endsWith('.refused') && actorId === 'stranger'), 'only the refusals were written')
      assert.deepEqual(heard, [])
      like(await other.agents.get('theirs'), { status: 'active' })
    })

    on('takes no run of a company for a run of another, however their work is mixed', async house => {
      const { paperclip, clock, adapter } = await house.run({ work: async ({ desk, brief, run }: Job) => {
        assert.equal(brief.focus?.title, run.companyId)
        await desk.finish({ task: brief.focus?.identifier ?? '', result: run.companyId })
        return done()
      } })
      const companies = await Promise.all(Array.from({ length: 5 }, (_, n) => paperclip.found({ slug: `c-${n}`, prefix: 'SAME', maxRuns: 1 })))
      for (const company of companies) {
        await company.roles.set({ slug: 'worker' })
        for (const slug of ['one', 'two']) {
          await company.agents.hire(scripted(slug, 'work'))
          await company.tasks.create({ title: company.id, assignee: slug })
        }
      }
      await clock.advance(MINUTE)
      assert.equal(adapter.jobs.length, 10)
      for (const company of companies) like((await company.tasks.list()).rows.map(({ result }) => result), [company.id, company.id])
    })
  })
}
