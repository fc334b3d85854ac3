import { z } from 'zod'
import { defined } from '../../domain/defined.ts'
import { conflict } from '../../domain/error.ts'
import { id, slug } from '../../domain/fields.ts'
import { goal as goalSchema, metric, project as projectSchema, type Goal } from '../../domain/goal.ts'
import type { CompanyView } from '../../ports/store.ts'
import { defineAct, type Concern } from '../governance/act.ts'
import { agentRef, first, goalRef, need } from '../find.ts'
import { tell } from '../waking/wake.ts'
import { change, create, deed, type Work } from '../work.ts'

const { title, description, status } = goalSchema.shape
const RULE = { agent: 'goal.set', board: 'operator', weight: 'work' } as const

/** Sets a goal of the company, or of a team. Its owner hears of it. */
export const setGoal = defineAct({
  kind: 'goal.set',
  input: z.strictObject({
    title, description: description.default(''), parent: id().nullable().default(null), owner: id().nullable().default(null), team: id().nullable().default(null),
    status: status.default('active'), metric: metric.nullable().default(null), dueAt: z.coerce.date().nullable().default(null),
  }),
  rule: RULE,
  concern: ({ tx }, { owner, team }) => about(tx, [owner, team]),
  async perform(work, { parent, owner, team, ...given }) {
    const { tx, now, deps } = work
    const set = await create(deed(work, 'goal', 'goal.set'), {
      id: deps.ids.next('gol'), ...given, parentId: parent === null ? null : (await goalRef(tx, parent)).id,
      ownerId: owner === null ? null : (await agentRef(tx, owner)).id, teamId: team === null ? null : (await agentRef(tx, team)).id, createdAt: now, updatedAt: now,
    })
    await tellOwner(work, set)
    return set
  },
})

/** Changes a goal. */
export const updateGoal = defineAct({
  kind: 'goal.update',
  input: z.strictObject({
    goal: id(), title: title.optional(), description: description.optional(), parent: id().nullable().optional(), owner: id().nullable().optional(),
    status: status.optional(), metric: metric.nullable().optional(), dueAt: z.coerce.date().nullable().optional(),
  }),
  subject: ({ tx }, { goal: ref }) => goalRef(tx, ref),
  rule: RULE,
  async concern({ tx }, { goal: ref, owner }) {
    const { ownerId, teamId } = await goalRef(tx, ref)
    return about(tx, [ownerId, teamId, owner ?? null])
  },
  async perform(work, { goal: ref, parent, owner, ...patch }) {
    const { tx } = work
    const goal = await goalRef(tx, ref)
    if (parent) await checkTree(tx, goal, parent)
    const updated = await change(deed(work, 'goal', 'goal.update'), goal, defined({
      ...patch, parentId: parent, ownerId: owner === undefined ? undefined : owner === null ? null : (await agentRef(tx, owner)).id,
    }))
    await tellOwner(work, updated)
    return updated
  },
})

/** Reports where the metric of a goal stands. */
export const reportGoal = defineAct({
  kind: 'goal.report',
  input: z.strictObject({ goal: id(), current: z.number() }),
  subject: ({ tx }, { goal: ref }) => goalRef(tx, ref),
  rule: { agent: 'goal.report', board: 'operator', weight: 'work' },
  concern: async ({ tx }, { goal }) => about(tx, [(await goalRef(tx, goal)).ownerId]),
  async perform(work, { goal: ref, current }) {
    const goal = await goalRef(work.tx, ref)
    if (!goal.metric) throw conflict('wrong_state', `The goal "${goal.title}" has no metric: its progress follows from its tasks.`)
    return change(deed(work, 'goal', 'goal.report'), goal, { metric: { ...goal.metric, current } })
  },
})

const { name, description: projectDescription, status: projectStatus } = projectSchema.shape

/** Creates a project, or changes the one of this slug. */
export const setProject = defineAct({
  kind: 'project.set',
  input: z.strictObject({ slug: slug(), name: name.optional(), description: projectDescription.optional(), lead: id().nullable().optional(), goal: id().nullable().optional(), status: projectStatus.optional() }),
  subject: ({ tx }, { slug: named }) => first(tx, 'project', { where: { slug: named }, by: 'id' }),
  rule: { agent: 'project.set', board: 'operator', weight: 'work' },
  concern: async ({ tx }, { slug: named, lead }) => about(tx, [(await first(tx, 'project', { where: { slug: named }, by: 'id' }))?.leadId ?? null, lead ?? null]),
  async perform(work, { slug: named, lead, goal, ...patch }) {
    const { tx, now, deps } = work
    const standing = await first(tx, 'project', { where: { slug: named }, by: 'id' })
    const links = defined({
      leadId: lead === undefined ? undefined : lead === null ? null : (await agentRef(tx, lead)).id,
      goalId: goal === undefined ? undefined : goal === null ? null : (await goalRef(tx, goal)).id,
    })
    if (standing) return change(deed(work, 'project', 'project.set'), standing, { ...defined(patch), ...links })
    return create(deed(work, 'project', 'project.set'), {
      id: deps.ids.next('prj'), slug: named, name: patch.name ?? named, description: patch.description ?? '', leadId: null, goalId: null,
      status: patch.status ?? 'active', createdAt: now, updatedAt: now, ...links,
    })
  },
})

async function about(view: CompanyView, refs: readonly (string | null)[]): Promise<Concern> {
  const agents = await Promise.all(refs.filter(ref => ref !== null).map(ref => agentRef(view, ref)))
  return agents.length > 0 ? { agents } : { agents, whole: 'company' }                       // what is nobody's is the company's
}

async function tellOwner(work: Work, { id: refId, ownerId }: Goal): Promise<void> {
  if (ownerId !== null) await tell(work, await need(work.tx, 'agent', ownerId), { cause: 'goal', noun: 'goal', refId })
}

async function checkTree(view: CompanyView, goal: Goal, parent: string): Promise<void> {
  for (let above: Goal | undefined = await goalRef(view, parent); above; above = above.parentId === null ? undefined : await view.get('goal', above.parentId)) {
    if (above.id === goal.id) throw conflict('cycle', `"${goal.title}" cannot be below itself.`)
  }
}
