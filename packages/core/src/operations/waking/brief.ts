import type { Agent } from '../../domain/agent.ts'
import type { Item } from '../../domain/alarm.ts'
import type { Document } from '../../domain/document.ts'
import type { Brief, BriefDocument, BriefFocus, BriefGoal, BriefItem, BriefMessage, BriefPerson, BriefTask } from '../../domain/brief.ts'
import type { Goal } from '../../domain/goal.ts'
import type { Message } from '../../domain/message.ts'
import type { Run } from '../../domain/run.ts'
import type { Task } from '../../domain/task.ts'
import { toolboxOf } from '../../policy/beyond-kit.ts'
import { plain } from '../../policy/plain.ts'
import type { CompanyView } from '../../ports/store.ts'
import { need } from '../find.ts'
import { goalProgress } from '../tasks/goal-progress.ts'
import { toolsOf } from '../runs/kit.ts'
import { skillsOf } from '../skills/read-skill.ts'
import { reportsOf } from '../agents/org.ts'
import { nameOf } from '../agents/names.ts'
import { whyOf } from '../tasks/why.ts'
import { tasksTold, workloadOf } from './workload.ts'

const MOST_MESSAGES = 50
const MOST_CHILDREN = 50
const MOST_GOALS = 20
const MOST_PAPERS = 100

/** A company as it is read at a moment. */
export interface Reading { view: CompanyView; companyId: string; now: Date }

/** What an agent is told at the start of a run; `notices` are what the run before had to be told of. */
export async function briefFor({ view, companyId, now }: Reading, run: Run, notices: Brief['notices']): Promise<Brief> {
  const [company, agent, alarm] = await Promise.all([need(view, 'company', companyId), need(view, 'agent', run.agentId), need(view, 'alarm', run.agentId)])
  const [workload, about, goals, equipment, focus] = await Promise.all([
    workloadOf(view, agent.id, alarm.cursor), aboutAgent(view, agent), goalsOf(view, agent), equipmentOf(view, agent),
    run.taskId === null ? null : need(view, 'task', run.taskId).then(task => focusOn(view, task, { agentId: agent.id, mission: company.mission })),
  ])
  const [inbox, tasks] = await Promise.all([
    itemsOf(view, workload.items.filter(({ seq }) => seq <= run.upTo), agent.id),
    Promise.all(tasksTold(workload, now).map(task => taskFor(view, task, agent.id))),
  ])
  return {
    paperclip: 1,
    company: { slug: company.slug, name: company.name, mission: company.mission },
    agent: about,
    run: {
      id: run.id, causes: run.causes, slot: run.slot?.toISOString() ?? null, startedAt: run.startedAt.toISOString(),
      endsBy: new Date(run.startedAt.getTime() + agent.heartbeat.timeoutMs).toISOString(), capMicros: run.cap,
    },
    focus, inbox, tasks, goals, ...equipment, notices,
    now: now.toISOString(),
  }
}

/** Asks for what an agent will be told, most likely with this task, before its run is written: a transaction asks once. */
export const briefAhead = (view: CompanyView, agent: Agent, focus: Task | null): Promise<unknown> =>
  Promise.all([aboutAgent(view, agent), goalsOn(view, agent), focus && focusOn(view, focus, { agentId: agent.id, mission: '' })])

/** An agent as itself and others see it. */
export async function aboutAgent(view: CompanyView, agent: Agent): Promise<Brief['agent']> {
  const [role, manager, reports] = await Promise.all([
    need(view, 'role', agent.roleId), agent.reportsTo === null ? undefined : view.get('agent', agent.reportsTo), reportsOf(view, agent.id),
  ])
  return {
    id: agent.id, slug: agent.slug, name: agent.name, instructions: agent.instructions,
    role: { slug: role.slug, title: role.title, description: role.description, permissions: Object.keys(role.permissions) },
    manager: manager ? await person(view, manager) : null,
    reports: await Promise.all(reports.map(one => person(view, one))),
  }
}

async function person(view: CompanyView, { id, slug, name, roleId }: Agent): Promise<BriefPerson> {
  return { id, slug, name, role: (await need(view, 'role', roleId)).title }
}

/** A task as one agent sees it. */
export async function taskFor(view: CompanyView, task: Task, agentId: string): Promise<BriefTask> {
  return {
    id: task.id, identifier: task.identifier, title: task.title, status: task.status, priority: task.priority,
    part: task.assigneeId === agentId ? 'assignee' : task.reviewerId === agentId ? 'reviewer' : 'other',
    assignee: await nameOf(view, task.assigneeKind, task.assigneeId), reviewer: await nameOf(view, task.reviewerKind, task.reviewerId),
    dueAt: task.dueAt?.toISOString() ?? null, result: task.result,
  }
}

