import { isUtf8 } from 'node:buffer'
import type { Finding } from '../policy/lint-facts.ts'
import { drafted } from '../operations/blueprint/apply.ts'
import { DEFAULT_SOURCE, definition as definitionSchema, keptDefinition, type Definition } from '../operations/blueprint/definition.ts'
import { exported } from '../operations/blueprint/export.ts'
import { digested, kept } from '../operations/blueprint/keep-skills.ts'
import { lintCompany } from '../operations/blueprint/lint-company.ts'
import { shownPlan, type Plan } from '../operations/blueprint/plan.ts'
import { snapshotOf } from '../operations/blueprint/standing.ts'
import { checkMayDo } from '../operations/governance/govern.ts'
import { readSkillFile } from '../operations/skills/read-skill.ts'
import type { ActInput } from '../operations/governance/acts.ts'
import { parse } from '../domain/parse.ts'
import type { Door, VerbOptions } from './door.ts'

const WHAT = 'The definition'

export const blueprintVerbs = ({ act, look, deps, companyId, by }: Door) => {
  /** The act that applies a definition, its skills' files kept. */
  const applying = async (definition: Definition, { plan }: { plan?: string } = {}): Promise<{ kind: 'company.apply'; input: ActInput<'company.apply'> }> => {
    await checkMayDo({ deps, companyId, by }, 'company.apply')
    return { kind: 'company.apply', input: { definition: await kept({ deps, companyId }, definition), ...(plan === undefined ? {} : { plan }) } }
  }
  return {
    plan: async (definition: Definition): Promise<Plan> => {
      const blueprint = parse(keptDefinition, await digested(definition), WHAT)
      return look(async view => shownPlan((await drafted(view, companyId, blueprint)).plan))
    },
    applying,
    apply: async (definition: Definition, { plan, ...options }: VerbOptions & { plan?: string } = {}): Promise<Plan> =>
      act('company.apply', (await applying(definition, plan === undefined ? {} : { plan })).input, options),
    export: async ({ source = DEFAULT_SOURCE }: { source?: string } = {}): Promise<Definition> => {
      const snapshot = await look(view => snapshotOf(view, { companyId, source }))
      const texts = new Map<string, string | { base64: string }>()
      for (const { skill: { slug }, version } of snapshot.skills) {
        for (const file of version.files) {
          const bytes = await readSkillFile(deps, companyId, file)
          texts.set(`${slug}/${file.path}`, isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : { base64: Buffer.from(bytes).toString('base64') })
        }
      }
      const written: unknown = exported(snapshot, source, (slug, path) => texts.get(`${slug}/${path}`) ?? '')
      parse(definitionSchema, written, WHAT)
      return written as Definition                                     // what was just parsed as one
    },
    lint: (): Promise<Finding[]> => look(view => lintCompany({ view, deps, companyId })),
  }
}
