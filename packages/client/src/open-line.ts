/** A long answer that is being read. */
export interface Line {
  /** Aborted once it is given up. */
  signal: AbortSignal
  /** Something came: the silence begins anew. */
  heard(): void
  hangUp(): void
}

/** A line that is given up once nothing comes through it for so long. */
export function openLine(silenceMs: number, signal: AbortSignal | undefined): Line {
  const silence = new AbortController(), fallSilent = (): void => silence.abort(new Error(`nothing came for ${silenceMs} ms`))
  let timer = setTimeout(fallSilent, silenceMs)
  return {
    signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
    heard(): void {
      clearTimeout(timer)
      timer = setTimeout(fallSilent, silenceMs)
    },
    hangUp(): void {
      clearTimeout(timer)
      silence.abort()
    },
  }
}
