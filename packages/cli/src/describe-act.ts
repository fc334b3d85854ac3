import { formatUsd, micros } from '@paperclip/core'
import { z } from 'zod'
import type { CompanyVerbs } from './company-verbs.ts'
import { Names } from './names.ts'

const hire = z.object({ slug: z.string(), name: z.string().optional(), role: z.string(), budget: z.object({ limit: z.union([z.string(), z.number()]) }).nullish() })
const raise = z.object({ budget: z.string(), limit: z.union([z.string(), z.number()]) })
const program = z.object({ adapter: z.object({ kind: z.string(), config: z.unknown() }) })
const about = z.strictObject({ agent: z.string() })

/** An act that was proposed, in words. What is not known in words is shown as it is. */
export async function describeAct(company: CompanyVerbs, kind: string, input: unknown): Promise<string> {
  const hired = kind === 'agent.hire' ? hire.safeParse(input) : undefined
  if (hired?.success) {
    const { slug, name, role, budget } = hired.data
    return `hire ${name ?? slug} (${slug}) as ${role}${budget ? ` with a budget of ${amount(budget.limit)}` : ''}`
  }
  const raised = kind === 'budget.raise' ? raise.safeParse(input) : undefined
  if (raised?.success) {
    const budget = (await company.budgets.list({ limit: 500 })).rows.find(({ id }) => id === raised.data.budget)
    const whose = budget ? `the ${budget.window} budget of ${await new Names(company).budget(budget)}${isMore(raised.data.limit, budget.limit) ? ` from ${formatUsd(budget.limit)}` : ''}` : 'a budget'
    return `raise ${whose} to ${amount(raised.data.limit)}`
  }
  const agent = about.safeParse(input)
  return agent.success ? `${kind} ${agent.data.agent}` : `${kind} ${JSON.stringify(input)}`
}

/** The program an act would give an agent, in full, since that is what will run here; null if it gives none. */
export function programOf(input: unknown): string | null {
  const given = program.safeParse(input)
  return given.success ? `runs ${given.data.adapter.kind} ${JSON.stringify(given.data.adapter.config)}` : null
}

/** Once it was raised there is nothing left to raise it from. */
const isMore = (limit: string | number, than: number): boolean => typeof limit !== 'number' || limit > than

const amount = (limit: string | number): string => (typeof limit === 'number' ? formatUsd(micros(limit)) : limit)
