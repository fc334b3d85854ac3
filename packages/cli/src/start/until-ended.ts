import type { Paperclip } from '@paperclip/core'
import type { Io } from '../io.ts'

/** Why it ends: it was asked to, or its time is up. */
export type EndCause = 'asked' | 'time'
/** How it ended: every run came to its end, or runs were ended and handed back. */
export type End = 'drained' | 'aborted'

interface Ending { forMs: number | null; draining(why: EndCause): void }

const DRAIN_MS = 30_000

/** Waits for the first Ctrl-C or for the time to be up; then lets runs in hand finish. A second Ctrl-C ends them at once; a third ends this program. */
export async function untilEnded({ clock, onSignal }: Pick<Io, 'clock' | 'onSignal'>, paperclip: Paperclip, { forMs, draining }: Ending): Promise<End> {
  let asked = 0
  let begin: (why: EndCause) => void = () => {}
  const first = new Promise<EndCause>(resolve => { begin = resolve })
  const cancel = forMs === null ? () => {} : clock.after(forMs, () => begin('time'))
  let hasAborted = false
  const unlisten = onSignal(() => {
    asked += 1
    begin('asked')
    if (!isDraining) return
    hasAborted = true
    unlisten()
    void paperclip.stop({ drainMs: 0 })
  })
  let isDraining = false
  const why = await first
  isDraining = true
  cancel()
  draining(why)
  const { drained } = await paperclip.stop({ drainMs: DRAIN_MS })
  unlisten()
  return drained && !hasAborted ? 'drained' : 'aborted'
}
