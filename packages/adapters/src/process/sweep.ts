import type { Clock } from '@paperclip/core'
import { pause } from './pause.ts'
import { processTable, type Seen } from './process-table.ts'
import { treeOf, type Roots } from './process-tree.ts'

/** What a sweep did. `left` could not be ended in time; `blind` says why nothing could be seen. */
export interface Swept { ended: Seen[]; left: Seen[]; blind: string | null }

const GIVE_UP_MS = 5_000
const AGAIN_MS = 10
/** Looks that find nobody, but are blurred, before it is believed that there is nobody. */
const BLURRED = 4

/**
 * Kills every process of a run, looking again until none is left: children that left the group (setsid), lost their parent
 * (double fork) or ignore signals (nohup) die too. Where there is no /proc it sees nothing and only the group was killed.
 */
export async function sweep(runId: string, { leader, since, known }: Roots, clock: Clock): Promise<Swept> {
  const ended = new Map<number, Seen>()
  const until = clock.monotonic() + GIVE_UP_MS
  for (let looks = 0, blurred = 0; ; looks++) {
    const table = await processTable(runId, since)
    // A group dies at once, faster than it can fork; but only while its number cannot belong to somebody else yet.
    if (looks === 0 && leader !== null) signal(-leader, 'SIGKILL')
    if (table.kind === 'unsupported') return { ended: [], left: [], blind: null }
    const found = table.kind === 'seen' ? treeOf(table.processes, { leader, since, known: [...known, ...ended.values()] }) : []
    blurred = table.kind === 'seen' && found.length === 0 && table.blurred ? blurred + 1 : 0
    if (table.kind === 'seen' && found.length === 0 && (blurred === 0 || blurred === BLURRED)) return { ended: [...ended.values()], left: [], blind: null }
    for (const one of found) {
      ended.set(one.pid, one)
      signal(one.pid, 'SIGKILL')
    }
    if (clock.monotonic() >= until) {
      for (const { pid } of found) ended.delete(pid)
      return { ended: [...ended.values()], left: found, blind: table.kind === 'unreadable' ? table.why : null }
    }
    await pause(clock, AGAIN_MS).over
  }
}

/** Signals a process, or with a negative id a group; it may be gone, or not be ours. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ESRCH' && code !== 'EPERM') throw error
  }
}
