import assert from 'node:assert/strict'
import type { CompanyHandle } from '../../company.ts'
import type { VerbOptions } from '../../handles/door.ts'
import { definePlugin } from '../../ports/plugin.ts'
import { scripted, type Trial } from '../trial.ts'
import type { House } from './opened-company.ts'
import { done, endless, finishes, HOUR, SECOND } from './steps.ts'

/** A verb done with a key: with the input it is first done with (1), or with another (2). `ids` is what `prepare` made, two of it. */
interface KeyedVerb {
  prepare?: (trial: Trial) => Promise<readonly string[] | void>
  verb: (acme: CompanyHandle, n: 1 | 2, more: { options: VerbOptions; ids: readonly string[] }) => Promise<unknown>
}

/** A company with enough of everything, in which nothing runs unless a verb starts it. */
export async function furnished(house: House): Promise<Trial> {
  const asking = definePlugin({ name: 'asking', rules: [({ kind }) => (kind === 'project.set' ? 'ask' : undefined)] })
  const trial = await house.found({ endless, finishes, remote: async () => ({ kind: 'deferred', until: new Date(house.clock.now().getTime() + HOUR), handle: 1 }) }, { options: { plugins: [asking] } })
  const { acme } = trial
  for (const slug of ['dev', 'other']) await acme.agents.hire({ ...scripted(slug, 'rest'), budget: { limit: '$5' } })
  for (const slug of ['boss', 'spare']) await acme.agents.hire({ ...scripted(slug, 'rest'), status: 'draft' })
  await acme.tasks.create({ title: 'One', assignee: 'dev', status: 'backlog' })
  for (const title of ['Two', 'Three']) await acme.tasks.create({ title, assignee: { operator: 'operator:local' } })
  await acme.tasks.create({ title: 'Four', assignee: 'boss', reviewer: { operator: 'operator:local' } })
  return trial
}

const two = async (make: (n: 1 | 2) => Promise<{ id: string }>): Promise<string[]> => [(await make(1)).id, (await make(2)).id]
const runsOf = (script: string) => async ({ acme, paperclip, clock }: Trial): Promise<string[]> => {
  await paperclip.start()
  for (const slug of ['run-1', 'run-2']) {
    await acme.agents.hire({ ...scripted(slug, script), budget: { limit: '$5' } })
    await acme.agents.wake(slug)
  }
  await clock.advance(SECOND)
  const ids: string[] = []
  for (const slug of ['run-1', 'run-2']) ids.push((await acme.runs.list({ where: { agentId: (await acme.agents.get(slug)).id }, by: 'startedAt' })).rows[0]?.id ?? assert.fail('it does not run'))
  return ids
}
const finished = async (acme: CompanyHandle, id: string) => acme.runs.finish(id, { fence: (await acme.runs.get(id)).fence, outcome: done() })
const proposals = ({ acme }: Trial) => two(async n => {
  const asked = await acme.propose({ kind: 'project.set', input: { slug: `p-${n}` } })
  return asked.kind === 'waiting' ? asked.approval : assert.fail('it was not asked')
})
const at = (ids: readonly string[], n: 1 | 2): string => ids[n - 1] ?? assert.fail('there is none')
const named = (n: 1 | 2, one: string, other: string): string => (n === 1 ? one : other)

