import { hash } from 'node:crypto'
import type { Manifest } from '../../domain/manifest.ts'
import { canonical } from '../../policy/canonical.ts'
import { plain } from '../../policy/plain.ts'
import { secretsOf } from '../secrets/set-tool.ts'
import { checkReferences } from './check-references.ts'
import type { Blueprint } from './definition.ts'
import { desiredOf, type DesiredByNoun } from './desired.ts'
import { clipped, differenceOf } from './difference.ts'
import { matchGoals } from './match-goals.ts'
import { orderedBelow } from './order.ts'
import { removalOf, stepsFor, type Step } from './steps.ts'
import { byNoun, NOUNS_IN_BLUEPRINT, standingOf, type BlueprintNoun, type Snapshot, type Standing, type StandingByNoun } from './standing.ts'
import { usualFacts } from './usual.ts'
import { whatStays, type Kept } from './what-stays.ts'

/** What applying a definition would do, step by step, and nothing else. */
export interface Plan {
  source: string
  steps: Step[]
  /** What the file names no more and cannot be removed. */
  kept: Kept[]
  /** What no file looks after: hired, set or created in the running company. It is never touched. A goal is told by its title. */
  unmanaged: { noun: BlueprintNoun; slug: string }[]
  /** Secrets that are declared or needed, and that the company does not have. */
  missing: { secret: string }[]
  /** Stands for the definition and for everything that it would change: another one means that something changed since. */
  digest: string
}

/** A plan with what applying it needs. */
export interface Draft { plan: Plan; goalIds: Map<string, string>; standing: StandingByNoun; desired: DesiredByNoun }

/** Compares a definition with a company as it stands. */
export function draftOf(blueprint: Blueprint, snapshot: Snapshot): Draft {
  const goalKeys = matchGoals(blueprint, snapshot)
  const standing = standingOf(snapshot, goalKeys), managed = managedIn(snapshot.manifest)
  const desired = desiredOf(blueprint, snapshot, standing)
  const named = new Map(NOUNS_IN_BLUEPRINT.map(noun => [noun, new Set(desired[noun].map(({ key }) => key))]))
  const isNamed = (noun: BlueprintNoun, { key }: Pick<Standing, 'key'>): boolean => named.get(noun)?.has(key) === true
  const going = byNoun(noun => standing[noun].filter(one => managed.has(`${noun}:${one.id}`) && !isNamed(noun, one)))
  checkReferences(blueprint, { standing, goes: (noun, id) => (going[noun].some(one => one.id === id) ? 'goes' : 'stays') })

  const kept = whatStays({ going, standing, desired })
  const isKept = (noun: BlueprintNoun, { key }: Standing): boolean => kept.some(one => one.noun === noun && one.slug === key)
  const roles = new Map([...standing.role, ...desired.role].map(({ key, facts }) => [key, facts]))
  const steps = [...companySteps(blueprint, snapshot)]
  for (const noun of NOUNS_IN_BLUEPRINT) {
    const byKey = new Map(standing[noun].map(one => [one.key, one]))
    for (const wanted of orderedBelow(noun, desired[noun], standing[noun])) {
      steps.push(...stepsFor({ noun, wanted, standing: byKey.get(wanted.key), usual: usualFacts(noun, wanted.key, roles)(wanted.facts), isManaged: id => managed.has(`${noun}:${id}`) }))
    }
  }
  for (const noun of GOING) for (const one of [...orderedBelow(noun, going[noun], standing[noun])].reverse()) if (!isKept(noun, one)) steps.push(...removalOf(noun, one))

  const unmanaged = NOUNS_IN_BLUEPRINT.flatMap(noun => standing[noun].filter(one => one.state === 'live' && !isNamed(noun, one) && !managed.has(`${noun}:${one.id}`)).map(one => ({ noun, slug: noun === 'goal' ? String(one.facts['title']) : one.key })))
  const missing = missingSecrets(blueprint, snapshot)
  const { source } = blueprint
  const digest = sha256([source, digestOf(blueprint), steps, kept, missing])
  return { plan: { source, steps, kept, unmanaged, missing, digest }, goalIds: new Map([...goalKeys].map(([id, key]) => [key, id])), standing, desired }
}

/** Whoever leans on another goes first. */
const GOING = ['routine', 'budget', 'project', 'goal', 'agent', 'role', 'tool', 'skill'] as const satisfies readonly BlueprintNoun[]

/** A plan for the eye: long texts by their beginning. */
export const shownPlan = (plan: Plan): Plan => ({ ...plan, steps: plan.steps.map(step => ({ ...step, fields: clipped(step.fields) })) })

/** SHA-256 of what a definition says. */
export const digestOf = (blueprint: Blueprint): string => sha256(blueprint)

const sha256 = (value: unknown): string => hash('sha256', canonical(plain(value)), 'hex')

const managedIn = (manifest: Manifest | undefined): Set<string> => new Set((manifest?.entities ?? []).map(({ noun, id }) => `${noun}:${id}`))

/** What a definition does not say of the company itself stays as it is. */
function companySteps({ company: wanted }: Blueprint, { company: { slug, name, mission, zone, maxRuns, agentRunsPerHour, boardMinimum } }: Snapshot): Step[] {
  const standing = { name, mission, zone, maxRuns, agentRunsPerHour, boardMinimum }
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
  const { changed, fields } = differenceOf(standing, { ...standing, ...given })
  return fields.length === 0 ? [] : [{ noun: 'company', key: slug, change: 'update', summary: `change the company ${slug}`, fields, act: { kind: 'company.update', input: changed } }]
}

function missingSecrets(blueprint: Blueprint, { secrets: kept }: Snapshot): Plan['missing'] {
  const there = new Set(kept.map(({ slug }) => slug))
  return [...new Set([...Object.keys(blueprint.secrets), ...neededSecrets(blueprint)])].filter(slug => !there.has(slug)).sort().map(secret => ({ secret }))
}

/** The secrets without which a role or a tool of a definition cannot be set. */
export const neededSecrets = ({ roles, tools }: Blueprint): string[] => [...Object.values(roles).flatMap(role => role.secrets ?? []), ...Object.values(tools).flatMap(({ connection }) => secretsOf(connection))]
