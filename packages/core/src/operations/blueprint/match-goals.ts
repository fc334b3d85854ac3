import type { Goal } from '../../domain/goal.ts'
import type { Blueprint } from './definition.ts'
import type { Snapshot } from './standing.ts'

const isOpen = ({ status }: Goal): boolean => status === 'planned' || status === 'active'

/** The keys of the goals that a definition looks after: goals have no slug of their own, so the manifest remembers what the file calls them. */
export function managedGoals({ manifest, goals }: Snapshot): Map<string, string> {
  const there = new Set(goals.map(({ id }) => id))
  return new Map((manifest?.entities ?? []).flatMap(({ noun, id, key }) => (noun === 'goal' && key !== undefined && there.has(id) ? [[id, key]] : [])))
}

/** Which goal of the company each key of a definition means: the one it already looks after, else an open one of the same title that it does not. */
export function matchGoals({ goals: written }: Blueprint, snapshot: Snapshot): Map<string, string> {
  const keys = managedGoals(snapshot), taken = new Set(keys.values())
  for (const [key, { title }] of Object.entries(written)) {
    if (taken.has(key)) continue
    const alike = snapshot.goals.find(goal => goal.title === title && isOpen(goal) && !keys.has(goal.id))
    if (alike) keys.set(alike.id, key)
  }
  return keys
}

/** A key for every open goal: what the manifest calls it, else its title as a slug. */
export function keyedGoals(snapshot: Snapshot): Map<string, string> {
  const keys = managedGoals(snapshot), taken = new Set(keys.values())
  for (const goal of snapshot.goals.filter(one => isOpen(one) && !keys.has(one.id))) {
    const base = slugOf(goal.title)
    let key = base
    for (let n = 2; taken.has(key); n++) key = `${base}-${n}`
    taken.add(key)
    keys.set(goal.id, key)
  }
  return keys
}

const slugOf = (title: string): string => title.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').slice(0, 58).replace(/^-+|(?<!-)-+$/g, '') || 'goal'
