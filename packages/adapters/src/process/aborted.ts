/** Waits for a signal to abort; `forget` leaves no listener behind. */
export function whenAborted(signal: AbortSignal): { happened: Promise<void>; forget: () => void } {
  let listener = (): void => {}
  const happened = new Promise<void>(resolve => {
    listener = resolve
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', listener, { once: true })
  })
  return { happened, forget: () => signal.removeEventListener('abort', listener) }
}
