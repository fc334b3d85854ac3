import { parse } from '@paperclip/core'
import { z } from 'zod'
import { configSchema } from '../config-schema.ts'
import { whyHeaderRefused, whyValueRefused } from './headers.ts'
import { webAddress } from './guard/web-address.ts'

/** Where an agent's runs are posted, and with what. */
export interface HttpConfig {
  url: string
  /** Sent as `Authorization: Bearer …`. */
  token?: string | undefined
  headers: Record<string, string>
  /** How long a connection may take to open. */
  connectMs: number
}

/** Stands in an error where a value might be a secret. */
const HIDDEN = '…'

const config = z.strictObject({
  url: z.string().max(4_000).superRefine((url, context) => {
    const problem = whyAddressRefused(url)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem, input: url.includes('@') ? HIDDEN : url })
  }).meta({ title: 'Address', description: 'Where runs are posted: http or https. Addresses that are not public must be allowed by whoever runs this installation.' }),
  token: z.string().superRefine((token, context) => {
    const problem = token === '' ? 'must not be empty' : whyValueRefused(token)
    if (problem !== null) context.addIssue({ code: 'custom', message: problem, input: HIDDEN })
  }).optional().meta({ secret: 'only', title: 'Token', description: 'Sent as "Authorization: Bearer …", to the origin of the address only.' }),
  headers: z.record(z.string(), z.string().meta({ secret: true })).default({})
    .meta({ title: 'Headers', description: 'Sent with every request, to the origin of the address only.' }),
  connectMs: z.int().min(100).max(60_000).default(10_000)
    .meta({ title: 'Connect within', description: 'Milliseconds a connection may take to open.' }),
}).superRefine(({ token, headers }, context) => {
  const names = new Set<string>()
  for (const [name, value] of Object.entries(headers)) {
    const problem = whyHeaderRefused(name, token === undefined ? 'free' : 'taken') ?? whyValueRefused(value) ?? (names.has(name.toLowerCase()) ? 'must be given once' : null)
    if (problem !== null) context.addIssue({ code: 'custom', path: ['headers', name], message: problem, input: HIDDEN })
    names.add(name.toLowerCase())
  }
})

/** What a form for an http agent is drawn from. */
export const httpSchema = configSchema(config)

/** Reads a configuration as an operator wrote it, or throws `invalid_input`. */
export const parseHttpConfig = (input: unknown): HttpConfig => parse(config, input, 'The configuration of an http agent')

function whyAddressRefused(text: string): string | null {
  const url = webAddress(text)
  if (url === null) return 'must be an http or https address, like "https://agents.example.com/ada"'
  if (url.username !== '' || url.password !== '') return 'must not hold a user and password: use "token" or "headers"'
  return text.includes('#') ? 'must not have a fragment (#…): it is never sent' : null
}
