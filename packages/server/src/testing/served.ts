import { createPaperclip, memoryStore, type CompanyHandle, type Paperclip, type PaperclipOptions } from '@paperclip/core'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { csrfOf } from '../access/token.ts'
import { createServer, type ServerOptions } from '../create-server.ts'

/** How the servers of tests are reached. */
export const URL_OF_TESTS = 'http://localhost:4400'

/** A server on a company of its own, asked without a socket. */
export interface Served {
  app: FastifyInstance
  paperclip: Paperclip
  acme: CompanyHandle
  /** Asks as somebody: with a token, in a browser with a login, or (`null`) as nobody. The path is below `/api/v1`. */
  ask(as: string | { login: string } | null, method: NonNullable<InjectOptions['method']>, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<LightMyRequestResponse>
}

export async function served({ paperclip: options = {}, server = {} }: { paperclip?: Partial<PaperclipOptions>; server?: Partial<ServerOptions> } = {}): Promise<Served> {
  const paperclip = createPaperclip({ store: memoryStore(), ...options })
  const acme = await paperclip.found({ slug: 'acme', mission: 'Make the best widgets.' })
  await acme.roles.set({ slug: 'worker', title: 'Worker' })
  const app = await createServer({ paperclip, publicUrls: [URL_OF_TESTS], ...server })
  return {
    app, paperclip, acme,
    ask: (as, method, path, body, headers = {}) => app.inject({
      method, url: `/api/v1${path}`, ...body === undefined ? {} : { payload: body as object },
      headers: { host: new URL(URL_OF_TESTS).host, ...proof(as), ...headers },
    }),
  }
}

function proof(as: string | { login: string } | null): Record<string, string> {
  if (as === null) return {}
  if (typeof as === 'string') return { authorization: `Bearer ${as}` }
  return { cookie: `paperclip=${as.login}`, 'x-csrf-token': csrfOf(as.login), origin: URL_OF_TESTS }
}
