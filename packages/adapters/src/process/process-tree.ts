import type { Seen } from './process-table.ts'

/** By what the processes of a run are found: its first process, if that is known, when it began, and those that were found before. */
export interface Roots { leader: number | null; since: number; known: readonly Seen[] }

/**
 * The processes of a run: those with its marker, those still in the session that its first process leads, those seen before,
 * and everything below one of them, so that clearing the environment alone hides nobody.
 */
export function treeOf(processes: readonly Seen[], { leader, known }: Roots): Seen[] {
  const before = new Map(known.map(({ pid, began }) => [pid, began]))
  const tree = new Map<number, Seen>()
  for (const one of processes) {
    if (one.marked || one.pid === leader || one.session === leader || before.get(one.pid) === one.began) tree.set(one.pid, one)
  }
  for (let size = -1; size !== tree.size;) {
    size = tree.size
    for (const one of processes) if (tree.has(one.parent)) tree.set(one.pid, one)
  }
  return [...tree.values()]
}
