import type { Client } from '@paperclip/client'
import type { AgentStanding, BudgetForecast, ChartNode, CompanyHandle, CostReport, Forecast, LogLine, SearchHit, ShownWebhook, Tombstone } from '@paperclip/core'
import type { CompanyVerbs } from '../company-verbs.ts'
import { blueprintsOn } from './applied.ts'
import { asked, given } from './asked.ts'
import { outcomeFrom } from './deeds.ts'
import { allOf, inJson } from './files.ts'
import { pageFrom, rowFrom, rowsFrom, timesOf, valueFrom } from './revived.ts'

type Scorecard = Awaited<ReturnType<CompanyHandle['agents']['scorecard']>>
type Items = Awaited<ReturnType<CompanyHandle['agents']['inbox']>>
type Why = Awaited<ReturnType<CompanyHandle['tasks']['why']>>
type Written = Awaited<ReturnType<CompanyHandle['documents']['read']>>
type ShownKey = Awaited<ReturnType<CompanyHandle['keys']['list']>>['rows'][number]

/** A company on a server, in the words of one that lies here: each verb is one route. */
export function remoteCompany(client: Client, { id, slug }: { id: string; slug: string }): CompanyVerbs {
  const path = { company: id }, { get, post, put, bytes } = client
  return {
    id, slug,
    get: async () => rowFrom('company', await get('/companies/{company}', { path })),
    search: async ({ text, kinds, after, limit }) => {
      const { rows, next } = await get('/companies/{company}/search', { path, query: { text, ...given({ kinds: kinds?.join(), after: after ?? undefined, limit }) } })
      return { rows: rows.map(row => valueFrom<SearchHit>(row, 'at')), next }
    },
    ...blueprintsOn(client, id),
    tidy: async (mode = 'do') => valueFrom(await post('/companies/{company}/tidy', { path, query: { mode }, deadlineMs: 600_000 })),
    delete: async ({ confirm }) => valueFrom<Tombstone>(await client.delete('/companies/{company}', { path, query: { confirm } }), 'deletedAt'),
    export: async () => valueFrom(await get('/companies/{company}/export', { path })),
    lint: async () => valueFrom((await get('/companies/{company}/lint', { path })).rows),
    members: { list: async query => pageFrom('member', await get('/companies/{company}/members', { path, query: asked(query) })) },
    roles: {
      get: async role => rowFrom('role', await get('/companies/{company}/roles/{role}', { path: { ...path, role } })),
      list: async query => pageFrom('role', await get('/companies/{company}/roles', { path, query: asked(query) })),
    },
    agents: {
      get: async agent => rowFrom('agent', await get('/companies/{company}/agents/{agent}', { path: { ...path, agent } })),
      list: async query => pageFrom('agent', await get('/companies/{company}/agents', { path, query: asked(query) })),
      chart: async () => chartFrom((await get('/companies/{company}/chart', { path })).rows),
      standing: async agent => standingFrom(await get('/companies/{company}/agents/{agent}/standing', { path: { ...path, agent } })),
      inbox: async (agent, page) => valueFrom<Items>(await get('/companies/{company}/agents/{agent}/inbox', { path: { ...path, agent }, query: asked(page) })),
      revisions: async (agent, page) => pageFrom('revision', await get('/companies/{company}/agents/{agent}/revisions', { path: { ...path, agent }, query: asked(page) })),
      reviews: async (agent, page) => pageFrom('note', await get('/companies/{company}/agents/{agent}/reviews', { path: { ...path, agent }, query: asked(page) })),
      scorecard: async (agent, { since } = {}) => valueFrom<Scorecard>(await get('/companies/{company}/agents/{agent}/scorecard', { path: { ...path, agent }, query: since ? { since: since.toISOString() } : {} }), 'since'),
    },
    goals: {
      get: async goal => rowFrom('goal', await get('/companies/{company}/goals/{goal}', { path: { ...path, goal } })),
      list: async query => pageFrom('goal', await get('/companies/{company}/goals', { path, query: asked(query) })),
      progress: async goal => (await get('/companies/{company}/goals/{goal}/progress', { path: { ...path, goal } })).progress,
    },
    projects: {
      get: async project => rowFrom('project', await get('/companies/{company}/projects/{project}', { path: { ...path, project } })),
      list: async query => pageFrom('project', await get('/companies/{company}/projects', { path, query: asked(query) })),
    },
    tasks: {
      get: async task => rowFrom('task', await get('/companies/{company}/tasks/{task}', { path: { ...path, task } })),
      list: async query => pageFrom('task', await get('/companies/{company}/tasks', { path, query: asked(query) })),
      thread: async (task, page) => pageFrom('message', await get('/companies/{company}/tasks/{task}/thread', { path: { ...path, task }, query: asked(page) })),
      why: async task => valueFrom<Why>((await get('/companies/{company}/tasks/{task}/why', { path: { ...path, task } })).rows),
      blockers: async (task, page) => pageFrom('task', await get('/companies/{company}/tasks/{task}/blockers', { path: { ...path, task }, query: asked(page) })),
    },
    documents: {
      list: async (task, page) => pageFrom('document', await get('/companies/{company}/tasks/{task}/documents', { path: { ...path, task }, query: asked(page) })),
      read: async (task, document, revision) => valueFrom<Written>(await get('/companies/{company}/tasks/{task}/documents/{document}', { path: { ...path, task, document }, query: given({ revision }) }), ...timesOf('document')),
      revisions: async (task, document, page) => pageFrom('documentRevision', await get('/companies/{company}/tasks/{task}/documents/{document}/revisions', { path: { ...path, task, document }, query: asked(page) })),
    },
    artifacts: {
      list: async query => pageFrom('artifact', await get('/companies/{company}/artifacts', { path, query: asked(query) })),
      read: artifact => bytes('/companies/{company}/artifacts/{artifact}/content', { path: { ...path, artifact } }),
      attach: async (task, { name, mediaType: type, body: file }, { key } = {}) => {
        const sent = { query: { name, ...given({ type }) }, body: await allOf(file), key }
        return rowFrom('artifact', task === null ? await post('/companies/{company}/artifacts', { path, ...sent }) : await post('/companies/{company}/tasks/{task}/artifacts', { path: { ...path, task }, ...sent }))
      },
    },
    skills: {
      get: async skill => rowFrom('skill', await get('/companies/{company}/skills/{skill}', { path: { ...path, skill } })),
      list: async query => pageFrom('skill', await get('/companies/{company}/skills', { path, query: asked(query) })),
      versions: async (skill, page) => pageFrom('skillVersion', await get('/companies/{company}/skills/{skill}/versions', { path: { ...path, skill }, query: asked(page) })),
      read: (skill, file, version) => bytes('/companies/{company}/skills/{skill}/file', { path: { ...path, skill }, query: { path: file, ...given({ version }) } }),
      propose: async ({ slug: skill, description, files }, { key, reason, ifVersion: ifMatch } = {}) => outcomeFrom('skill', await put('/companies/{company}/skills/{skill}', { path: { ...path, skill }, query: given({ reason }), body: { description, files: inJson(files) }, key, ifMatch })),
    },
    messages: { list: async query => pageFrom('message', await get('/companies/{company}/messages', { path, query: asked(query) })) },
    notes: {
      list: async query => pageFrom('note', await get('/companies/{company}/notes', { path, query: asked(query) })),
      search: async (text, { agent, ...page } = {}) => pageFrom('note', await get('/companies/{company}/notes/search', { path, query: { text, ...typeof agent === 'string' ? { agent } : {}, ...asked(page) } })),
    },
    routines: {
      get: async routine => rowFrom('routine', await get('/companies/{company}/routines/{routine}', { path: { ...path, routine } })),
      list: async query => pageFrom('routine', await get('/companies/{company}/routines', { path, query: asked(query) })),
      nextDue: async routine => {
        const { dueAt } = await get('/companies/{company}/routines/{routine}/next', { path: { ...path, routine } })
        return dueAt === null ? null : new Date(dueAt)
      },
    },
    tools: {
      get: async tool => rowFrom('tool', await get('/companies/{company}/tools/{tool}', { path: { ...path, tool } })),
      list: async query => pageFrom('tool', await get('/companies/{company}/tools', { path, query: asked(query) })),
    },
    secrets: {
      list: async () => pageFrom('secret', await get('/companies/{company}/secrets', { path })),
      propose: async ({ slug: secret, value, description }, { key, reason, ifVersion: ifMatch } = {}) => outcomeFrom('secret', await put('/companies/{company}/secrets/{secret}', { path: { ...path, secret }, query: given({ reason }), body: { value, ...given({ description }) }, key, ifMatch })),
    },
    keys: {
      list: async query => {
        const { rows, next } = await get('/companies/{company}/keys', { path, query: asked(query) })
        return { rows: rows.map(row => valueFrom<ShownKey>(row, ...timesOf('accessKey'), 'lastUsedAt')), next }
      },
      propose: async ({ budget, ...key }, { key: once, reason } = {}) => {
        const money = budget && { limit: budget.limit, ...given({ window: budget.window }) }
        const made = await post('/companies/{company}/keys', { path, query: given({ reason }), body: { ...given(key), ...given({ budget: money }), name: key.name }, key: once })
        return { token: made.token, outcome: 'approval' in made ? outcomeFrom('accessKey', made) : { kind: 'done', value: rowFrom('accessKey', made.key) } }
      },
    },
    budgets: {
      list: async query => pageFrom('budget', await get('/companies/{company}/budgets', { path, query: asked(query) })),
      balance: async budget => rowFrom('balance', await get('/companies/{company}/budgets/{budget}/balance', { path: { ...path, budget } })),
    },
    costs: {
      report: async ({ by, from, to }) => valueFrom<CostReport>(await get('/companies/{company}/costs', { path, query: { by, ...given({ from, to }) } })),
      forecast: async () => forecastFrom(await get('/companies/{company}/costs/forecast', { path })),
    },
    approvals: {
      get: async approval => rowFrom('approval', await get('/companies/{company}/approvals/{approval}', { path: { ...path, approval } })),
      list: async query => pageFrom('approval', await get('/companies/{company}/approvals', { path, query: asked(query) })),
      approve: async (approval, note = '', { key } = {}) => decidedFrom(await post('/companies/{company}/approvals/{approval}/approve', { path: { ...path, approval }, body: { note }, key })),
      reject: async (approval, note = '', { key } = {}) => decidedFrom(await post('/companies/{company}/approvals/{approval}/reject', { path: { ...path, approval }, body: { note }, key })),
      repropose: async (approval, { key } = {}) => rowFrom('approval', await post('/companies/{company}/approvals/{approval}/repropose', { path: { ...path, approval }, key })),
    },
    incidents: { list: async query => pageFrom('incident', await get('/companies/{company}/incidents', { path, query: asked(query) })) },
    runs: {
      get: async run => rowFrom('run', await get('/companies/{company}/runs/{run}', { path: { ...path, run } })),
      list: async query => pageFrom('run', await get('/companies/{company}/runs', { path, query: asked(query) })),
      log: async (run, page) => {
        const { rows, next } = await get('/companies/{company}/runs/{run}/log', { path: { ...path, run }, query: asked(page) })
        return { rows: rows.map(line => valueFrom<LogLine>(line, 'at')), next }
      },
    },
    hooks: {
      list: async query => pageFrom('hook', await get('/companies/{company}/hooks', { path, query: asked(query) })),
      async propose({ audience = 'agent', ...said }, { key } = {}) {
        const answer = await post('/companies/{company}/hooks', { path, body: { ...said, audience }, key })
        return { address: answer.url.slice(answer.url.lastIndexOf('/') + 1), secret: answer.secret, outcome: outcomeFrom('hook', 'hook' in answer ? answer.hook : answer) }
      },
    },
    webhooks: {
      async list(query) {
        const { rows, next } = await get('/companies/{company}/webhooks', { path, query: asked(query) })
        return { rows: rows.map(row => valueFrom<ShownWebhook>(row, 'createdAt', 'revokedAt', 'dueAt', 'deliveredAt')), next }
      },
      async propose({ kind = 'records', records = null, ...said }, { key } = {}) {
        const answer = await post('/companies/{company}/webhooks', { path, body: { ...said, kind, records }, key })
        return { secret: answer.secret, outcome: outcomeFrom('webhook', 'webhook' in answer ? answer.webhook : answer) }
      },
      deadLetters: async (webhook, query) => pageFrom('deadLetter', await get('/companies/{company}/webhooks/{webhook}/dead-letters', { path: { ...path, webhook }, query: asked(query) })),
    },
    audit: {
      list: async query => pageFrom('audit', await get('/companies/{company}/audit', { path, query: asked(query) })),
      async* feed({ after = 0 } = {}) {
        for await (const record of client.lines('/companies/{company}/audit/export', { path, query: { after } })) yield rowFrom('audit', record)
      },
      verify: async anchor => valueFrom(await get('/companies/{company}/audit/verify', { path, query: anchor ?? {}, deadlineMs: 600_000 })),
    },
  }
}

const decidedFrom = ({ approval, value }: { approval: unknown; value: unknown }) => ({ approval: rowFrom('approval', approval), value })

const chartFrom = (nodes: readonly unknown[]): ChartNode[] => nodes.map(node => {
  const { agent, reports } = valueFrom<ChartNode>(node)
  return { agent: rowFrom('agent', agent), reports: chartFrom(reports) }
})

function standingFrom(answer: unknown): AgentStanding {
  const standing = valueFrom<AgentStanding>(answer, 'dueAt', 'nextBeat')
  return { ...standing, run: standing.run && rowFrom('run', standing.run), holds: rowsFrom('hold', { rows: standing.holds }) }
}

function forecastFrom(answer: unknown): Forecast {
  const { month, budgets, ...rest } = valueFrom<Forecast>(answer)
  return {
    ...rest, month: valueFrom(month, 'startsAt', 'endsAt'),
    budgets: budgets.map(one => ({ ...valueFrom<BudgetForecast>(one, 'exhaustedAt'), budget: rowFrom('budget', one.budget), balance: rowFrom('balance', one.balance) })),
  }
}
