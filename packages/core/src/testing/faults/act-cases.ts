import type { CompanyHandle } from '../../company.ts'
import type { Noun, Row } from '../../domain/nouns.ts'
import type { AuditedNoun } from '../../domain/nouns.ts'
import type { ActInput, ActKind } from '../../operations/governance/acts.ts'
import type { Store } from '../../ports/store.ts'
import { sample } from '../store-suite/sample-rows.ts'
import { scripted } from '../trial.ts'

/** A company with two agents, `boss` and below it `dev`, and a task of `dev`, `ACME-1`; and the store it lies in. */
export interface Ground { acme: CompanyHandle; store: Store }

type Case<K extends ActKind> = (ground: Ground) => Promise<ActInput<K>>

const LOCAL = { operator: 'operator:local' }
const skillFiles = { 'SKILL.md': '---\nname: writing\ndescription: How to write.\n---\nWrite.' }

/** Every act there is: prepares a company for it, and says what it is done with. */
export const ACT_CASES: { readonly [K in ActKind]: Case<K> } = {
  'company.update': async () => ({ mission: 'Another one.' }),
  'company.pause': async () => ({ reason: 'Night.' }),
  'company.stop': async ground => { await aRun(ground); return { reason: 'Stop.' } },
  'company.resume': async ({ acme }) => { await acme.pause(); return {} },
  'company.archive': async () => ({ reason: 'Over.' }),
  'company.apply': async ({ acme }) => (await acme.applying({ schema: 1, roles: { clerk: { title: 'Clerk' } }, goals: { grow: { title: 'Grow' } }, agents: { cleo: { role: 'clerk', adapter: scripted('cleo', 'rest').adapter } } })).input,
  'member.set': async () => ({ id: 'operator:ann', name: 'Ann', level: 'operator' }),
  'role.set': async () => ({ slug: 'clerk', title: 'Clerk', permissions: { 'task.create': 'team' } }),
  'role.remove': async ({ acme }) => { await acme.roles.set({ slug: 'clerk', title: 'Clerk' }); return { role: 'clerk' } },
  'agent.hire': async () => ({ ...scripted('ann', 'rest'), reportsTo: 'boss', budget: { limit: '$5' } }),
  'agent.activate': async ({ acme }) => { await acme.agents.hire({ ...scripted('ann', 'rest'), status: 'draft' }); return { agent: 'ann' } },
  'agent.configure': async () => ({ agent: 'dev', instructions: 'Do it well.', heartbeat: { every: '5m' } }),
  'agent.rollback': async ({ acme }) => { await acme.agents.configure('dev', { instructions: 'Do it well.' }); return { agent: 'dev', revision: 1 } },
  'agent.move': async () => ({ agent: 'dev', reportsTo: null }),
  'agent.hold': async ground => { await aRun(ground); return { agent: 'dev', reason: 'Because.' } },
  'agent.resume': async ({ acme }) => { await acme.agents.hold('dev'); return { agent: 'dev' } },
  'agent.terminate': async ground => { await aRun(ground); return { agent: 'dev' } },
  'agent.wake': async () => ({ agent: 'dev' }),
  'agent.review': async () => ({ agent: 'dev', body: 'Good.', rating: 5 }),
  'goal.set': async () => ({ title: 'Grow', owner: 'dev' }),
  'goal.update': async ({ acme }) => ({ goal: (await acme.goals.set({ title: 'Grow' })).id, owner: 'dev' }),
  'goal.report': async ({ acme }) => ({ goal: (await acme.goals.set({ title: 'Grow', metric: { start: 0, target: 9, current: 0, unit: 'x' } })).id, current: 3 }),
  'project.set': async () => ({ slug: 'site', lead: 'dev' }),
  'task.create': async () => ({ title: 'More', assignee: 'dev', reviewer: 'boss' }),
  'task.update': async () => ({ task: 'ACME-1', title: 'Other', priority: 'high' }),
  'task.assign': async () => ({ task: 'ACME-1', assignee: 'boss' }),
  'task.take': async ({ acme }) => ({ task: (await acme.tasks.create({ title: 'Mine', assignee: LOCAL })).id }),
  'task.release': async ({ acme }) => { const { id } = await acme.tasks.create({ title: 'Mine', assignee: LOCAL }); await acme.tasks.take(id); return { task: id } },
  'task.finish': async ({ acme }) => { await acme.tasks.create({ title: 'After', assignee: 'boss', blockedBy: ['ACME-1'] }); return { task: 'ACME-1', result: 'Done.' } },
  'task.review': async ground => ({ task: await inReview(ground), verdict: 'send_back', comment: 'Again.' }),
  'task.block': async () => ({ task: 'ACME-1', reason: 'Waiting.' }),
  'task.unblock': async ({ acme }) => { await acme.tasks.block('ACME-1', { reason: 'Waiting.' }); return { task: 'ACME-1' } },
  'task.cancel': async () => ({ task: 'ACME-1', reason: 'Not needed.' }),
  'task.reopen': async ({ acme }) => { await acme.tasks.finish('ACME-1'); return { task: 'ACME-1' } },
  'message.say': async () => ({ to: 'dev', body: 'Hello.' }),
  'message.ask': async () => ({ to: 'dev', body: 'Well?' }),
  'message.answer': async ({ acme }) => ({ ask: (await acme.messages.ask({ to: 'dev', body: 'Well?' })).id, body: 'Yes.' }),
  'signal.send': async () => ({ to: 'boss', audience: 'team', source: 'orders', payload: { n: 1 } }),
  'document.write': async () => ({ task: 'ACME-1', key: 'plan', body: 'Text.' }),
  'document.remove': async ({ acme }) => { await acme.documents.write('ACME-1', { key: 'plan', body: 'Text.' }); return { task: 'ACME-1', key: 'plan' } },
  'artifact.attach': async ({ acme }) => { const { name, mediaType, bytes, sha256 } = await anArtifact(acme); return { task: 'ACME-1', name, mediaType, bytes, sha256 } },
  'artifact.remove': async ({ acme }) => ({ artifact: (await anArtifact(acme)).id }),
  'note.write': async () => ({ agent: 'dev', body: 'Remember.' }),
  'note.update': async ({ acme }) => ({ note: (await acme.notes.write({ body: 'Remember.' })).id, body: 'Better.' }),
  'note.remove': async ({ acme }) => ({ note: (await acme.notes.write({ body: 'Remember.' })).id }),
  'skill.set': async ({ acme }) => {
    await aSkill(acme)
    const [version] = (await acme.skills.versions('writing')).rows
    return { slug: 'reading', description: 'When to read.', files: version?.files ?? [] }
  },
  'skill.remove': async ({ acme }) => { await aSkill(acme); return { skill: 'writing' } },
  'routine.set': async () => ({ slug: 'daily', title: 'Daily', assignee: 'dev', every: '1d' }),
  'routine.pause': async ({ acme }) => { await aRoutine(acme); return { routine: 'daily' } },
  'routine.resume': async ({ acme }) => { await aRoutine(acme); await acme.routines.pause('daily'); return { routine: 'daily' } },
  'routine.remove': async ({ acme }) => { await aRoutine(acme); return { routine: 'daily' } },
  'routine.trigger': async ({ acme }) => { await aRoutine(acme); return { routine: 'daily' } },
  'key.create': async () => ({ name: 'ci', id: 'key_ci', digest: 'a'.repeat(64), hint: 'aaaa' }),
  'hook.create': async () => ({ name: 'shop', to: 'dev', source: 'shop', id: 'hok_shop', box: 'v1.AAAA' }),
  'hook.revoke': async ({ acme }) => ({ hook: (await acme.hooks.create({ name: 'shop', to: 'dev', source: 'shop' })).hook.id }),
  'webhook.create': async () => ({ name: 'ops', url: 'https://ops.test/', id: 'whk_ops', box: 'v1.AAAA' }),
  'webhook.revoke': async ({ acme }) => ({ webhook: (await acme.webhooks.create({ name: 'ops', url: 'https://ops.test/' })).webhook.id }),
  'webhook.redeliver': async ({ acme }) => ({ webhook: (await acme.webhooks.create({ name: 'ops', url: 'https://ops.test/' })).webhook.id }),
  'key.revoke': async ground => ({ key: await kept(ground, 'accessKey', { id: `key_${ground.acme.slug}`, revokedAt: null }) }),
  'secret.set': async () => ({ slug: 'token', id: 'sec_token', box: 'v1.x', fingerprint: 'f' }),
  'secret.remove': async ({ acme }) => { await acme.secrets.set({ slug: 'token', value: 'long enough' }); return { secret: 'token' } },
  'tool.set': async () => ({ slug: 'search', connection: { kind: 'command', command: ['search'] } }),
  'tool.remove': async ({ acme }) => { await acme.tools.set({ slug: 'search', connection: { kind: 'command', command: ['search'] } }); return { tool: 'search' } },
  'budget.set': async () => ({ scope: 'agent', for: 'dev', limit: '$5' }),
  'budget.raise': async ({ acme }) => ({ budget: (await acme.budgets.set({ scope: 'agent', for: 'dev', limit: '$5' })).id, limit: '$6' }),
  'budget.remove': async ({ acme }) => ({ budget: (await acme.budgets.set({ scope: 'agent', for: 'dev', limit: '$5' })).id }),
  'run.cancel': async ground => ({ run: await aRun(ground) }),
  'run.adjust': async ground => ({ run: await aRun(ground, { status: 'lost', estimated: true, endedAt: new Date(0) }), cost: '$0.50' }),
  'incident.close': async ground => ({ incident: await kept(ground, 'incident', { id: `inc_${ground.acme.slug}`, status: 'open' }) }),
}

