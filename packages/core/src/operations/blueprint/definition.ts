import { z } from 'zod'
import { company } from '../../domain/company.ts'
import { slug } from '../../domain/fields.ts'
import { goal, metric } from '../../domain/goal.ts'
import { routine } from '../../domain/routine.ts'
import { secret } from '../../domain/secret.ts'
import { skill, skillPath } from '../../domain/skill.ts'
import { tool } from '../../domain/tool.ts'
import { hireAgent } from '../agents/hire.ts'
import { setRoutine } from '../routines/set-routine.ts'
import { setBudget } from '../money/set-budget.ts'
import { setGoal, setProject } from '../tasks/set-goal.ts'
import { setRole } from '../governance/set-role.ts'
import { setSkill } from '../skills/set-skill.ts'

/** What a definition calls itself unless it says otherwise. */
export const DEFAULT_SOURCE = 'company'

const { name, mission, zone, maxRuns, agentRunsPerHour, boardMinimum, prefix } = company.shape
const reference = () => slug().nullable().default(null)

/** A metric as a definition writes it: it begins at its start unless said. Where it stands later is not the definition's. */
const startingMetric = z.strictObject({ ...metric.shape, current: metric.shape.current.optional() })
  .transform(given => ({ ...given, current: given.current ?? given.start })).pipe(metric)

const role = setRole.input.omit({ slug: true })
const agent = hireAgent.input.omit({ slug: true }).extend({ role: slug(), reportsTo: reference() })
const goalEntry = setGoal.input.extend({ parent: reference(), owner: reference(), team: reference(), status: goal.shape.status.optional(), metric: startingMetric.nullable().default(null) })
const project = setProject.input.omit({ slug: true }).extend({ lead: reference(), goal: reference() })
const toolEntry = z.strictObject({ description: tool.shape.description.default(''), connection: tool.shape.connection })
const routineEntry = z.strictObject(setRoutine.input.shape).omit({ slug: true }).required({ assignee: true }).extend({ status: routine.shape.status.optional() })
  .superRefine(({ every, cron, zone: inZone }, context) => {
    if (every !== undefined && cron !== undefined) context.addIssue({ code: 'custom', message: 'give "every" or "cron", not both', path: ['cron'], input: cron })
    if (inZone !== undefined && cron === undefined) context.addIssue({ code: 'custom', message: 'goes with "cron" only', path: ['zone'], input: inZone })
  })

/** Everything of a definition but the files of its skills. */
const definitionWith = <F extends z.ZodType>(files: F) => z.strictObject({
  schema: z.literal(1, 'must be 1, the one version there is'),
  /** What the file calls itself: what it once named and names no more is removed, what another file named is not. */
  source: slug().default(DEFAULT_SOURCE),
  /** The company it is for: founded under this slug, with this prefix, where there is none. */
  slug: slug().optional(),
  prefix: prefix.optional(),
  company: z.strictObject({ name, mission, zone, maxRuns, agentRunsPerHour, boardMinimum }).partial().default({}),
  roles: z.record(slug(), role).default({}),
  agents: z.record(slug(), agent).default({}),
  goals: z.record(slug(), goalEntry).default({}),
  projects: z.record(slug(), project).default({}),
  budgets: z.array(setBudget.input).default([]),
  tools: z.record(slug(), toolEntry).default({}),
  /** Declared only: a value never stands in a definition. */
  secrets: z.record(slug(), z.strictObject({ description: secret.shape.description.default('') })).default({}),
  skills: z.record(slug(), z.strictObject({ description: skill.shape.description.min(1, 'must say when to use the skill'), files })).default({}),
  routines: z.record(slug(), routineEntry).default({}),
})

const content = z.union([z.string(), z.strictObject({ base64: z.base64() }), z.instanceof(Uint8Array)], 'must be text, { base64: "…" } or bytes')

/** A whole company as a person writes it. */
export const definition = definitionWith(z.record(skillPath(), content))

/** The same with the bytes of its skills' files in the blobs: what the act that applies it holds. */
export const keptDefinition = definitionWith(setSkill.input.shape.files)

/** A company as code: what `company.plan`, `company.apply` and `paperclipai apply` take. What an entry leaves out is at its default. */
export type Definition = z.input<typeof definition>
export type KeptDefinition = z.input<typeof keptDefinition>
/** A definition as it is read: every default in its place. */
export type Blueprint = z.output<typeof keptDefinition>
export type SkillContent = z.output<typeof content>

/** Types a company where it is written: `export default defineCompany({ schema: 1, slug: 'acme', roles: { … }, agents: { … } })`. */
export const defineCompany = (given: Definition): Definition => given
