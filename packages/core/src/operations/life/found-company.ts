import { z } from 'zod'
import type { Company } from '../../domain/company.ts'
import { company } from '../../domain/company.ts'
import { conflict } from '../../domain/error.ts'
import { DEFAULT_AGENT_RUNS } from '../../domain/limits.ts'
import { slug } from '../../domain/fields.ts'
import { parse } from '../../domain/parse.ts'
import { LOCAL_OPERATOR, type Principal } from '../../domain/principal.ts'
import { need } from '../find.ts'
import { isAnswered, once, type Keyed } from '../governance/idempotency.ts'
import { create, deed, transact, type Deps } from '../work.ts'

const input = z.strictObject({
  slug: slug(),
  name: company.shape.name.optional(),
  mission: company.shape.mission.default(''),
  zone: company.shape.zone.default('UTC'),
  prefix: company.shape.prefix.optional(),
  boardMinimum: company.shape.boardMinimum.default(1),
  maxRuns: company.shape.maxRuns.default(100),
  agentRunsPerHour: company.shape.agentRunsPerHour.default(DEFAULT_AGENT_RUNS),
})
export type FoundCompanyInput = z.input<typeof input>

/** Who founds a company, and under which idempotency key. */
export interface Founding { deps: Deps; by: Principal & { kind: 'operator' }; key?: string | undefined }

/** Founds a company; whoever founds it owns it. Throws `conflict` (`exists`) if the slug is taken. */
export async function foundCompany({ deps, by, key }: Founding, given: FoundCompanyInput): Promise<Company> {
  const parsed = parse(input, given, 'The company')
  const { slug: taken, name, prefix, ...rest } = parsed
  const keyed: Keyed = { key, by, kind: 'company.found', input: parsed }
  const standing = await deps.store.instance.company(taken)
  if (standing && await deps.store.read(standing.id, tx => isAnswered({ tx, deps }, keyed))) {
    return transact({ deps, companyId: standing.id, by }, work => once(work, keyed, () => need(work.tx, 'company', standing.id)))
  }
  if (standing) throw conflict('exists', `There is a company "${taken}" already. Choose another slug.`)
  const id = deps.ids.next('com')
  const digestKey = deps.ids.secret()
  return transact({ deps, companyId: id, by }, async work => {
    await work.tx.open(digestKey)
    return once(work, keyed, async () => {
      const founded = await create(deed(work, 'company', 'company.found'), {
        id, slug: taken, name: name ?? titleOf(taken), prefix: prefix ?? prefixOf(taken), status: 'active', createdAt: work.now, updatedAt: work.now, ...rest,
      })
      await create(deed(work, 'member', 'member.set'), { id: by.id, name: by.id === LOCAL_OPERATOR.id ? 'Local operator' : by.id, level: 'owner', createdAt: work.now })
      return founded
    })
  })
}

const titleOf = (words: string): string => words.split('-').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')

/** The first letters of a slug as a prefix: `acme-labs` is `ACME`. */
const prefixOf = (words: string): string => {
  const letters = (words.split('-')[0] ?? '').toUpperCase().slice(0, 10)
  return /^[A-Z]/.test(letters) ? letters : `C${letters}`.slice(0, 10)
}
