import type { Agent } from '../domain/agent.ts'
import { notFound } from '../domain/error.ts'
import type { Goal, Project } from '../domain/goal.ts'
import type { Noun, Row } from '../domain/nouns.ts'
import type { Role } from '../domain/role.ts'
import type { Routine } from '../domain/routine.ts'
import type { Secret } from '../domain/secret.ts'
import type { Skill } from '../domain/skill.ts'
import type { Task } from '../domain/task.ts'
import type { Tool } from '../domain/tool.ts'
import type { CompanyView, Page, Query } from '../ports/store.ts'

/** A row by id, or `not_found`. */
export async function need<N extends Noun>(view: CompanyView, noun: N, id: string): Promise<Row<N>> {
  const row = await view.get(noun, id)
  if (!row) throw notFound(noun, id)
  return row
}

/** The first row of an order. */
export async function first<N extends Noun>(view: CompanyView, noun: N, query: Query<N>): Promise<Row<N> | undefined> {
  return (await view.list(noun, { ...query, limit: 1 })).rows[0]
}

/** Every row of an order: only for what stays few, or is walked once. */
export async function all<N extends Noun>(view: CompanyView, noun: N, query: Query<N>): Promise<Row<N>[]> {
  let page: Page<Row<N>> = await view.list(noun, { ...query, limit: 500 })
  if (page.next === null) return page.rows
  const rows = [...page.rows]
  while (page.next !== null) {
    page = await view.list(noun, { ...query, after: page.next, limit: 500 })
    rows.push(...page.rows)
  }
  return rows
}

export const agentRef = async (view: CompanyView, ref: string): Promise<Agent> =>
  (await view.get('agent', ref)) ?? (await first(view, 'agent', { where: { slug: ref }, by: 'id' })) ?? missing('agent', ref)

export const roleRef = async (view: CompanyView, ref: string): Promise<Role> =>
  (await view.get('role', ref)) ?? (await first(view, 'role', { where: { slug: ref }, by: 'id' })) ?? missing('role', ref)

export const projectRef = async (view: CompanyView, ref: string): Promise<Project> =>
  (await view.get('project', ref)) ?? (await first(view, 'project', { where: { slug: ref }, by: 'id' })) ?? missing('project', ref)

export const taskRef = async (view: CompanyView, ref: string): Promise<Task> =>
  (await view.get('task', ref)) ?? (await first(view, 'task', { where: { identifier: ref.toUpperCase() }, by: 'id' })) ?? missing('task', ref)

export const secretRef = async (view: CompanyView, ref: string): Promise<Secret> =>
  (await view.get('secret', ref)) ?? (await first(view, 'secret', { where: { slug: ref }, by: 'id' })) ?? missing('secret', ref)

export const toolRef = async (view: CompanyView, ref: string): Promise<Tool> =>
  (await view.get('tool', ref)) ?? (await first(view, 'tool', { where: { slug: ref }, by: 'id' })) ?? missing('tool', ref)

export const skillRef = async (view: CompanyView, ref: string): Promise<Skill> =>
  (await view.get('skill', ref)) ?? (await first(view, 'skill', { where: { slug: ref }, by: 'id' })) ?? missing('skill', ref)

export const routineRef = async (view: CompanyView, ref: string): Promise<Routine> =>
  (await view.get('routine', ref)) ?? (await first(view, 'routine', { where: { slug: ref }, by: 'id' })) ?? missing('routine', ref)

export const goalRef = (view: CompanyView, ref: string): Promise<Goal> => need(view, 'goal', ref)

function missing(what: string, ref: string): never {
  throw notFound(what, ref)
}
