import { closeSync, openSync } from 'node:fs'

/** What starting a process takes for a moment: three pairs of sockets, a pipe, and what the child moves out of its way. */
const NEEDED = 12

/**
 * Throws EMFILE or ENFILE unless there are descriptors enough to start a process. Without that, Node keeps the sockets of a process that failed
 * to start for want of them, where nothing can close them any more.
 */
export function needDescriptors(): void {
  const taken: number[] = []
  try {
    while (taken.length < NEEDED) taken.push(openSync('/dev/null', 'r'))
  } finally {
    for (const descriptor of taken) closeSync(descriptor)
  }
}
