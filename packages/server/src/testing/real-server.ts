import { request, type Agent, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { createPaperclip, type CompanyHandle, type Paperclip, type PaperclipOptions } from '@paperclip/core'
import { memoryStore } from '@paperclip/core'
import { onTestFinished } from 'vitest'
import { csrfOf } from '../access/token.ts'
import { serve, type ServeOptions } from '../serve.ts'

/** An answer that came over a connection. */
export interface Answered { status: number; headers: IncomingHttpHeaders; text: string; json(): ReturnType<typeof JSON.parse> }

/** One question: as somebody with a token, in a browser with a login, or as nobody. `path` is sent to the letter. */
export interface Asking { as?: string | { login: string } | null; method?: string; path: string; body?: unknown; headers?: Readonly<Record<string, string>>; agent?: Agent | false }

/** A server on a port of this machine, as it is unless somebody says otherwise, with a company `acme`. */
export interface RealServer { paperclip: Paperclip; acme: CompanyHandle; url: string; host: string; port: number; ask(asking: Asking): Promise<Answered>; speak(sent: string | Buffer): Promise<string> }

/** Serves an installation over real connections until the test, or the group of tests, is over. */
export async function realServer({ paperclip: options = {}, server = {}, onEnd = onTestFinished }: { paperclip?: Partial<PaperclipOptions>; server?: Partial<ServeOptions>; onEnd?: (end: () => Promise<void>) => void } = {}): Promise<RealServer> {
  const paperclip = createPaperclip({ store: memoryStore(), ...options })
  const acme = await paperclip.found({ slug: 'acme', mission: 'Make the best widgets.' })
  const serving = await serve({ paperclip, port: 0, ...server })
  onEnd(async () => {
    await paperclip.stop({ drainMs: 0 })
    await serving.close({ graceMs: 0 })
  })
  const { host } = new URL(serving.url), port = Number(new URL(serving.localUrl ?? '').port)
  const ask = ({ as = null, method = 'GET', path, body, headers = {}, agent }: Asking): Promise<Answered> => new Promise((resolve, reject) => {
    const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    request({
      host: '127.0.0.1', port, method, path, ...agent === undefined ? {} : { agent },
      headers: { host, ...proof(as, serving.url), ...sent === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(sent)) }, ...headers },
    }, answer => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => { text += part })
      answer.on('error', reject).on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json: () => JSON.parse(text) }))
    }).on('error', reject).end(sent)
  })
  return { paperclip, acme, url: serving.url, host, port, ask, speak: sent => spoken(port, typeof sent === 'string' ? sent.replaceAll('HOST', host) : sent) }
}

/** What comes back for bytes that were sent as they are, until the other side hangs up. */
function spoken(port: number, sent: string | Buffer): Promise<string> {
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(sent))
    socket.on('data', part => { answer += String(part) })
    socket.on('error', () => {}).on('close', () => resolve(answer))
  })
}

function proof(as: string | { login: string } | null, origin: string): Record<string, string> {
  if (as === null) return {}
  if (typeof as === 'string') return { authorization: `Bearer ${as}` }
  return { cookie: `paperclip=${as.login}`, 'x-csrf-token': csrfOf(as.login), origin }
}
