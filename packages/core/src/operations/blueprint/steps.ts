import { conflict } from '../../domain/error.ts'
import { DEFAULT_HEARTBEAT } from '../../domain/limits.ts'
import type { Json } from '../../policy/canonical.ts'
import { differenceOf, type FieldChange } from './difference.ts'
import type { BlueprintNoun, Named, Standing } from './standing.ts'
import type { StepAct } from './step-acts.ts'
import { writtenHeartbeat, type Facts } from './written.ts'

/** One thing that applying a definition does. `adopt` changes nothing but who looks after the entity. */
export type Step = { noun: BlueprintNoun | 'company'; /** Its slug; a goal's key, a budget's scope and window. */ key: string; summary: string; fields: FieldChange[] }
  & ({ change: 'create' | 'update' | 'remove'; act: StepAct } | { change: 'adopt'; act: null })

/** One entity as it is wanted, as it stands if it does, and as it would be if nothing were said. */
export interface Wish { noun: BlueprintNoun; wanted: Named; standing: Standing | undefined; usual: Facts; isManaged: (id: string) => boolean }

type Changing = Pick<Step, 'summary' | 'fields'> & { change: 'create' | 'update' | 'remove'; act: StepAct }

/** The steps that make an entity what it is wanted to be: none if it is that already, and looked after. */
export function stepsFor(wish: Wish): Step[] {
  const { noun, wanted: { key }, standing, isManaged } = wish
  const changes = standing ? updates(wish, standing) : creations(wish)
  if (changes.length > 0) return changes.map(step => ({ noun, key, ...step }))
  return standing && !isManaged(standing.id) ? [{ noun, key, change: 'adopt', summary: `look after the ${noun} ${key}, which is there as the file says`, fields: [], act: null }] : []
}

function creations({ noun, wanted: { key, facts }, usual }: Wish): Changing[] {
  const start = noun === 'role' && facts['heartbeat'] !== null ? { ...usual, heartbeat: writtenHeartbeat(DEFAULT_HEARTBEAT) } : usual
  const fields = differenceOf(start, facts).fields.map(({ field, after }) => ({ field, before: null, after }))
  const create = (summary: string, act: StepAct): Changing => ({ change: 'create', summary, fields, act })
  switch (noun) {
    case 'agent': {
      const { reportsTo } = facts
      return [create(`hire ${called(key, facts['name'])} as ${text(facts['role'])}${reportsTo === null ? '' : ` under ${text(reportsTo)}`}`, { kind: 'agent.hire', input: { slug: key, ...facts, budget: null } })]
    }
    case 'goal': return [create(`set the goal "${text(facts['title'])}"`, { kind: 'goal.set', input: facts })]
    case 'budget': return [create(`set the budget of ${key}: ${text(facts['limit'])}`, setAct(noun, key, facts))]
    case 'routine': return [create(`create the routine ${key}`, setAct(noun, key, facts)), ...turning(key, 'active', facts['status'])]
    case 'role': case 'tool': case 'skill': case 'project': return [create(`create the ${noun} ${key}`, setAct(noun, key, facts))]
  }
}

function updates({ noun, wanted: { key, facts } }: Wish, standing: Standing): Changing[] {
  const { changed, fields } = differenceOf(standing.facts, facts)
  if (fields.length === 0) return []
  const update = (summary: string, act: StepAct): Changing => ({ change: 'update', summary, fields, act })
  switch (noun) {
    case 'agent': return agentUpdates(key, { changed, fields })
    case 'goal':
      if ('team' in changed) throw conflict('wrong_state', `goals.${key}.team: a goal stays with its team. Give the new goal another key.`)
      return [update(`change the goal "${text(facts['title'])}"`, { kind: 'goal.update', input: { goal: key, ...changed } })]
    case 'budget': return [update(`set the budget of ${key}: ${text(facts['limit'])}`, setAct(noun, key, facts))]
    case 'skill': return [update(`give the skill ${key} a new version`, setAct(noun, key, facts))]
    case 'routine': return routineUpdates(key, { changed, fields, facts, was: standing.facts })
    case 'role': case 'tool': case 'project': return [update(`change the ${noun} ${key}`, setAct(noun, key, changed))]
  }
}

