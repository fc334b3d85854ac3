import { createServer } from 'node:net'
import { PaperclipError } from '@paperclip/core'

/** Where a server binds: at a port, or at the first free one of some where none is named. */
export interface Binding { host: string; port?: number | undefined }

const PORT = 4400, PORTS_TRIED = 20

/** Binds by `at`, which rejects as sockets do. Throws `conflict` for a port that is taken, `misconfigured` for one that may not be had. */
export async function bind<T>({ host, port: named }: Binding, at: (port: number) => Promise<T>): Promise<T> {
  for (let port = named ?? PORT; ; port++) {
    try {
      return await at(port)
    } catch (error) {
      const code: unknown = Reflect.get(Object(error), 'code')
      if (code === 'EADDRINUSE' && named === undefined && port < PORT + PORTS_TRIED - 1) continue
      throw refusal(code, host, port) ?? error
    }
  }
}

/** The port that a server would get there now: it is bound, and let go again at once. Throws as serving there would. */
export const portFor = (binding: Binding): Promise<number> => bind(binding, port => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject).listen({ host: binding.host, port, exclusive: true }, () => {
    const address = server.address()
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port))
  })
}))

function refusal(code: unknown, host: string, port: number): PaperclipError | undefined {
  switch (code) {
    case 'EADDRINUSE': return new PaperclipError('conflict', `Port ${port} of ${host} is taken by another program. End that one, or choose another port (--port <n>; 0 is any that is free).`)
    case 'EACCES': return new PaperclipError('misconfigured', `Port ${port} of ${host} may not be used by this user. Choose one above 1023 (--port <n>), and let a proxy stand before it.`)
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': case 'EAI_AGAIN': return new PaperclipError('misconfigured', `"${host}" is no address of this machine. Bind 127.0.0.1, 0.0.0.0 or one that it has (--host <address>).`)
    default: return undefined
  }
}
