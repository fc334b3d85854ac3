import { PaperclipError, type ActKind, type BoardDeed, type Caller, type CompanyHandle, type Paperclip } from '@paperclip/core'
import type { FastifyRequest } from 'fastify'
import { noteCaller } from './known-caller.ts'
import { bearerOf, isCsrf, isSame, presented, type Presented } from './token.ts'

type Of<K extends Caller['kind']> = Extract<Caller, { kind: K }>

const LOOKING = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Lets in whom a route is for, as whom they are. Everybody else gets the same answer whatever they asked about. */
export class Gate {
  readonly #paperclip: Paperclip
  readonly #access: Paperclip['access']
  readonly #monitorToken: string | undefined

  constructor(paperclip: Paperclip, { monitorToken }: { monitorToken?: string | undefined } = {}) {
    this.#paperclip = paperclip
    this.#access = paperclip.access
    this.#monitorToken = monitorToken
  }

  /** Anybody who is signed in. */
  async operator(request: FastifyRequest): Promise<{ caller: Of<'operator'>; paperclip: Paperclip }> {
    const caller = await this.#caller(request)
    if (caller.kind !== 'operator') throw new PaperclipError('forbidden', 'This is for people who are signed in, not for keys and agents.')
    return { caller, paperclip: this.#paperclip.as(caller.by) }
  }

  /** Whoever is on a board, or has a key of a company: each sees what is theirs. */
  async member(request: FastifyRequest): Promise<{ caller: Of<'operator' | 'key'>; paperclip: Paperclip }> {
    const caller = await this.#caller(request)
    if (caller.kind === 'agent') throw new PaperclipError('forbidden', 'Agents work at their desk: /api/v1/desk.')
    return { caller, paperclip: this.#paperclip.as(caller.by) }
  }

  async installationOwner(request: FastifyRequest): Promise<{ caller: Of<'operator'>; paperclip: Paperclip }> {
    const known = await this.operator(request)
    if (!(await known.paperclip.access.ownsInstallation())) throw new PaperclipError('forbidden', 'Only an owner of this installation does that.')
    return known
  }

  /** A monitoring system with the token it was given, or whoever may see to the installation anyway. */
  async monitor(request: FastifyRequest): Promise<object> {
    const shown = presented(request)
    return shown && this.#monitorToken !== undefined && isSame(shown.token, this.#monitorToken) ? {} : this.installationOwner(request)
  }

  /** A company, for somebody on its board or with a key of it. To anybody else there is no such company. Whoever may do no act of the kind that is asked for is refused as the act would; an agent always is. */
  async board(request: FastifyRequest, ref: string, { act, deed = act }: { act?: ActKind | undefined; deed?: BoardDeed | ActKind | undefined } = {}): Promise<{ caller: Of<'operator' | 'key'>; company: CompanyHandle; seq: number }> {
    const shown = presented(request), entered = shown && await this.#access.enter(shown.token, ref)
    const caller = proved(request, { shown, caller: entered?.caller })
    if (caller.kind === 'agent') {
      if (deed !== undefined) await entered?.noteAgent(ref, deed)
      throw new PaperclipError('forbidden', 'Agents work at their desk: /api/v1/desk.')
    }
    if (!entered?.company) throw new PaperclipError('not_found', `There is no company "${ref}" here.`)
    if (act !== undefined) await entered.check(act)
    return { caller, company: entered.company, seq: entered.seq }
  }

  async agent(request: FastifyRequest): Promise<{ caller: Of<'agent'>; paperclip: Paperclip }> {
    const caller = await this.#caller(request)
    if (caller.kind !== 'agent') throw new PaperclipError('forbidden', 'This is the desk of agents: it takes the token of a run, or an agent\'s key.')
    return { caller, paperclip: this.#paperclip }
  }

  /** Whoever was given the callback of a run. */
  async callback(request: FastifyRequest): Promise<{ callback: string }> {
    const callback = bearerOf(request)
    if (callback === undefined) throw new PaperclipError('unauthorized', 'Send the callback that the run was handed: Authorization: Bearer <callback>.')
    await this.#access.checkCallback(callback)
    return { callback }
  }

  /** Who calls, if anybody who is known does. */
  async whoever(request: FastifyRequest): Promise<Caller | undefined> {
    const shown = presented(request)
    return shown && this.#access.callerOf(shown.token)
  }

  async #caller(request: FastifyRequest): Promise<Caller> {
    const shown = presented(request)
    return proved(request, { shown, caller: shown && await this.#access.callerOf(shown.token) })
  }
}

/** Whoever calls, if they proved it. */
function proved(request: FastifyRequest, { shown, caller }: { shown: Presented | undefined; caller: Caller | undefined }): Caller {
  if (!shown || !caller) throw new PaperclipError('unauthorized', shown ? 'This token is not good, or not any more. Sign in again, or use another key.' : 'Sign in, or send a key: Authorization: Bearer pck_….')
  noteCaller(request, caller)
  if (shown.by === 'cookie' && !LOOKING.has(request.method) && !isCsrf(shown.token, request.headers['x-csrf-token'])) throw new PaperclipError('forbidden', 'This page did not prove that it is ours: load it again.')
  return caller
}
