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

/** Each of what comes in pages, page by page. */
export async function* eachOf<T>(ask: (after: string | null) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | null = null
  do {
    const page: Page<T> = await ask(after)
    yield* page.rows
    after = page.next
  } while (after !== null)
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

/** A row by its id, or else by the name it goes by: asked for together, and an id goes before a name. */
async function named<N extends Noun>(view: CompanyView, ref: string, { noun, query }: { noun: N; query: Query<N> }): Promise<Row<N>> {
  const [byId, byName] = await Promise.all([view.get(noun, ref), first(view, noun, query)])
  return byId ?? byName ?? missing(noun, ref)
}

export const agentRef = (view: CompanyView, ref: string): Promise<Agent> => named(view, ref, { noun: 'agent', query: { where: { slug: ref }, by: 'id' } })
export const roleRef = (view: CompanyView, ref: string): Promise<Role> => named(view, ref, { noun: 'role', query: { where: { slug: ref }, by: 'id' } })
export const projectRef = (view: CompanyView, ref: string): Promise<Project> => named(view, ref, { noun: 'project', query: { where: { slug: ref }, by: 'id' } })
export const taskRef = (view: CompanyView, ref: string): Promise<Task> => named(view, ref, { noun: 'task', query: { where: { identifier: ref.toUpperCase() }, by: 'id' } })
export const secretRef = (view: CompanyView, ref: string): Promise<Secret> => named(view, ref, { noun: 'secret', query: { where: { slug: ref }, by: 'id' } })
export const toolRef = (view: CompanyView, ref: string): Promise<Tool> => named(view, ref, { noun: 'tool', query: { where: { slug: ref }, by: 'id' } })
export const skillRef = (view: CompanyView, ref: string): Promise<Skill> => named(view, ref, { noun: 'skill', query: { where: { slug: ref }, by: 'id' } })
export const routineRef = (view: CompanyView, ref: string): Promise<Routine> => named(view, ref, { noun: 'routine', query: { where: { slug: ref }, by: 'id' } })

export const goalRef = (view: CompanyView, ref: string): Promise<Goal> => need(view, 'goal', ref)

function missing(what: string, ref: string): never {
  throw notFound(what, ref)
}
