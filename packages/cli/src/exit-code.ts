/** What the command ends with. */
export const EXIT = {
  ok: 0,
  /** Refused or failed: the message says why and what to do. Of `doctor`: something is bad. */
  refused: 1,
  /** The command line was not understood. */
  usage: 2,
  /** An audit log is not as it was written. */
  unverified: 3,
  /** What was to be changed has changed since it was read: nothing was done. */
  stale: 4,
  /** Ended by a second Ctrl-C. */
  interrupted: 130,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
