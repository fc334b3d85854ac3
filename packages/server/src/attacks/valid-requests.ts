import type { Adapter, CompanyHandle, Paperclip } from '@paperclip/core'

/** The parts of a path, by their names. */
export type Parts = Record<string, string>

/** A request of a route that an owner may make: what makes it possible, and what is sent. */
export interface Valid {
  body?: unknown
  query?: string
  headers?: Readonly<Record<string, string>>
  /** Brings about what it is done to; returns the parts of the path that are its own. */
  before?(company: CompanyHandle, parts: Parts, paperclip: Paperclip): Promise<Parts | void>
}

const BYTES = { 'content-type': 'application/octet-stream' }
const SKILL = '---\nname: probing\ndescription: How to probe.\n---\nProbe.'
const hired = (status: 'active' | 'draft') => async (company: CompanyHandle): Promise<Parts> => ({ agent: (await company.agents.hire({ slug: 'more', role: 'worker', status, adapter: { kind: 'rest', config: {} } })).id })
const tasked = (task: Parameters<CompanyHandle['tasks']['create']>[0], then: (company: CompanyHandle, id: string) => Promise<unknown> = async () => {}) => async (company: CompanyHandle): Promise<Parts> => {
  const { id } = await company.tasks.create(task)
  await then(company, id)
  return { task: id }
}
const MINE = { operator: 'operator:local' }
/** Only an operator's word is final: what a key hands in goes to its reviewer. */
const handedIn = async (company: CompanyHandle, _: Parts, paperclip: Paperclip): Promise<Parts> => {
  const { id } = await company.tasks.create({ title: 'Handed in', reviewer: MINE }), { key } = await company.keys.create({ name: 'hands in', level: 'operator' })
  await (await paperclip.as({ kind: 'key', id: key.id }).company(company.slug)).tasks.finish(id, 'Done.')
  return { task: id }
}
const paused = async (company: CompanyHandle, { routine = '' }: Parts): Promise<void> => void await company.routines.pause(routine)
/** What takes two of the board to decide is put to it. */
const asking = async (company: CompanyHandle, _: Parts, paperclip: Paperclip): Promise<Parts> => {
  await company.members.set({ id: 'operator:second', level: 'owner' })
  await company.update({ boardMinimum: 2 })
  const asked = await (await paperclip.as({ kind: 'operator', id: 'operator:second' }).company(company.slug)).propose({ kind: 'role.set', input: { slug: 'asked' } })
  return { approval: asked.kind === 'waiting' ? asked.approval.id : '' }
}

/** What an agent did not want, and was rejected, can be asked for once more. */
const rejected = async (company: CompanyHandle, parts: Parts, paperclip: Paperclip): Promise<Parts> => {
  const { approval = '' } = await asking(company, parts, paperclip)
  await company.approvals.reject(approval)
  return { approval }
}
/** A routine of somebody who does not work yet is something that the board should see. */
const troubled = async (company: CompanyHandle): Promise<Parts> => {
  await company.routines.set({ slug: 'in-vain', assignee: 'dev' })
  await company.routines.trigger('in-vain')
  return { incident: (await company.incidents.list()).rows[0]?.id ?? '' }
}
const LATER_MS = 3_600_000
/** An adapter whose runs are done elsewhere. */
export const defers: Adapter = { kind: 'defers', metering: 'run', schema: { type: 'object', properties: {} } as never, parse: config => config, run: async () => ({ kind: 'deferred', until: new Date(Date.now() + LATER_MS), handle: 1 }) }
/** A run that somebody elsewhere has in hand; its fence is the first. */
const deferred = async (company: CompanyHandle, _: Parts, paperclip: Paperclip): Promise<Parts> => {
  await company.agents.hire({ slug: 'far', role: 'worker', budget: { limit: '$5' }, adapter: { kind: 'defers', config: {} } })
  const away = new Promise<string>(resolve => {
    const stop = paperclip.on(event => {
      if (event.kind !== 'record' || event.companyId !== company.id || event.record.action !== 'run.defer') return
      stop()
      resolve(event.record.entityId)
    })
  })
  await company.agents.wake('far')
  return { run: await away }
}
const DONE = { fence: 1, outcome: { kind: 'done', summary: 'Done, far away.' } } as const
/** What a run cost that nobody metered is estimated. */
const estimated = async (company: CompanyHandle, parts: Parts, paperclip: Paperclip): Promise<Parts> => {
  const { run = '' } = await deferred(company, parts, paperclip)
  await company.runs.finish(run, DONE)
  return { run }
}

