import { z } from 'zod'
import type { Agent } from '../../domain/agent.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { durationInput } from '../../domain/duration.ts'
import { id, slug } from '../../domain/fields.ts'
import { OVERLAPS, routineTask, type Routine } from '../../domain/routine.ts'
import { catchUpInput, cronInput, type Schedule } from '../../domain/schedule.ts'
import { PRIORITIES } from '../../domain/task.ts'
import { zone } from '../../domain/zone.ts'
import { defineAct, type Concern } from '../governance/act.ts'
import { first, goalRef, need, projectRef, routineRef } from '../find.ts'
import { agentsNamed, partyInput, partyRef } from '../tasks/party.ts'
import { strangePayers } from '../tasks/payers.ts'
import { actingAgent } from '../governance/standing.ts'
import { change, create, deed, remove, type Work } from '../work.ts'
import { armRoutine, checkRoutineDue } from './arm-routine.ts'

/** A routine makes tasks: more often than once a minute is no plan. */
const LEAST_EVERY_MS = 60_000
const RULE = { agent: 'routine.set', board: 'operator', weight: 'work' } as const
const { title, description, acceptance, labels } = routineTask.shape

const input = z.strictObject({
  slug: slug(),
  /** What its tasks are called; its slug unless said. */
  title: title.optional(),
  description: description.optional(),
  acceptance: acceptance.optional(),
  priority: z.enum(PRIORITIES).optional(),
  labels: labels.optional(),
  assignee: partyInput().optional(),
  reviewer: partyInput().nullable().optional(),
  project: id().nullable().optional(),
  goal: id().nullable().optional(),
  every: durationInput(LEAST_EVERY_MS).optional(),
  cron: cronInput().optional(),
  zone: zone().optional(),
  /** The source of signals to its assignee that create a task. */
  signal: slug().nullable().optional(),
  catchUp: catchUpInput().optional(),
  overlap: z.enum(OVERLAPS).optional(),
}).superRefine((written, context) => {
  if (written.every !== undefined && written.cron !== undefined) context.addIssue({ code: 'custom', message: 'give "every" or "cron", not both', path: ['cron'], input: written.cron })
  if (written.zone !== undefined && written.cron === undefined) context.addIssue({ code: 'custom', message: 'goes with "cron" only', path: ['zone'], input: written.zone })
})
type Given = z.output<typeof input>

/** Creates a routine, or changes the one of this slug: what is not given stays as it is. */
export const setRoutine = defineAct({
  kind: 'routine.set',
  input,
  subject: ({ tx }, { slug: named }) => first(tx, 'routine', { where: { slug: named }, by: 'id' }),
  rule: RULE,
  async concern(work, given) {
    const standing = await first(work.tx, 'routine', { where: { slug: given.slug }, by: 'id' })
    const actor = await actingAgent(work)
    return {
      agents: [...await assigneeOf(work, standing), ...typeof given.assignee === 'string' ? [await need(work.tx, 'agent', (await partyRef(work.tx, given.assignee)).id)] : []],
      ...(standing?.assigneeKind === 'operator' || typeof given.assignee === 'object' ? { whole: 'company' as const } : {}),
      besides: await agentsNamed(work, given.reviewer ?? null),
      exceeds: actor ? await strangePayers(work, actor, { project: given.project ?? standing?.task.projectId ?? null, goal: given.goal ?? standing?.task.goalId ?? null, parent: null }) : [],
    }
  },
  async perform(work, given): Promise<Routine> {
    const { tx, now, deps } = work
    const standing = await first(tx, 'routine', { where: { slug: given.slug }, by: 'id' })
    const assignee = given.assignee === undefined ? standing && { kind: standing.assigneeKind, id: standing.assigneeId } : await partyRef(tx, given.assignee)
    if (!assignee) throw new PaperclipError('invalid_input', `assignee: say who shall do what the routine "${given.slug}" asks for.`, { fields: [{ field: 'assignee', problem: 'is missing' }] })
    const shape = {
      assigneeKind: assignee.kind, assigneeId: assignee.id, task: await taskOf(work, given, standing), schedule: scheduleOf(given) ?? standing?.schedule ?? null,
      signal: given.signal === undefined ? standing?.signal ?? null : given.signal,
      catchUp: given.catchUp ?? standing?.catchUp ?? { kind: 'once' as const }, overlap: given.overlap ?? standing?.overlap ?? 'skip',
    }
    if (shape.task.reviewerId === shape.assigneeId) throw conflict('wrong_state', 'reviewer: nobody reviews their own work. Choose somebody else, or leave it out.')
    const isMoved = standing !== undefined && JSON.stringify(shape.schedule) !== JSON.stringify(standing.schedule)
    const set = standing
      ? await change(deed(work, 'routine', 'routine.set'), standing, { ...shape, ...(isMoved ? { anchorAt: now, lastSlot: null } : {}) })
      : await create(deed(work, 'routine', 'routine.set'), {
        id: deps.ids.next('rtn'), slug: given.slug, status: 'active', ...shape, anchorAt: now, lastSlot: null, lastTaskId: null, skipped: 0, createdAt: now, updatedAt: now,
      })
    checkRoutineDue(set, now)
    if (!standing || isMoved) await armRoutine(work, set)                                // else a slot that is due already stays due
    return set
  },
})

