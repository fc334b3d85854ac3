import type { Agent, CompanyHandle, Discrepancy } from '@paperclip/core'
import { everyRow } from '../data/every-row.ts'
import { unseenCompanies } from '../data/unseen-companies.ts'
import { vaultOf } from '../data/master-key.ts'
import type { Installation } from '../data/installation.ts'
import type { Progress } from '../output/progress.ts'
import type { Call } from '../shell.ts'
import { bad, ok, warn, type Check } from './check.ts'
import { hasMasterKey, NO_KEY_YET } from './check-machine.ts'

interface Examined { call: Call; installation: Installation; progress: Progress }

/** Every company: its clockwork, its books, its secrets' key, and whether a run of each agent would work. */
export async function* checkCompanies({ call, installation, progress }: Examined): AsyncGenerator<Check> {
  const companies = await everyRow(after => installation.paperclip.companies({ after }))
  const unseen = await unseenCompanies(installation)
  if (companies.length + unseen.length === 0) yield ok('companies', 'none yet')
  for (const { slug } of unseen) yield warn(slug, 'runs here, and you are not on its board: it was not looked at.', 'An owner of it can put operator:local on its board.')
  for (const { id, slug, status } of companies) {
    const company = await installation.paperclip.company(id)
    progress.say(`Looking at ${slug}…`)
    yield* checkClockwork(company, call)
    yield* checkBooks(company, call)
    yield* checkSecrets(company, { call, installation })
    if (status !== 'archived') yield* checkAgents(company, { installation, progress, call })
  }
}

const FIND_KEY = 'Put the key file back from a backup, or set PAPERCLIPAI_MASTER_KEY.'

/** Where there is no master key: whether a first one may be made, or the one that secrets were kept with is lost. */
export async function checkMissingKey({ paperclip, store }: Installation): Promise<Check> {
  for (const { id } of await everyRow(after => paperclip.companies({ after }))) {
    if (await store.read(id, view => view.get('companyKey', 'key'))) return bad('master key', 'There is none here, and secrets were kept with one.', FIND_KEY)
  }
  return NO_KEY_YET
}

/** Whether the secrets of a company open, as they must before a run of it begins: a backup that was put back may be of another master key. */
async function* checkSecrets({ id, slug }: CompanyHandle, { call: { folder, io }, installation: { store } }: Pick<Examined, 'call' | 'installation'>): AsyncGenerator<Check> {
  const key = await store.read(id, view => view.get('companyKey', 'key'))
  if (!key) return
  if (!hasMasterKey(folder, io)) return yield bad(slug, 'has secrets, and the master key they were kept with is not here.', FIND_KEY)
  try {
    await vaultOf(io, folder).unwrap(key.wrapped, id)
  } catch (error) {
    yield bad(slug, `has secrets that do not open. ${error instanceof Error ? error.message : String(error)}`, FIND_KEY)
  }
}

async function* checkClockwork(company: CompanyHandle, { line }: Call): AsyncGenerator<Check> {
  const { ok: isWhole, problems } = await company.check()
  if (isWhole) yield ok(company.slug, 'whatever has work will be woken')
  for (const { what, fix } of problems) yield bad(company.slug, what, `${fix}\n${line(`status --company ${company.slug}`)}`)
}

const MOST_SHOWN = 5

/** Whether rows and balances are what the log alone says of them. */
async function* checkBooks(company: CompanyHandle, { line }: Call): AsyncGenerator<Check> {
  const about = company.slug, verify = line(`audit verify --company ${about}`)
  try {
    const reconciled = await company.audit.reconcile()
    if (reconciled.ok) return yield ok(about, `${reconciled.rows} rows are what the ${reconciled.records} records of the log say`)
    const { discrepancies } = reconciled, more = discrepancies.length - MOST_SHOWN
    for (const one of discrepancies.slice(0, MOST_SHOWN)) yield bad(about, inWords(one), `Something changed the database without Paperclip. Compare it with a backup.\n${verify}`)
    if (more > 0) yield bad(about, `${more}${discrepancies.length === 100 ? ' or more' : ''} other things are not as the log says.`, verify)
  } catch (error) {
    yield bad(about, `Its rows could not be compared with its log: ${error instanceof Error ? error.message : String(error)}`, verify)
  }
}

function inWords({ kind, noun, id, field, logged, stored }: Discrepancy): string {
  switch (kind) {
    case 'missing': return noun === 'audit' ? `Record ${id} of the audit log is missing.` : `The ${noun} ${id} is missing.`
    case 'unknown': return `The ${noun} ${id} is not in the audit log.`
    case 'altered': return logged === null && stored === null ? `"${field}" of the ${noun} ${id} is not what was written.` : `"${field}" of the ${noun} ${id} is ${JSON.stringify(stored)}; by the audit log it is ${JSON.stringify(logged)}.`
  }
}

async function* checkAgents(company: CompanyHandle, { installation: { adapters }, progress, call: { line } }: Examined): AsyncGenerator<Check> {
  const known = new Set(adapters.map(({ kind }) => kind))
  const agents = (await everyRow(after => company.agents.list({ where: { status: 'active' }, after }))).filter(({ adapter }) => known.has(adapter.kind))        // one that is missing the company's own check has said
  for (const [at, agent] of agents.entries()) {
    progress.say(`Trying ${agent.slug} (${at + 1} of ${agents.length})…`)
    yield await tried(company, agent, line)
  }
}

async function tried(company: CompanyHandle, { id, slug, adapter: { kind } }: Agent, line: Call['line']): Promise<Check> {
  const about = `${company.slug} ${slug}`
  try {
    const probe = await company.agents.probe(id)
    return probe.ok ? ok(about, `${kind}: ${probe.detail}`) : bad(about, `${kind}: ${probe.problem}`, `${probe.fix}\n${line(`agent configure ${slug} --help`)}`)
  } catch (error) {
    return warn(about, `${kind} could not be tried: ${error instanceof Error ? error.message : String(error)}`, line(`agent show ${slug}`))
  }
}