const BEHIND = { at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null } as const

const anArtifact = (acme: CompanyHandle) => acme.artifacts.attach('ACME-1', { name: 'a.txt', mediaType: 'text/plain', body: new TextEncoder().encode('Text.') })
const aSkill = (acme: CompanyHandle) => acme.skills.set({ slug: 'writing', description: 'When to write.', files: skillFiles })
const aRoutine = (acme: CompanyHandle) => acme.routines.set({ slug: 'daily', title: 'Daily', assignee: 'dev', every: '1d' })

/** A task of `dev` that waits for the review of `boss`. */
async function inReview({ acme, store }: Ground): Promise<string> {
  const before = await acme.tasks.create({ title: 'Shown', assignee: 'dev', reviewer: 'boss' })
  await store.transact(acme.id, tx => tx.record({ ...BEHIND, action: 'task.hand_in', noun: 'task', before, after: { ...before, status: 'in_review', result: 'Look.' } }))
  return before.id
}

/** A run of `dev`, as if a node had it in hand. */
async function aRun(ground: Ground, overrides: Partial<Row<'run'>> = {}): Promise<string> {
  const { id: agentId } = await ground.acme.agents.get('dev')
  return kept(ground, 'run', { id: `run_${ground.acme.slug}`, agentId, status: 'running', reserved: 0 as Row<'run'>['reserved'], spent: 0 as Row<'run'>['spent'], balances: [], endedAt: null, ...overrides })
}

/** Writes a row behind everybody's back, its record included. */
async function kept<N extends AuditedNoun & Noun>({ acme, store }: Ground, noun: N, overrides: Partial<Row<N>> & { id: string }): Promise<string> {
  const after = sample(noun, 'bare', overrides)
  await store.transact(acme.id, tx => tx.record({ ...BEHIND, action: `${noun}.begin`, noun, before: null, after }))
  return overrides.id
}