/** Every verb of a company that changes something. */
export const KEYED_VERBS: Readonly<Record<string, KeyedVerb>> = {
  'update': { verb: (acme, n, { options }) => acme.update({ mission: `M${n}` }, options) },
  'pause': { verb: (acme, n, { options }) => acme.pause(`R${n}`, options) },
  'stopEverything': { verb: (acme, n, { options }) => acme.stopEverything(`R${n}`, options) },
  'resume': { prepare: async ({ acme }) => { await acme.pause() }, verb: (acme, n, { options }) => (n === 1 ? acme.resume(options) : acme.pause('', options)) },
  'archive': { verb: (acme, n, { options }) => acme.archive(`R${n}`, options) },
  'apply': { verb: (acme, n, { options }) => acme.apply({ schema: 1, roles: { clerk: { title: `T${n}` } } }, options) },
  'propose': { verb: (acme, n, { options }) => acme.propose({ kind: 'project.set', input: { slug: `p-${n}` } }, options) },
  'members.set': { verb: (acme, n, { options }) => acme.members.set({ id: 'olga', level: n === 1 ? 'viewer' : 'owner' }, options) },
  'roles.set': { verb: (acme, n, { options }) => acme.roles.set({ slug: 'r', title: `T${n}` }, options) },
  'roles.remove': { prepare: ({ acme }) => two(n => acme.roles.set({ slug: `r-${n}` })), verb: (acme, n, { options }) => acme.roles.remove(`r-${n}`, options) },
  'agents.hire': { verb: (acme, n, { options }) => acme.agents.hire(scripted(`new-${n}`, 'rest'), options) },
  'agents.configure': { verb: (acme, n, { options }) => acme.agents.configure('dev', { name: `N${n}` }, options) },
  'agents.rollback': { prepare: async ({ acme }) => { await acme.agents.configure('dev', { name: 'N' }) }, verb: (acme, n, { options }) => acme.agents.rollback('dev', n, options) },
  'agents.activate': { verb: (acme, n, { options }) => acme.agents.activate(named(n, 'boss', 'spare'), options) },
  'agents.move': { verb: (acme, n, { options }) => acme.agents.move('spare', named(n, 'boss', 'dev'), options) },
  'agents.hold': { verb: (acme, n, { options }) => acme.agents.hold('dev', `R${n}`, options) },
  'agents.resume': { prepare: async ({ acme }) => { for (const slug of ['dev', 'other']) await acme.agents.hold(slug) }, verb: (acme, n, { options }) => acme.agents.resume(named(n, 'dev', 'other'), options) },
  'agents.terminate': { verb: (acme, n, { options }) => acme.agents.terminate(named(n, 'boss', 'spare'), options) },
  'agents.wake': { verb: (acme, n, { options }) => acme.agents.wake(named(n, 'dev', 'other'), options) },
  'agents.review': { verb: (acme, n, { options }) => acme.agents.review('dev', { body: `B${n}` }, options) },
  'goals.set': { verb: (acme, n, { options }) => acme.goals.set({ title: `G${n}`, dueAt: new Date('2026-02-01') }, options) },
  'goals.update': { prepare: ({ acme }) => two(() => acme.goals.set({ title: 'G' })), verb: (acme, n, { options, ids }) => acme.goals.update(at(ids, 1), { title: `G${n}` }, options) },
  'goals.report': { prepare: ({ acme }) => two(() => acme.goals.set({ title: 'G', metric: { start: 0, current: 0, target: 9, unit: 'x' } })), verb: (acme, n, { options, ids }) => acme.goals.report(at(ids, 1), n, options) },
  'tasks.create': { verb: (acme, n, { options }) => acme.tasks.create({ title: `T${n}` }, options) },
  'tasks.update': { verb: (acme, n, { options }) => acme.tasks.update('ACME-1', { title: `T${n}` }, options) },
  'tasks.assign': { verb: (acme, n, { options }) => acme.tasks.assign('ACME-1', { assignee: named(n, 'boss', 'spare') }, options) },
  'tasks.take': { verb: (acme, n, { options }) => acme.tasks.take(`ACME-${n + 1}`, options) },
  'tasks.release': { prepare: async ({ acme }) => { for (const ref of ['ACME-2', 'ACME-3']) await acme.tasks.take(ref) }, verb: (acme, n, { options }) => acme.tasks.release(`ACME-${n + 1}`, options) },
  'tasks.finish': { verb: (acme, n, { options }) => acme.tasks.finish('ACME-2', `R${n}`, options) },
  'tasks.review': {
    prepare: async ({ acme, paperclip, clock }) => {
      await paperclip.start()
      await acme.agents.hire(scripted('fin', 'finishes'))
      await acme.tasks.create({ title: 'Five', assignee: 'fin', reviewer: { operator: 'operator:local' } })
      await clock.advance(SECOND)
    },
    verb: (acme, n, { options }) => acme.tasks.review('ACME-5', { verdict: 'accept', comment: `C${n}` }, options),
  },
  'tasks.block': { verb: (acme, n, { options }) => acme.tasks.block('ACME-2', { reason: `R${n}` }, options) },
  'tasks.unblock': { prepare: async ({ acme }) => { for (const ref of ['ACME-2', 'ACME-3']) await acme.tasks.block(ref, { reason: 'R' }) }, verb: (acme, n, { options }) => acme.tasks.unblock(`ACME-${n + 1}`, options) },
  'tasks.cancel': { verb: (acme, n, { options }) => acme.tasks.cancel('ACME-1', `R${n}`, options) },
  'tasks.reopen': { prepare: async ({ acme }) => { for (const ref of ['ACME-2', 'ACME-3']) await acme.tasks.cancel(ref) }, verb: (acme, n, { options }) => acme.tasks.reopen(`ACME-${n + 1}`, options) },
  'documents.write': { verb: (acme, n, { options }) => acme.documents.write('ACME-1', { key: 'd', body: `B${n}` }, options) },
  'documents.remove': { prepare: ({ acme }) => two(n => acme.documents.write('ACME-1', { key: `d-${n}`, body: '' })), verb: (acme, n, { options }) => acme.documents.remove('ACME-1', `d-${n}`, options) },
  'artifacts.attach': { verb: (acme, n, { options }) => acme.artifacts.attach('ACME-1', { name: 'a', body: Buffer.from(`B${n}`) }, options) },
  'artifacts.remove': { prepare: ({ acme }) => two(n => acme.artifacts.attach(null, { name: 'a', body: Buffer.from(`B${n}`) })), verb: (acme, n, { options, ids }) => acme.artifacts.remove(at(ids, n), options) },
  'notes.write': { verb: (acme, n, { options }) => acme.notes.write({ body: `B${n}` }, options) },
  'notes.update': { prepare: ({ acme }) => two(() => acme.notes.write({ body: 'B' })), verb: (acme, n, { options, ids }) => acme.notes.update(at(ids, 1), { body: `B${n}` }, options) },
  'notes.remove': { prepare: ({ acme }) => two(() => acme.notes.write({ body: 'B' })), verb: (acme, n, { options, ids }) => acme.notes.remove(at(ids, n), options) },
  'messages.say': { verb: (acme, n, { options }) => acme.messages.say({ to: 'dev', body: `B${n}` }, options) },
  'messages.ask': { verb: (acme, n, { options }) => acme.messages.ask({ to: 'dev', body: `B${n}` }, options) },
  'messages.answer': { prepare: async ({ acme }) => [(await acme.messages.ask({ to: { operator: 'operator:local' }, body: 'B' })).id], verb: (acme, n, { options, ids }) => acme.messages.answer(at(ids, 1), `B${n}`, options) },
  'signals.send': { verb: (acme, n, { options }) => acme.signals.send({ to: 'dev', source: 's', payload: { n } }, options) },
  'routines.set': { verb: (acme, n, { options }) => acme.routines.set({ slug: 'r', assignee: 'dev', title: `T${n}` }, options) },
  'routines.pause': { prepare: ({ acme }) => two(n => acme.routines.set({ slug: `r-${n}`, assignee: 'dev' })), verb: (acme, n, { options }) => acme.routines.pause(`r-${n}`, options) },
  'routines.resume': { prepare: async ({ acme }) => { for (const slug of ['r-1', 'r-2']) { await acme.routines.set({ slug, assignee: 'dev' }); await acme.routines.pause(slug) } }, verb: (acme, n, { options }) => acme.routines.resume(`r-${n}`, options) },
  'routines.remove': { prepare: ({ acme }) => two(n => acme.routines.set({ slug: `r-${n}`, assignee: 'dev' })), verb: (acme, n, { options }) => acme.routines.remove(`r-${n}`, options) },
  'routines.trigger': { prepare: ({ acme }) => two(n => acme.routines.set({ slug: `r-${n}`, assignee: 'dev', overlap: 'allow' })), verb: (acme, n, { options }) => acme.routines.trigger('r-1', { payload: n }, options) },
  'skills.set': { verb: (acme, n, { options }) => acme.skills.set({ slug: 's', description: 'x', files: { 'SKILL.md': `# ${n}` } }, options) },
  'skills.remove': { prepare: ({ acme }) => two(n => acme.skills.set({ slug: `s-${n}`, description: 'x', files: { 'SKILL.md': '#' } })), verb: (acme, n, { options }) => acme.skills.remove(`s-${n}`, options) },
  'tools.set': { verb: (acme, n, { options }) => acme.tools.set({ slug: 't', connection: { kind: 'command', command: ['x', `${n}`] } }, options) },
  'tools.remove': { prepare: ({ acme }) => two(n => acme.tools.set({ slug: `t-${n}`, connection: { kind: 'command', command: ['x'] } })), verb: (acme, n, { options }) => acme.tools.remove(`t-${n}`, options) },
  'secrets.set': { verb: (acme, n, { options }) => acme.secrets.set({ slug: 's', value: `value-number-${n}` }, options) },
  'skills.propose': { verb: (acme, n, { options }) => acme.skills.propose({ slug: 's', description: `D${n}`, files: { 'SKILL.md': 'x' } }, options) },
  'secrets.propose': { prepare: async ({ acme }) => { await acme.members.set({ id: 'olga', level: 'owner' }); await acme.update({ boardMinimum: 2 }) }, verb: (acme, n, { options }) => acme.secrets.propose({ slug: 's', value: `value-number-${n}` }, options) },
  'secrets.remove': { prepare: ({ acme }) => two(n => acme.secrets.set({ slug: `s-${n}`, value: 'value-number' })), verb: (acme, n, { options }) => acme.secrets.remove(`s-${n}`, options) },
  'budgets.set': { verb: (acme, n, { options }) => acme.budgets.set({ scope: 'company', limit: `$${n}` }, options) },
  'budgets.remove': { prepare: async ({ acme }) => [(await acme.budgets.set({ scope: 'company', limit: '$1' })).id, (await acme.budgets.set({ scope: 'company', window: 'day', limit: '$1' })).id], verb: (acme, n, { options, ids }) => acme.budgets.remove(at(ids, n), options) },
  'budgets.raise': { prepare: async ({ acme }) => [(await acme.budgets.set({ scope: 'company', limit: '$1' })).id], verb: (acme, n, { options, ids }) => acme.budgets.raise(at(ids, 1), `$${n + 1}`, options) },
  'projects.set': { verb: (acme, n, { options }) => acme.propose({ kind: 'project.set', input: { slug: `p-${n}` } }, options) },             // its rule asks here; the verb is an act like the others
  'approvals.approve': { prepare: proposals, verb: (acme, n, { options, ids }) => acme.approvals.approve(at(ids, n), '', options) },
  'approvals.reject': { prepare: proposals, verb: (acme, n, { options, ids }) => acme.approvals.reject(at(ids, 1), `N${n}`, options) },
  'approvals.repropose': { prepare: async trial => { const ids = await proposals(trial); for (const id of ids) await trial.acme.approvals.reject(id); return ids }, verb: (acme, n, { options, ids }) => acme.approvals.repropose(at(ids, n), options) },
  'keys.revoke': { prepare: ({ acme }) => two(async n => (await acme.keys.create({ name: `K${n}` })).key), verb: (acme, n, { options, ids }) => acme.keys.revoke(at(ids, n), options) },
  'hooks.revoke': { prepare: ({ acme }) => two(async n => (await acme.hooks.create({ name: `H${n}`, to: 'dev', source: 'shop' })).hook), verb: (acme, n, { options, ids }) => acme.hooks.revoke(at(ids, n), options) },
  'webhooks.revoke': { prepare: ({ acme }) => two(async n => (await acme.webhooks.create({ name: `W${n}`, url: 'https://ops.test/' })).webhook), verb: (acme, n, { options, ids }) => acme.webhooks.revoke(at(ids, n), options) },
  'webhooks.redeliver': { prepare: ({ acme }) => two(async n => (await acme.webhooks.create({ name: `W${n}`, url: 'https://ops.test/' })).webhook), verb: (acme, n, { options, ids }) => acme.webhooks.redeliver(at(ids, n), null, options) },
  'incidents.close': {
    prepare: async ({ acme }) => { for (const slug of ['boss', 'spare']) { await acme.routines.set({ slug, assignee: slug }); await acme.routines.trigger(slug) } return (await acme.incidents.list()).rows.map(({ id }) => id) },
    verb: (acme, n, { options, ids }) => acme.incidents.close(at(ids, n), options),
  },
  'runs.cancel': { prepare: runsOf('endless'), verb: (acme, n, { options, ids }) => acme.runs.cancel(at(ids, 1), `R${n}`, options) },
  'runs.adjust': { prepare: async trial => { const ids = await runsOf('remote')(trial); for (const id of ids) await finished(trial.acme, id); return ids }, verb: (acme, n, { options, ids }) => acme.runs.adjust(at(ids, 1), `$0.${n}`, options) },
  'runs.finish': { prepare: runsOf('remote'), verb: async (acme, n, { options, ids }) => acme.runs.finish(at(ids, 1), { fence: (await acme.runs.get(at(ids, 1))).fence, outcome: done(`S${n}`) }, options) },
}

