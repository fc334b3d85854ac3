import { z } from 'zod'
import { configurationOf } from '../../domain/agent.ts'
import { conflict, PaperclipError } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import type { Manifest } from '../../domain/manifest.ts'
import { parse } from '../../domain/parse.ts'
import type { CompanyView } from '../../ports/store.ts'
import { ABOUT_NOBODY, defineAct, type Afterwards } from '../governance/act.ts'
import { checkGrants } from '../governance/check-grants.ts'
import { agentRef } from '../find.ts'
import { change, create, deed, read, type Work } from '../work.ts'
import { keptDefinition, type Blueprint } from './definition.ts'
import { digestOf, draftOf, neededSecrets, shownPlan, type Draft, type Plan } from './plan.ts'
import { opinionOn } from './plugin-opinions.ts'
import { NOUNS_IN_BLUEPRINT, snapshotOf, standingOf } from './standing.ts'
import { boundInput, stepActOf, type StepAct } from './step-acts.ts'

/** Makes a company what a definition says: every step of its plan, or none. */
export const applyDefinition = defineAct({
  kind: 'company.apply',
  input: z.strictObject({
    definition: keptDefinition,
    /** The digest of the plan that was shown: refused if the company or the definition changed since. */
    plan: id().optional(),
  }),
  rule: { agent: 'board', board: 'owner', weight: 'power' },
  async prepare(place, { definition, plan }) {
    const { plan: { steps, digest }, goalIds } = await read(place.deps, place.companyId, view => drafted(view, place.companyId, definition))
    checkFresh(digest, plan)
    const afterwards: Afterwards[] = []
    for (const { act } of steps) {
      if (act === null) continue
      const { prepare, input } = stepActOf(act.kind), after = await prepare?.(place, parse(input, boundInput(act, goalIds), `The input of ${act.kind}`))
      if (after) afterwards.push(after)
    }
    return async () => { for (const after of afterwards) await after() }
  },
  concern: ABOUT_NOBODY,
  async perform(work, { definition, plan: shown }): Promise<Plan> {
    const draft = await drafted(work.tx, work.companyId, definition)
    const { plan: { steps, digest }, goalIds } = draft
    checkFresh(digest, shown)
    if (steps.length > 0) checkSecrets(definition, draft)
    for (const { act, key } of steps) {
      if (act === null) continue
      const done = await performStep(work, act, goalIds)
      if (act.kind === 'goal.set') goalIds.set(key, done.id)
    }
    if (steps.length > 0) for (const slug of Object.keys(definition.agents)) await checkGrants(work, configurationOf(await agentRef(work.tx, slug)))
    await lookAfter(work, definition, draft)
    return shownPlan(draft.plan)
  },
})

export const drafted = async (view: CompanyView, companyId: string, definition: Blueprint): Promise<Draft> => draftOf(definition, await snapshotOf(view, { companyId, source: definition.source }))

async function performStep(work: Work, step: StepAct, goalIds: ReadonlyMap<string, string>): Promise<{ id: string }> {
  const act = stepActOf(step.kind), input = parse(act.input, boundInput(step, goalIds), `The input of ${step.kind}`)
  await act.concern(work, input)                                                     // also checks what it would do
  const opinion = work.actor === work.by ? opinionOn(work, act, input) : opinionOn(work, act, input) === 'forbid' ? 'forbid' : 'allow'       // what the board approved need not be asked
  if (opinion === 'forbid') throw new PaperclipError('forbidden', `company.apply is refused: a rule of a plugin forbids its step ${step.kind}.`)
  if (opinion === 'ask') throw conflict('needs_approval', `A rule of a plugin puts the step ${step.kind} to the board: propose it on its own, and apply the definition when it is done.`)
  return z.looseObject({ id: z.string() }).parse(await act.perform(work, input))
}

function checkFresh(digest: string, shown: string | undefined): void {
  if (shown !== undefined && shown !== digest) throw conflict('stale_revision', 'plan: the company or the definition changed since this plan was made. Plan again, look at it, and apply that.')
}

/** Throws for secrets without which a role or a tool could not be set: nothing is half done. */
function checkSecrets(definition: Blueprint, { plan: { missing } }: Draft): void {
  const needed = new Set(neededSecrets(definition)), lacking = missing.filter(({ secret }) => needed.has(secret))
  const [one] = lacking
  const described = (secret: string): string => definition.secrets[secret]?.description ?? ''
  if (one) throw conflict('wrong_state', `The company has no secret ${lacking.map(({ secret }) => `"${secret}"${described(secret) && ` (${described(secret)})`}`).join(', ')}. Keep it with secrets.set, or "paperclipai secret set ${one.secret}", and apply again.`)
}

/** Writes down what the file looks after from now on. */
async function lookAfter(work: Work, definition: Blueprint, { plan: { source, kept }, goalIds, desired }: Draft): Promise<void> {
  const snapshot = await snapshotOf(work.tx, { companyId: work.companyId, source })
  const standing = standingOf(snapshot, new Map([...goalIds].map(([key, goalId]) => [goalId, key])))
  const entities: Manifest['entities'] = NOUNS_IN_BLUEPRINT.flatMap(noun => {
    const keys = new Set([...desired[noun].map(({ key }) => key), ...kept.filter(one => one.noun === noun).map(({ slug }) => slug)])
    return standing[noun].filter(({ key }) => keys.has(key)).map(({ id: entityId, key }) => ({ noun, id: entityId, ...(noun === 'goal' ? { key } : {}) }))
  })
  const { manifest } = snapshot, digest = digestOf(definition)
  if (manifest?.digest === digest && JSON.stringify(manifest.entities) === JSON.stringify(entities)) return
  if (manifest) await change(deed(work, 'manifest', 'company.apply'), manifest, { entities, digest, appliedAt: work.now })
  else await create(deed(work, 'manifest', 'company.apply'), { id: source, entities, digest, appliedAt: work.now })
}
