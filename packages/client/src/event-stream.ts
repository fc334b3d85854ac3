/** One event of a stream, as it was sent (server-sent events). */
export interface Sent { event: string; data: string; id: string | undefined }

/** Reads events off a stream of bytes. `heard` is called for whatever comes, also for what only keeps the line open. */
export async function* eventsOf(bytes: ReadableStream<Uint8Array>, heard: () => void): AsyncGenerator<Sent> {
  const reader = bytes.getReader(), decoder = new TextDecoder()
  let rest = '', fields = new Map<string, string>()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      heard()
      const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/)
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line === '') {
          const data = fields.get('data')
          if (data !== undefined) yield { event: fields.get('event') ?? 'message', data, id: fields.get('id') }
          fields = new Map()
        } else if (!line.startsWith(':')) {
          const [, name = '', value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
          const before = name === 'data' ? fields.get('data') : undefined
          fields.set(name, before === undefined ? value : `${before}\n${value}`)
        }
      }
    }
  } finally {
    await reader.cancel().catch(() => {})                                // it is over already
  }
}
