import { writeFileSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'

/** By how many steps a process of an agent gives way: a tenth of the processor while others want it, all of it while nobody does. */
const GIVES_WAY = 10

/**
 * Lets a process that was just started, and whatever it starts, give way to whoever started it, so that a server answers while its agents compute. Where the system
 * weighs sessions, the session gives way too. What the system does not allow is left as it is: nothing depends on it.
 */
export function giveWay(pid: number): void {
  const to = Math.min(getPriority() + GIVES_WAY, constants.priority.PRIORITY_LOW)
  attempt(() => setPriority(pid, to))
  if (process.platform === 'linux') attempt(() => writeFileSync(`/proc/${pid}/autogroup`, String(to)))          // it leads a session of its own
}

function attempt(act: () => void): void {
  try {
    act()
  } catch {}          // it has ended already, or this system does not do it
}