/** Keeps a routine from creating tasks by schedule or signal, until it is resumed. By hand it still can. */
export const pauseRoutine = defineAct({ kind: 'routine.pause', input: z.strictObject({ routine: id() }), rule: RULE, concern: aboutRoutine, perform: (work, { routine }) => turn(work, routine, 'paused') })

/** Lets a paused routine create tasks again, from its next slot on. */
export const resumeRoutine = defineAct({ kind: 'routine.resume', input: z.strictObject({ routine: id() }), rule: RULE, concern: aboutRoutine, perform: (work, { routine }) => turn(work, routine, 'active') })

/** Removes a routine. Its tasks stay. */
export const removeRoutine = defineAct({
  kind: 'routine.remove',
  input: z.strictObject({ routine: id() }),
  subject: ({ tx }, { routine: ref }) => routineRef(tx, ref),
  rule: RULE,
  concern: aboutRoutine,
  async perform(work, { routine: ref }): Promise<Routine> {
    const gone = await routineRef(work.tx, ref)
    await work.tx.remove('alarm', gone.id)
    await remove(deed(work, 'routine', 'routine.remove'), gone)
    return gone
  },
})

async function turn(work: Work, ref: string, status: Routine['status']): Promise<Routine> {
  const routine = await routineRef(work.tx, ref)
  if (routine.status === status) return routine
  const turned = await change(deed(work, 'routine', status === 'paused' ? 'routine.pause' : 'routine.resume'), routine, { status })
  await armRoutine(work, turned)
  return turned
}

async function aboutRoutine(work: Work, { routine: ref }: { routine: string }): Promise<Concern> {
  const routine = await routineRef(work.tx, ref)
  const agents = await assigneeOf(work, routine)
  return agents.length > 0 ? { agents } : { agents, whole: 'company' }
}

const assigneeOf = async ({ tx }: Pick<Work, 'tx'>, routine: Routine | undefined): Promise<Agent[]> =>
  routine?.assigneeKind === 'agent' ? [await need(tx, 'agent', routine.assigneeId)] : []

async function taskOf({ tx }: Work, given: Given, standing: Routine | undefined): Promise<Routine['task']> {
  const was = standing?.task
  const reviewer = given.reviewer === undefined ? { kind: was?.reviewerKind ?? null, id: was?.reviewerId ?? null } : given.reviewer === null ? { kind: null, id: null } : await partyRef(tx, given.reviewer)
  return {
    title: given.title ?? was?.title ?? given.slug, description: given.description ?? was?.description ?? '', acceptance: given.acceptance ?? was?.acceptance ?? '',
    priority: given.priority ?? was?.priority ?? 'medium', labels: given.labels ?? was?.labels ?? [], reviewerKind: reviewer.kind, reviewerId: reviewer.id,
    projectId: given.project === undefined ? was?.projectId ?? null : given.project === null ? null : (await projectRef(tx, given.project)).id,
    goalId: given.goal === undefined ? was?.goalId ?? null : given.goal === null ? null : (await goalRef(tx, given.goal)).id,
  }
}

function scheduleOf({ every, cron, zone: named }: Given): Schedule | undefined {
  if (every !== undefined) return { kind: 'every', everyMs: every }
  if (cron !== undefined) return { kind: 'cron', cron, zone: named ?? 'UTC' }
  return undefined
}