/** What only looks. */
export const LOOKS: ReadonlySet<string> = new Set([
  'get', 'search', 'check', 'tidied', 'tidy', 'plan', 'export', 'lint', 'members.get', 'members.list', 'notes.get', 'budgets.get', 'agents.reviews', 'agents.scorecard', 'agents.standing', 'agents.chart', 'agents.revisions', 'agents.inbox', 'agents.probe', 'goals.progress', 'tasks.board', 'tasks.finished', 'tasks.thread', 'tasks.why', 'tasks.blockers',
  'documents.read', 'documents.list', 'documents.revisions', 'artifacts.read', 'notes.list', 'notes.search', 'messages.list', 'signals.list', 'routines.nextDue', 'skills.versions', 'skills.read', 'budgets.list', 'budgets.balance', 'budgets.movements', 'webhooks.deadLetters', 'costs.report', 'costs.forecast',
  'incidents.list', 'invitations.list', 'runs.log', 'audit.list', 'audit.head', 'audit.verify', 'audit.reconcile', 'audit.feed',
  ...['roles', 'agents', 'goals', 'projects', 'tasks', 'artifacts', 'routines', 'skills', 'tools', 'secrets', 'approvals', 'runs', 'keys', 'hooks', 'webhooks'].flatMap(group => [`${group}.get`, `${group}.list`]),
])

/** What takes no key, and why. */
export const WITHOUT_KEY: Readonly<Record<string, string>> = {
  applying: 'it only keeps bytes for an act that is done with a key',
  'keys.create': 'its token is told once: asked again there is nothing to tell',
  'keys.propose': 'its token is told once: asked again there is nothing to tell',
  'hooks.create': 'its secret is told once: asked again there is nothing to tell',
  'hooks.propose': 'its secret is told once: asked again there is nothing to tell',
  'webhooks.create': 'its secret is told once: asked again there is nothing to tell',
  'webhooks.propose': 'its secret is told once: asked again there is nothing to tell',
  'invitations.create': 'its code is told once: asked again there is nothing to tell',
  'invitations.revoke': 'done twice it is the same',
  delete: 'its answers would go with the company; done twice it is not_found, and the tombstone tells',
}
