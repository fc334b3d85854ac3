// A company with something of every kind in it, and 500 runs behind it that were really run: some with a task, some in vain. Prints its slug.
import { openSqlite } from '@paperclip/store-sqlite'
import { stage } from './stage.ts'

const AGENTS = 100
const PER_TEAM = 7
const ROUNDS = 5
const NOTES = 10_000
const PER_TRANSACTION = 250
const MODELS = ['large', 'small'] as const

const [file = ''] = process.argv.slice(2)
const store = await openSqlite({ file }), slugs = Array.from({ length: AGENTS }, (_, n) => `agent-${n}`), nth = new Map<string, number>()
const { company, paperclip, claimAll } = await stage(store, AGENTS, async ({ agent, brief, desk, spend, log }) => {
  const many = (nth.get(agent.id) ?? 0) + 1
  nth.set(agent.id, many)
  log('Thinking.')
  for (const model of MODELS) await spend({ id: model, provider: 'acme', model, inputTokens: 1_000, outputTokens: 100, cost: 1_500 + many })
  const task = brief.focus?.identifier
  if (task === undefined) throw new Error('Nothing to do.')
  await desk.take({ task })
  await desk.say({ task, body: 'I go on with it.' })
  if (many === 2) await desk.propose({ kind: 'goal.set', input: { title: `What ${agent.slug} wants` } })
  if (many === ROUNDS) await desk.finish({ task, result: 'Done.' })
})
await company.roles.set({ slug: 'idler', permissions: { 'goal.set': { scope: 'company', verdict: 'ask' } } })
const { goals, projects } = await furnish()
for (const [at, slug] of slugs.entries()) if (at > 0) await company.agents.move(slug, `agent-${Math.floor((at - 1) / PER_TEAM)}`)
for (let round = 0; round < ROUNDS; round++) {
  await Promise.all(slugs.map((slug, at) => give(slug, at, round)))
  await Promise.all((await claimAll()).map(work => work.perform()))
}
await paperclip.stop()
await note()
await store.close()
console.log(JSON.stringify({ company: company.slug }))

/** Nearly everybody is given a task at first, and goes on with it in every round; the others are woken for nothing. */
async function give(slug: string, at: number, round: number): Promise<unknown> {
  if (round > 0 || at % 10 === 9) return company.agents.wake(slug)
  return company.tasks.create({
    title: `Task of ${slug}`, assignee: slug, goal: goals[at % goals.length] ?? null, ...at % 3 === 0 ? {} : { project: projects[at % projects.length] ?? null },
    ...at % 5 === 0 ? { reviewer: { operator: 'operator:local' } } : {},
  })
}

async function furnish(): Promise<{ goals: string[]; projects: string[] }> {
  const goals: string[] = [], projects = Array.from({ length: 10 }, (_, n) => `project-${n}`)
  for (let n = 0; n < 10; n++) goals.push((await company.goals.set({ title: `Goal ${n}`, ...n === 0 ? {} : { parent: goals[Math.floor((n - 1) / 2)] ?? null } })).id)
  for (const [at, slug] of projects.entries()) await company.projects.set({ slug, goal: goals[at] ?? null })
  for (let n = 0; n < 20; n++) await company.budgets.set({ scope: 'agent', for: `agent-${n}`, limit: '$100000', window: 'month' })
  await company.budgets.set({ scope: 'team', for: 'agent-1', limit: '$100000', window: 'month' })
  await company.budgets.set({ scope: 'goal', for: goals[1] ?? '', limit: '$100000', window: 'month' })
  await company.routines.set({ slug: 'weekly', assignee: 'agent-0', every: '7d' })
  await company.signals.send({ to: 'agent-0', source: 'shop', payload: { order: 1 } })
  await company.messages.ask({ to: { operator: 'operator:local' }, body: 'Shall we?' })
  await company.secrets.set({ slug: 'token', value: 'a secret value' })
  await company.tools.set({ slug: 'files', connection: { kind: 'command', command: ['true'] } })
  await company.skills.set({ slug: 'probing', description: 'How to probe.', files: { 'SKILL.md': '---\nname: probing\ndescription: How to probe.\n---\nProbe.' } })
  await company.hooks.create({ name: 'shop', to: 'agent-0', source: 'shop' })
  await company.webhooks.create({ name: 'ops', url: 'https://127.0.0.1:1/', records: ['company.archive'] })
  await company.invitations.create()
  await company.agents.review('agent-0', { body: 'Good.' })
  const { id } = await company.tasks.create({ title: 'With papers' })
  await company.documents.write(id, { key: 'plan', body: 'The plan.' })
  await company.artifacts.attach(id, { name: 'plan.txt', body: Buffer.from('The plan.') })
  return { goals, projects }
}

/** Notes are written by the store itself, which keeps what their words are. */
async function note(): Promise<void> {
  const first = await company.notes.write({ title: 'Weather', body: 'It rains in the north.' })
  for (let at = 0; at < NOTES; at += PER_TRANSACTION) {
    await store.transact(company.id, async tx => {
      for (let n = at; n < at + PER_TRANSACTION; n++) {
        const after = { ...first, id: `${first.id}-${n}`, title: `Weather on day ${n}`, body: `It rains in the north, ${n} mm; in the south it does not.` }
        await tx.record({ action: 'note.write', noun: 'note', before: null, after, at: first.createdAt, actorKind: 'system', actorId: 'bench', onBehalfOf: null, runId: null })
      }
    })
  }
}
