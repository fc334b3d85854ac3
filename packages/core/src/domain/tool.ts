import { z } from 'zod'
import { id, line, prose, slug } from './fields.ts'
import { lineOrSecret } from './secret.ts'

/** An address on the web. What is wrong with one is told without it: it may hold a password. */
const webUrl = () => z.string().max(2_000).superRefine((text, context) => {
  const problem = problemOf(text)
  if (problem !== null) context.addIssue({ code: 'custom', message: problem, params: { hidden: true } })
})

function problemOf(text: string): string | null {
  if (!URL.canParse(text)) return 'must be a URL like "https://mcp.example.com/"'
  const { protocol, username, password } = new URL(text)
  if (username !== '' || password !== '') return 'must not hold a name or password: put them into a secret and name it in "headers"'
  return protocol === 'http:' || protocol === 'https:' ? null : 'must begin with "https://" or "http://"'
}

/** How a tool is reached, spoken to in the Model Context Protocol: at a URL, or as a program on the agent's machine. */
export const connection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('url'), url: webUrl(), headers: z.record(z.string().regex(/^[A-Za-z0-9-]{1,100}$/), lineOrSecret()).default({}) }),
  z.strictObject({ kind: z.literal('command'), command: z.array(z.string().min(1).max(4_000)).min(1).max(100), env: z.record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/), lineOrSecret()).default({}) }),
])
export type Connection = z.infer<typeof connection>

/** An MCP connection of the company, which roles can be granted. */
export const tool = z.object({
  id: id(),
  slug: slug(),
  description: prose(2_000),
  connection,
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Tool = z.infer<typeof tool>

/** What an agent may use: capabilities built into its adapter by their own names (null: the adapter's default), and tools of the company. */
export const toolbox = z.object({ allow: z.array(line(200).meta({ fact: true })).max(200).nullable(), mcp: z.array(slug()).max(100) })
export type Toolbox = z.infer<typeof toolbox>

/** A toolbox as a person writes it: `{ allow: ['Read', 'Grep'], mcp: ['github'] }`. */
export const toolboxInput = () => z.strictObject({ allow: toolbox.shape.allow.default(null), mcp: toolbox.shape.mcp.default([]) })
export const NO_TOOLS: Toolbox = { allow: null, mcp: [] }
