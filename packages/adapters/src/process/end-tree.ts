import type { Clock } from '@paperclip/core'
import { pause } from './pause.ts'
import { processTable, type Seen } from './process-table.ts'
import { treeOf } from './process-tree.ts'
import type { RunLog } from './run-log.ts'
import { signal, sweep } from './sweep.ts'

/** A run's process tree: its first process, which began at `since`, leads a group and a session of its own. */
export interface Tree { runId: string; leader: number; since: number; exited: Promise<unknown> }

const SHOWN = 20

/** Ends a tree that still works: asks it with SIGTERM, waits, then kills what is left. Says in the log what it was. */
export async function endTree(tree: Tree, graceMs: number, { clock, log }: { clock: Clock; log: RunLog }): Promise<void> {
  const table = await processTable(tree.runId, tree.since)
  const living = table.kind === 'seen' ? treeOf(table.processes, { ...tree, known: [] }) : []
  log.note('warn', `Ending the run: SIGTERM to process group ${tree.leader}${living.length > 0 ? ` (${listed(living)})` : ''}.`)
  signal(-tree.leader, 'SIGTERM')
  const grace = pause(clock, graceMs)
  const stopped = await Promise.race([tree.exited.then(() => true), grace.over.then(() => false)])
  grace.off()
  if (!stopped) log.note('warn', `It did not end within ${graceMs} ms: SIGKILL.`)
  await killRest(tree, living, { clock, log })
}

/** Kills what is left of a tree whose first process ended, or must end now; `known` were seen in it before. */
export async function killRest({ runId, leader, since }: Tree, known: readonly Seen[], { clock, log }: { clock: Clock; log: RunLog }): Promise<void> {
  const { ended, left, blind } = await sweep(runId, { leader, since, known }, clock)
  const others = ended.filter(({ pid }) => pid !== leader)
  if (others.length > 0) log.note('warn', `Killed what the agent left behind: ${listed(others)}.`)
  if (left.length > 0) log.note('error', `Could not kill: ${listed(left)}.`)
  if (blind !== null) log.note('error', `Could not look for processes that the agent left behind: ${blind}.`)
}

function listed(processes: readonly Seen[]): string {
  const shown = processes.slice(0, SHOWN).map(({ pid, name }) => `${name} ${pid}`)
  return processes.length > SHOWN ? `${shown.join(', ')} and ${processes.length - SHOWN} more` : shown.join(', ')
}