function agentUpdates(key: string, { changed, fields }: { changed: Facts; fields: FieldChange[] }): Changing[] {
  const { reportsTo, status, ...configuration } = changed
  const of = (own: readonly string[]) => fields.filter(({ field }) => own.includes(field.split('.')[0] ?? ''))
  const steps: Changing[] = []
  if (reportsTo !== undefined) steps.push({ change: 'update', summary: reportsTo === null ? `let ${key} report to the board` : `move ${key} under ${text(reportsTo)}`, fields: of(['reportsTo']), act: { kind: 'agent.move', input: { agent: key, reportsTo } } })
  if (Object.keys(configuration).length > 0) steps.push({ change: 'update', summary: `configure ${key}`, fields: of(Object.keys(configuration)), act: { kind: 'agent.configure', input: { agent: key, ...configuration } } })
  if (status !== undefined) steps.push({ change: 'update', summary: `activate ${key}`, fields: of(['status']), act: { kind: 'agent.activate', input: { agent: key } } })
  return steps
}

function routineUpdates(key: string, { changed, fields, facts, was }: { changed: Facts; fields: FieldChange[]; facts: Facts; was: Facts }): Changing[] {
  const { status, ...rest } = changed
  if (facts['schedule'] === null && was['schedule'] !== null) {                             // no act takes a schedule away: it begins anew
    return [{ change: 'update', summary: `take the routine ${key} away, to set it without a schedule`, fields, act: { kind: 'routine.remove', input: { routine: key } } }, ...creations({ noun: 'routine', wanted: { key, facts }, standing: undefined, usual: {}, isManaged: () => false })]
  }
  const own = fields.filter(({ field }) => field !== 'status')
  const set: Changing[] = own.length === 0 ? [] : [{ change: 'update', summary: `change the routine ${key}`, fields: own, act: setAct('routine', key, rest) }]
  return status === undefined ? set : [...set, ...turning(key, was['status'], status)]
}

const turning = (key: string, before: Json | undefined, after: Json | undefined): Changing[] => (before === after ? [] : [{
  change: 'update', summary: after === 'paused' ? `pause the routine ${key}` : `resume the routine ${key}`, fields: [{ field: 'status', before: text(before), after: text(after) }],
  act: { kind: after === 'paused' ? 'routine.pause' : 'routine.resume', input: { routine: key } },
}])

/** The act that sets facts of an entity with a slug, or of a budget. */
function setAct(noun: 'role' | 'tool' | 'skill' | 'project' | 'routine' | 'budget', key: string, facts: Facts): StepAct {
  switch (noun) {
    case 'skill': return { kind: 'skill.set', input: { slug: key, ...facts, files: Object.entries(fieldsOf(facts['files'])).map(([path, file]) => ({ path, ...fieldsOf(file) })) } }
    case 'routine': {
      const { schedule, status: _turned, ...rest } = facts
      return { kind: 'routine.set', input: { slug: key, ...rest, ...fieldsOf(schedule) } }
    }
    case 'budget': {
      const { for: whom, ...rest } = facts
      return { kind: 'budget.set', input: whom === null || whom === undefined ? rest : { ...rest, for: whom } }
    }
    case 'role': return { kind: 'role.set', input: { slug: key, ...facts } }
    case 'tool': return { kind: 'tool.set', input: { slug: key, ...facts } }
    case 'project': return { kind: 'project.set', input: { slug: key, ...facts } }
  }
}

/** The step that takes an entity away which the file does not name any more; none if it is over already. */
export function removalOf(noun: BlueprintNoun, { id, key, facts, state }: Standing): Step[] {
  const gone = (summary: string, act: StepAct): Step[] => [{ noun, key, change: 'remove', summary, fields: [], act }]
  if (state === 'over') return []
  switch (noun) {
    case 'agent': return gone(`terminate ${called(key, facts['name'])}: its open work goes to ${text(facts['reportsTo']) || 'nobody'}`, { kind: 'agent.terminate', input: { agent: id } })
    case 'goal': return gone(`cancel the goal "${text(facts['title'])}"`, { kind: 'goal.update', input: { goal: id, status: 'cancelled' } })
    case 'project': return gone(`cancel the project ${key}`, { kind: 'project.set', input: { slug: key, status: 'cancelled' } })
    case 'budget': return gone(`remove the budget of ${key}: ${text(facts['limit'])}`, { kind: 'budget.remove', input: { budget: id } })
    case 'routine': return gone(`remove the routine ${key}`, { kind: 'routine.remove', input: { routine: id } })
    case 'role': return gone(`remove the role ${key}`, { kind: 'role.remove', input: { role: id } })
    case 'tool': return gone(`remove the tool ${key}`, { kind: 'tool.remove', input: { tool: id } })
    case 'skill': return gone(`remove the skill ${key}`, { kind: 'skill.remove', input: { skill: id } })
  }
}

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '')
const called = (key: string, name: Json | undefined): string => (text(name) === key ? key : `${text(name)} (${key})`)
const fieldsOf = (value: Json | undefined): { [field: string]: Json } => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {})
