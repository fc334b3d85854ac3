import type { BlueprintNoun, Named, Standing } from './standing.ts'

/** Entities in the order in which they are set: managers and higher goals before those below them. Those between, which nobody names, count with their places. */
export function orderedBelow<T extends Named>(noun: BlueprintNoun, named: readonly T[], standing: readonly Standing[]): readonly T[] {
  const field = noun === 'agent' ? 'reportsTo' : noun === 'goal' ? 'parent' : null
  if (field === null) return named
  const above = new Map([...standing, ...named].map(({ key, facts }) => [key, facts[field]]))
  const depths = new Map<string, number>()
  const depthOf = (key: string): number => {
    const known = depths.get(key)
    if (known !== undefined) return known
    depths.set(key, 0)                                            // a circle ends here: it is refused elsewhere
    const parent = above.get(key)
    const depth = typeof parent === 'string' ? depthOf(parent) + 1 : 0
    depths.set(key, depth)
    return depth
  }
  return [...named].sort((one, other) => depthOf(one.key) - depthOf(other.key))
}