/** A task with all that an agent needs to work on it. */
export async function focusOn(view: CompanyView, task: Task, { agentId, mission }: { agentId: string; mission: string }): Promise<BriefFocus> {
  const [thread, children, documents, artifacts, itself, why] = await Promise.all([
    view.list('message', { where: { taskId: task.id }, by: 'createdAt', direction: 'down', limit: MOST_MESSAGES }),
    view.list('task', { where: { parentId: task.id }, by: 'number', limit: MOST_CHILDREN }),
    view.list('document', { where: { taskId: task.id }, by: 'createdAt', limit: MOST_PAPERS }),
    view.list('artifact', { where: { taskId: task.id }, by: 'createdAt', limit: MOST_PAPERS }),
    taskFor(view, task, agentId), whyOf(view, task, mission),
  ])
  return {
    ...itself, description: task.description, acceptance: task.acceptance, labels: task.labels, why,
    thread: await Promise.all(thread.rows.reverse().map(message => messageFor(view, message))),
    children: await Promise.all(children.rows.map(child => taskFor(view, child, agentId))),
    documents: documents.rows.map(documentFor),
    artifacts: artifacts.rows.map(({ id, name, mediaType, bytes, sha256 }) => ({ id, name, mediaType, bytes, sha256 })),
  }
}

/** What was said, as an agent reads it. */
export async function messageFor(view: CompanyView, { id, kind, fromKind, fromId, body, createdAt }: Message): Promise<BriefMessage> {
  return { id, kind, from: await nameOf(view, fromKind, fromId) ?? fromId, fromKind, body, at: createdAt.toISOString() }
}

/** Inbox items with what they point at. */
export async function itemsOf(view: CompanyView, items: readonly Item[], agentId: string): Promise<BriefItem[]> {
  const told = await Promise.all(items.map(item => itemFor(view, item, agentId)))
  return told.filter(item => item !== null)
}

/** An inbox item with what it points at; null if that is gone. */
export async function itemFor(view: CompanyView, { id, cause, noun, refId, createdAt }: Item, agentId: string): Promise<BriefItem | null> {
  const head = { id, cause, at: createdAt.toISOString() }
  switch (noun) {
    case 'task': {
      const task = await view.get('task', refId)
      return task ? { ...head, noun, task: await taskFor(view, task, agentId) } : null
    }
    case 'message': {
      const message = await view.get('message', refId)
      if (!message) return null
      const task = message.taskId === null ? undefined : await view.get('task', message.taskId)
      return { ...head, noun, message: { ...await messageFor(view, message), task: task?.identifier ?? null } }
    }
    case 'signal': {
      const signal = await view.get('signal', refId)
      return signal ? { ...head, noun, source: signal.source, payload: plain(signal.payload) } : null
    }
    case 'goal': {
      const goal = await view.get('goal', refId)
      return goal ? { ...head, noun, goal: await goalFor(view, goal) } : null
    }
    case 'approval': {
      const approval = await view.get('approval', refId)
      if (!approval) return null
      const asking = approval.runId === null ? undefined : await view.get('run', approval.runId)
      return { ...head, noun, approval: { id: approval.id, act: approval.actKind, status: approval.status, note: approval.note, taskId: asking?.taskId ?? null } }
    }
    case 'incident': {
      const incident = await view.get('incident', refId)
      return incident ? { ...head, noun, incident: { id: incident.id, kind: incident.kind, detail: incident.detail } } : null
    }
    case 'note': {
      const note = await view.get('note', refId)
      if (!note) return null
      const { id: noteId, title, body, rating } = note
      return { ...head, noun, note: { id: noteId, title, body, rating, by: await nameOf(view, note.authorKind, note.authorId) ?? note.authorId } }
    }
    case 'agent':
      return { ...head, noun, from: cause }
  }
}

/** What an agent is told of the skills and tools it has: their names, and what they are for. */
async function equipmentOf(view: CompanyView, agent: Agent): Promise<Pick<Brief, 'skills' | 'tools'>> {
  const role = await need(view, 'role', agent.roleId)
  const [skills, tools] = await Promise.all([skillsOf(view, [...role.skills, ...agent.skills]), toolsOf(view, toolboxOf(role.tools, agent.tools))])
  return {
    skills: skills.map(({ skill: { slug, description } }) => ({ name: slug, description })),
    tools: tools.map(({ slug, description }) => ({ name: slug, description })),
  }
}

export const documentFor = ({ key, title, revision, updatedAt }: Document): BriefDocument => ({ key, title, revision, updatedAt: updatedAt.toISOString() })

/** The goals an agent answers for, then the company's own. */
async function goalsOf(view: CompanyView, agent: Agent): Promise<BriefGoal[]> {
  const [own, top] = await goalsOn(view, agent)
  const goals = [...own.rows, ...top.rows.filter(({ ownerId }) => ownerId !== agent.id)].filter(({ status }) => status === 'active' || status === 'planned')
  return Promise.all(goals.map(goal => goalFor(view, goal)))
}

const goalsOn = (view: CompanyView, { id: ownerId }: Agent) => Promise.all([
  view.list('goal', { where: { ownerId }, by: 'createdAt', limit: MOST_GOALS }), view.list('goal', { where: { parentId: null }, by: 'createdAt', limit: MOST_GOALS }),
])

export async function goalFor(view: CompanyView, goal: Goal): Promise<BriefGoal> {
  return { id: goal.id, title: goal.title, status: goal.status, metric: goal.metric, progress: await goalProgress(view, goal), dueAt: goal.dueAt?.toISOString() ?? null }
}
