import type { Route } from '../routes/route.ts'
import type { Schema } from '../wire/schema.ts'

/** Where in what is sent a text may stand, like `assignee.operator` or `blockedBy[]`; one that ends in `?` is anything that is JSON. */
export function textsIn(schema: Schema | undefined, path = ''): string[] {
  const { type, properties = {}, items, additionalProperties, anyOf = [], oneOf = [], allOf = [], enum: named, const: fixed } = Object(schema)
  const ways: Schema[] = [...anyOf, ...oneOf, ...allOf], isText = type === 'string' || (Array.isArray(type) && type.includes('string'))
  const isAnything = schema !== undefined && type === undefined && ways.length === 0
  const own = named !== undefined || fixed !== undefined ? [] : isText ? [path] : isAnything ? [`${path}?`] : []
  const below = Object.entries(properties).flatMap(([field, one]) => textsIn(one as Schema, path === '' ? field : `${path}.${field}`))
  return [...new Set([
    ...own, ...below, ...ways.flatMap(one => textsIn(one, path)), ...items === undefined ? [] : textsIn(items, `${path}[]`), ...typeof additionalProperties === 'object' ? textsIn(additionalProperties, `${path}.*`) : [],
  ])]
}

/** What is sent, with a text where it may stand. */
export function withText(sent: unknown, path: string, text: string): unknown {
  if (path === '' || path === '?') return text
  if (path.startsWith('[]')) return [withText(undefined, path.slice(2), text)]
  if (path.startsWith('.')) return withText(sent, path.slice(1), text)
  const [, name = '', rest = ''] = /^([^.[?]+)(.*)$/.exec(path.replace('*', 'NAME')) ?? []
  const held = typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? sent : {}
  return { ...held, [name]: withText(Reflect.get(held, name), rest, text) }
}

type Kinds = Readonly<Record<string, readonly string[]>>

/** Of what each id in a body is the id, by where it stands: of either, where it may be of several. */
export const SAID: Kinds = {
  'after': ['ask'], 'agent': ['agent'], 'agents[]': ['agent'], 'artifact': ['artifact'], 'ask': ['ask'], 'assignee': ['agent'], 'assignee.operator': ['member'], 'blockedBy[]': ['task'], 'connection.env.*.secret': ['secret'], 'connection.headers.*.secret': ['secret'],
  'for': ['agent', 'project', 'goal'], 'goal': ['goal'], 'lead': ['agent'], 'owner': ['agent'], 'parent': ['task', 'goal'], 'project': ['project'], 'reportsTo': ['agent'], 'reviewer': ['agent'], 'reviewer.operator': ['member'], 'role': ['role'],
  'secrets[]': ['secret'], 'skills[]': ['skill'], 'task': ['task'], 'team': ['agent'], 'to': ['agent'], 'to.operator': ['member'], 'tools.mcp[]': ['tool'],
}
/** The same of a query. */
export const ASKED: Kinds = {
  'aboutId': ['agent', 'task', 'goal', 'project'], 'after': ['task'], 'agent': ['agent'], 'agentId': ['agent'], 'askId': ['ask'], 'assigneeId': ['agent', 'member'], 'checkoutRunId': ['run'], 'fromId': ['agent', 'member'], 'goalId': ['goal'], 'ownerId': ['agent'], 'parentId': ['task', 'goal'],
  'project': ['project'], 'projectId': ['project'], 'proposedById': ['agent', 'member'], 'reportsTo': ['agent'], 'reviewerId': ['agent', 'member'], 'roleId': ['role'], 'routineId': ['routine'], 'runId': ['run'], 'scopeId': ['agent', 'project', 'goal'], 'sha256': ['sha256'], 'taskId': ['task'], 'toId': ['agent', 'member'],
}
/** The same of what the compatibility mount takes, in a body or a query. */
export const INCUMBENTS: Kinds = {
  'after': ['ask'], 'agentId': ['agent'], 'assigneeAgentId': ['agent'], 'assigneeUserId': ['member'], 'baseRevisionId': ['ask'], 'blockedByIssueIds[]': ['task'], 'goalId': ['goal'], 'goalId?': ['goal'], 'inheritExecutionWorkspaceFromIssueId?': ['task'], 'issueId?': ['task'], 'issueIds?': ['task'], 'parentId': ['task'], 'parentId?': ['task'],
  'projectId': ['project'], 'projectId?': ['project'], 'reportsTo': ['agent'], 'role': ['role'], 'requestedByAgentId?': ['agent'], 'reviewInteractionId?': ['ask'], 'sourceIssueId?': ['task'], 'sourceIssueIds?': ['task'], 'wakeCommentId': ['ask'], 'desiredSkills?': ['skill'],
}

/** Where no id of anything stands: words, times, amounts, names that whoever sends them gives. */
export const NO_IDS: ReadonlySet<string> = new Set([
  '?', 'payload?', 'session?', 'input?', 'desk[].input.*?', 'adapter.config.*?', 'metadata?', 'permissions?', 'executionPolicy?',
  'acceptance', 'body', 'comment', 'content', 'description', 'instructions', 'metric.unit', 'mission', 'name', 'note', 'reason', 'result', 'summary', 'text', 'title', 'title?', 'error.message', 'capabilities', 'changeSummary?', 'q', 'triggerDetail?',
  'cron', 'due', 'dueAt', 'every', 'expiresIn', 'from', 'notBefore', 'occurredAt', 'since', 'slot', 'until', 'zone', 'answeredAt', 'heartbeat.activeHours.from', 'heartbeat.activeHours.to', 'heartbeat.activeHours.zone', 'heartbeat.cron', 'heartbeat.every', 'heartbeat.silence', 'heartbeat.timeout', 'heartbeat.zone',
  'adapter.perRun', 'budget.limit', 'cost', 'heartbeat.cap', 'limit', 'limit?', 'requestDepth?', 'acts[]', 'adapter.kind', 'adapterType', 'billingType', 'format', 'kind', 'kinds', 'labels[]', 'level', 'mediaType', 'records[]', 'signal', 'source', 'source?', 'status', 'tools.allow[]', 'type', 'icon?', 'workMode?',
  'confirm', 'email', 'key', 'prefix', 'slug', 'value', 'idempotencyKey', 'idempotencyKey?', 'interrupt?', 'resume?', 'biller?', 'billingCode?', 'connection.command[]', 'connection.env.*', 'connection.headers.*', 'connection.url', 'url', 'path', 'model', 'provider', 'id', 'usageId', 'usage[].id', 'usage[].model', 'usage[].provider', 'hash', 'plan',
])

/** An id that may be said or asked for by a route, and of what it is. */
export interface Place { route: Route; within: 'body' | 'query'; field: string; kind: string }

const kindsAt = ({ tag }: Route, within: Place['within']): Kinds => (tag === 'Compatibility' ? INCUMBENTS : within === 'body' ? SAID : ASKED)
const WITHIN = ['body', 'query'] as const
/** Goals are below goals, and tasks below tasks. */
const isOf = ({ path }: Route, field: string, kind: string): boolean => !field.startsWith('parent') || kind === (path.includes('/goals') ? 'goal' : 'task')

export const placesIn = (routes: readonly Route[]): Place[] =>
  routes.flatMap(route => WITHIN.flatMap(within => textsIn(route[within]).flatMap(field => (kindsAt(route, within)[field] ?? []).filter(kind => isOf(route, field, kind)).map((kind): Place => ({ route, within, field, kind })))))

/** Where a text may stand of which nobody said whether it is an id. */
export const unknownIn = (routes: readonly Route[]): string[] =>
  routes.flatMap(route => WITHIN.flatMap(within => textsIn(route[within]).filter(field => !(field in kindsAt(route, within)) && !NO_IDS.has(field) && !(within === 'query' && field === 'to')).map(field => `${route.method} ${route.path}: ${field} (${within})`)))
