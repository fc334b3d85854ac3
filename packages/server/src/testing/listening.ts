import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { served, type Served } from './served.ts'

/** A server that listens on a port of this machine; it and the installation are closed after the test. */
export async function listening(options: NonNullable<Parameters<typeof served>[0]> = {}): Promise<Served & { url: string }> {
  const port = await freePort(), url = `http://127.0.0.1:${port}`
  const house = await served({ ...options, server: { publicUrls: [url], ...options.server } })
  await house.app.listen({ host: '127.0.0.1', port })
  onTestFinished(async () => {
    await house.paperclip.stop({ drainMs: 1_000 })
    await house.app.close()
  })
  return { ...house, url }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await new Promise<void>(resolve => { probe.close(() => resolve()) })
  return port
}
