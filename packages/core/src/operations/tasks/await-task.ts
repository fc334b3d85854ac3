import type { Task } from '../../domain/task.ts'
import type { CompanyView } from '../../ports/store.ts'
import { taskRef } from '../find.ts'

/** What waiting for a task needs: a way to look, and to hear that something may have changed. */
export interface Lookout {
  look<T>(act: (view: CompanyView) => Promise<T>): Promise<T>
  /** Calls back when something was committed, here or by another process. Returns how to stop. */
  changed(hear: () => void): () => void
}

/** Waits until a task is done or cancelled. Rejects with the signal's reason if that aborts first. */
export function taskFinished({ look, changed }: Lookout, ref: string, signal?: AbortSignal): Promise<Task> {
  return new Promise<Task>((resolve, reject) => {
    const check = () => look(view => taskRef(view, ref)).then(task => {
      if (task.status === 'done' || task.status === 'cancelled') end(() => resolve(task))
    }, error => end(() => reject(error)))
    const stop = changed(() => void check())
    const abort = () => end(() => reject(signal?.reason))
    const end = (tell: () => void) => {
      stop()
      signal?.removeEventListener('abort', abort)
      tell()
    }
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)
    void check()
  })
}
