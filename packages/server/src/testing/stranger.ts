import type { Adapter, CompanyHandle, Paperclip } from '@paperclip/core'
import { memoryStore } from '@paperclip/core'
import { served, type Served } from './served.ts'

/** Whoever could come to the door, by what they bring. */
export type Guests = Readonly<Record<'nobody' | 'garbage' | 'viewer' | 'operator' | 'owner' | 'key' | 'foreignOwner' | 'foreignKey' | 'agentKey', string | null>>

/** Two companies, each with something of every kind that a path can name, and every kind of guest. */
export interface Neighbourhood extends Served { globex: CompanyHandle; guests: Guests; own: Readonly<Record<string, string>>; foreign: Readonly<Record<string, string>> }

export const seat = async (paperclip: Paperclip, company: CompanyHandle, level: 'viewer' | 'operator' | 'owner'): Promise<string> => {
  const id = `usr_${company.slug}_${level}`
  const { code } = await company.invitations.create({ level })
  const guest = await paperclip.access.accept(code, { kind: 'new', account: { email: `${id}@example.com`, name: id, password: 'correct horse' } })
  return (await paperclip.access.openLogin(guest)).token
}

/** An adapter whose runs do nothing. */
export const rest: Adapter = { kind: 'rest', metering: 'call', schema: { type: 'object', properties: {} } as never, parse: config => config, run: async () => ({ kind: 'done', summary: '' }) }

/** Something of every kind that a path can name: its part of the path, and its id. */
export async function furnished(company: CompanyHandle): Promise<Record<string, string>> {
  await company.roles.set({ slug: 'worker' })
  const agent = await company.agents.hire({ slug: 'dev', role: 'worker', status: 'draft', adapter: { kind: 'rest', config: {} } })
  const task = await company.tasks.create({ title: 'Secret plans' })
  const ask = await company.messages.ask({ to: { operator: 'operator:local' }, body: 'Secret question' })
  const { key } = await company.keys.create({ name: 'secret key' })
  return {
    agent: agent.id, role: agent.roleId, task: task.id, ask: ask.id, key: key.id, member: 'operator:local',
    goal: (await company.goals.set({ title: 'Secret goal' })).id, project: (await company.projects.set({ slug: 'secret' })).id,
    routine: (await company.routines.set({ slug: 'secret', assignee: 'dev' })).id, note: (await company.notes.write({ body: 'Secret note' })).id,
    budget: (await company.budgets.set({ scope: 'company', limit: '$5' })).id, secret: (await company.secrets.set({ slug: 'secret', value: 'secret value' })).id,
    tool: (await company.tools.set({ slug: 'secret', connection: { kind: 'command', command: ['true'] } })).id,
    document: (await company.documents.write(task.id, { key: 'secret-plan', body: 'Secret text' })).key,
    artifact: (await company.artifacts.attach(task.id, { name: 'secret.txt', body: Buffer.from('Secret bytes') })).id,
    skill: (await company.skills.set({ slug: 'secret', description: 'Secret know-how', files: { 'SKILL.md': '---\nname: secret\ndescription: Secret\n---\nSecret' } })).id,
    invitation: (await company.invitations.create()).invitation.id, hook: (await company.hooks.create({ name: 'secret hook', to: 'dev', source: 'shop' })).hook.id,
    webhook: (await company.webhooks.create({ name: 'secret webhook', url: 'https://127.0.0.1:1/', records: ['company.archive'] })).webhook.id,
  }
}

export async function neighbourhood({ adapters = [] }: { adapters?: readonly Adapter[] } = {}): Promise<Neighbourhood> {
  const house = await served({ paperclip: { store: memoryStore(), adapters: [rest, ...adapters] }, server: { limits: { strangers: 1_000_000 } } })
  const { paperclip, acme } = house, globex = await paperclip.found({ slug: 'globex' })
  const own = await furnished(acme), foreign = await furnished(globex)
  return {
    ...house, globex, own, foreign,
    guests: {
      nobody: null, garbage: 'pck_0_00000000000000000000000000', viewer: await seat(paperclip, acme, 'viewer'), operator: await seat(paperclip, acme, 'operator'), owner: await seat(paperclip, acme, 'owner'),
      key: (await acme.keys.create({ name: 'own', level: 'owner' })).token, agentKey: (await acme.keys.create({ name: 'dev', agent: 'dev' })).token,
      foreignOwner: await seat(paperclip, globex, 'owner'), foreignKey: (await globex.keys.create({ name: 'foreign', level: 'owner' })).token,
    },
  }
}

/** What comes of work, of every kind that a path can name: a run, something that was put to the board, and something that it should see. The company must be running. */
export async function worked(company: CompanyHandle, paperclip: Paperclip): Promise<Record<string, string>> {
  const over = new Promise<string>(resolve => {
    const stop = paperclip.on(event => {
      if (event.kind !== 'record' || event.companyId !== company.id || event.record.action !== 'run.succeeded') return
      stop()
      resolve(event.record.entityId)
    })
  })
  await company.roles.set({ slug: 'asks', permissions: { 'task.create': 'company' } })
  await company.agents.hire({ slug: 'busy', role: 'asks', adapter: { kind: 'rest', config: {} } })
  await company.agents.wake('busy')
  const run = await over
  await company.routines.set({ slug: 'in-vain', assignee: 'dev' })
  await company.routines.trigger('in-vain')
  const second = { kind: 'operator', id: 'operator:second' } as const
  await company.members.set({ id: second.id, level: 'owner' })
  await company.update({ boardMinimum: 2 })
  const other = await paperclip.as(second).company(company.slug), asked = await other.propose({ kind: 'role.set', input: { slug: 'asked' } }), back = await other.propose({ kind: 'company.update', input: { boardMinimum: 1 } })
  if (back.kind === 'waiting') await company.approvals.approve(back.approval.id)
  return { run, incident: (await company.incidents.list()).rows[0]?.id ?? '', approval: asked.kind === 'waiting' ? asked.approval.id : '' }
}
