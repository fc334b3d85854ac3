import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Io } from '../io.ts'
import type { DeskPlace } from './desk-place.ts'

const ID = z.union([z.string(), z.number()])
/** As much of a message as is looked at: the rest is the server's to judge. */
const MESSAGE = z.looseObject({ id: ID.optional(), method: z.string().optional(), params: z.looseObject({ requestId: ID.optional() }).optional() })
const ANSWER = z.looseObject({ result: z.looseObject({ protocolVersion: z.string().optional() }).optional() })
/** What a server says of what it does not answer: as a problem, or in the protocol's own words. */
const PROBLEM = z.union([z.looseObject({ detail: z.string() }), z.looseObject({ error: z.looseObject({ message: z.string() }) }).transform(({ error: { message } }) => ({ detail: message }))])

type Message = z.infer<typeof MESSAGE>

const NOT_READ = -32_700, REFUSED = -32_000
const ACCEPTED = 202

/** Carries the messages of a client, one a line, to the desk on a server, and the answers back. It knows nothing of what they say. */
export class Relay {
  readonly #io: Pick<Io, 'stdout' | 'stderr'>
  readonly #desk: DeskPlace
  readonly #underway = new Map<string | number, AbortController>()
  #version: string | undefined

  constructor(io: Pick<Io, 'stdout' | 'stderr'>, desk: DeskPlace) {
    this.#io = io
    this.#desk = desk
  }

  /** Carries until the client says no more, and everything is answered. */
  async follow(input: Readable): Promise<void> {
    const carried = new Set<Promise<void>>()
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (line.trim() === '') continue
      const carrying = this.#carry(line).finally(() => carried.delete(carrying))
      carried.add(carrying)
    }
    await Promise.all(carried)
  }

  async #carry(line: string): Promise<void> {
    const message = messageIn(line)
    if (!message) return this.#say({ id: null, error: { code: NOT_READ, message: 'A line is no message of the protocol: it must be one JSON object.' } })
    if (message.method === 'notifications/cancelled' && message.params?.requestId !== undefined) this.#underway.get(message.params.requestId)?.abort()
    const ending = new AbortController()
    if (message.id !== undefined) this.#underway.set(message.id, ending)
    try {
      await this.#ask(message, line, ending.signal)
    } catch (error) {
      if (!ending.signal.aborted) await this.#refuse(message, `The server at ${this.#desk.url} cannot be reached (${whyOf(error)}).`)
    } finally {
      if (message.id !== undefined) this.#underway.delete(message.id)
    }
  }

  async #ask(message: Message, body: string, signal: AbortSignal): Promise<void> {
    const answer = await fetch(`${this.#desk.url}/mcp`, {
      method: 'POST', body, signal, redirect: 'error',                                     // the proof is for this server, and for no other
      headers: { authorization: `Bearer ${this.#desk.token}`, accept: 'application/json, text/event-stream', 'content-type': 'application/json', ...this.#version === undefined ? {} : { 'mcp-protocol-version': this.#version } },
    })
    const text = await answer.text()
    if (answer.status === ACCEPTED) return
    const told = jsonIn(text)
    if (!answer.ok || told === undefined) return this.#refuse(message, PROBLEM.safeParse(told).data?.detail ?? `The server at ${this.#desk.url} answered ${answer.status}, and not as a server of Paperclip does.`)
    if (message.method === 'initialize') this.#version = ANSWER.safeParse(told).data?.result?.protocolVersion
    await this.#io.stdout.write(`${JSON.stringify(told)}\n`)
  }

  /** Tells a request that it is not answered; of what is no request only people hear. */
  async #refuse({ id }: Message, message: string): Promise<void> {
    if (id === undefined) return void await this.#io.stderr.write(`${message}\n`)
    await this.#say({ id, error: { code: REFUSED, message } })
  }

  async #say(answer: { id: string | number | null; error: { code: number; message: string } }): Promise<void> {
    await this.#io.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...answer })}\n`)
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const messageIn = (line: string): Message | undefined => MESSAGE.safeParse(jsonIn(line)).data

/** Why nothing was reached, in a word. */
const whyOf = (error: unknown): string => {
  const cause: unknown = error instanceof Error ? error.cause ?? error : error
  return String(Reflect.get(Object(cause), 'code') ?? (cause instanceof Error ? cause.message : cause))
}