/** A request that an owner may make, for every route of a company that is more than a look at what is there. */
export const VALID: Readonly<Record<string, Valid>> = {
  'PATCH ': { body: { name: 'Other' } }, 'POST /pause': { body: {} }, 'POST /stop': { body: {} }, 'POST /resume': { before: async company => void await company.pause() }, 'POST /archive': { body: {} },
  'DELETE ': { query: '?confirm=SLUG', before: async company => void await company.archive() }, 'POST /tidy': { query: '?mode=do' }, 'POST /plan': { body: { schema: 1 } }, 'POST /apply': { body: { schema: 1, roles: { worker: { title: 'Worker' }, extra: { title: 'Extra' } } } },
  'PUT /members/:member': { body: { level: 'viewer' }, before: async () => ({ member: 'operator:third' }) },
  'PUT /roles/:role': { body: { title: 'New' }, before: async () => ({ role: 'new' }) }, 'DELETE /roles/:role': { before: async company => ({ role: (await company.roles.set({ slug: 'empty' })).id }) },
  'POST /agents': { body: { slug: 'new', role: 'worker', adapter: { kind: 'rest', config: {} }, status: 'draft' } }, 'PATCH /agents/:agent': { body: { instructions: 'Other.' } },
  'POST /agents/:agent/rollback': { body: { revision: 1 }, before: async (company, { agent = '' }) => void await company.agents.configure(agent, { instructions: 'Second.' }) },
  'POST /agents/:agent/activate': { before: hired('draft') }, 'POST /agents/:agent/move': { body: { reportsTo: 'dev' }, before: hired('draft') }, 'POST /agents/:agent/hold': { body: {}, before: hired('active') },
  'POST /agents/:agent/resume': { before: async company => { const parts = await hired('active')(company); await company.agents.hold(parts['agent'] ?? ''); return parts } },
  'POST /agents/:agent/terminate': {}, 'POST /agents/:agent/wake': { before: hired('active') }, 'POST /agents/:agent/reviews': { body: { body: 'Good.' } }, 'POST /agents/:agent/probe': {},
  'POST /goals': { body: { title: 'More' } }, 'PATCH /goals/:goal': { body: { title: 'Other' } },
  'POST /goals/:goal/report': { body: { current: 1 }, before: async company => ({ goal: (await company.goals.set({ title: 'Measured', metric: { start: 0, current: 0, target: 2, unit: 'kg' } })).id }) },
  'PUT /projects/:project': { body: { name: 'New' }, before: async () => ({ project: 'new' }) }, 'PUT /routines/:routine': { body: { title: 'New', assignee: 'dev', every: '1d' }, before: async () => ({ routine: 'new' }) },
  'POST /routines/:routine/pause': {}, 'POST /routines/:routine/resume': { before: paused }, 'DELETE /routines/:routine': {}, 'POST /routines/:routine/trigger': { body: {} },
  'POST /tasks': { body: { title: 'More' } }, 'PATCH /tasks/:task': { body: { title: 'Other' } }, 'POST /tasks/:task/assign': { body: { assignee: 'dev' } },
  'POST /tasks/:task/take': { before: tasked({ title: 'Mine', assignee: MINE }) }, 'POST /tasks/:task/release': { before: tasked({ title: 'Mine', assignee: MINE }, (company, id) => company.tasks.take(id)) },
  'POST /tasks/:task/finish': { body: { result: 'Done.' } }, 'POST /tasks/:task/review': { body: { verdict: 'send_back' }, before: handedIn },
  'POST /tasks/:task/block': { body: { reason: 'Rain.' } }, 'POST /tasks/:task/unblock': { before: tasked({ title: 'Blocked' }, (company, id) => company.tasks.block(id, { reason: 'Rain.' })) },
  'POST /tasks/:task/cancel': { body: {} }, 'POST /tasks/:task/reopen': { before: tasked({ title: 'Gone' }, (company, id) => company.tasks.cancel(id)) },
  'PUT /tasks/:task/documents/:document': { body: { body: 'Text.' }, before: async () => ({ document: 'new' }) }, 'DELETE /tasks/:task/documents/:document': {},
  'POST /artifacts': { body: 'bytes', query: '?name=a.txt', headers: BYTES }, 'POST /tasks/:task/artifacts': { body: 'bytes', query: '?name=a.txt', headers: BYTES }, 'DELETE /artifacts/:artifact': {},
  'PUT /skills/:skill': { body: { description: 'How to probe.', files: { 'SKILL.md': SKILL } }, before: async () => ({ skill: 'probing' }) }, 'DELETE /skills/:skill': {},
  'POST /messages': { body: { to: 'dev', body: 'Hello.' } }, 'POST /asks': { body: { to: 'dev', body: 'Well?' } }, 'POST /asks/:ask/answer': { body: { body: 'Yes.' } }, 'POST /signals': { body: { to: 'dev', source: 'ci', payload: 1 } },
  'POST /notes': { body: { body: 'More.' } }, 'PATCH /notes/:note': { body: { body: 'Other.' } }, 'DELETE /notes/:note': {},
  'POST /budgets': { body: { scope: 'agent', for: 'dev', limit: '$1' } }, 'POST /budgets/:budget/raise': { body: { limit: '$6' } }, 'DELETE /budgets/:budget': {},
  'POST /approvals/:approval/approve': { body: {}, before: asking }, 'POST /approvals/:approval/reject': { body: {}, before: asking },
  'POST /approvals/:approval/repropose': { before: rejected }, 'POST /incidents/:incident/close': { before: troubled },
  'POST /runs/:run/cancel': { body: {}, before: deferred }, 'POST /runs/:run/finish': { body: DONE, before: deferred }, 'POST /runs/:run/adjust': { body: { cost: '$0.01' }, before: estimated },
  'PUT /tools/:tool': { body: { connection: { kind: 'command', command: ['true'] } }, before: async () => ({ tool: 'new' }) }, 'DELETE /tools/:tool': {},
  'POST /keys': { body: { name: 'more' } }, 'POST /keys/:key/revoke': {}, 'POST /invitations': { body: {} }, 'DELETE /invitations/:invitation': {},
  'POST /webhooks': { body: { name: 'more', url: 'https://127.0.0.1:1/', records: ['company.archive'] } }, 'POST /webhooks/:webhook/revoke': {}, 'POST /webhooks/:webhook/redeliver': { body: {} },
  'POST /hooks': { body: { name: 'more', to: 'dev', source: 'shop' } }, 'POST /hooks/:hook/revoke': {},
  'PUT /secrets/:secret': { body: { value: 'Other value.' }, before: async () => ({ secret: 'new' }) }, 'DELETE /secrets/:secret': {},
}
