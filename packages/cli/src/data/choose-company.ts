import { CliError } from '../cli-error.ts'
import type { CompaniesVerbs, CompanyVerbs } from '../company-verbs.ts'
import type { DataFolder } from './data-folder.ts'
import { everyRow } from './every-row.ts'
import { rememberCompany, rememberedCompany } from './remembered-company.ts'

/** The company a verb is about: the one that was named, else the only one, else the one named last. */
export async function chooseCompany<C extends CompanyVerbs>(paperclip: Pick<CompaniesVerbs, 'companies'> & { company(ref: string): Promise<C> }, folder: DataFolder, named: string | undefined): Promise<C> {
  const companies = await everyRow(after => paperclip.companies({ after }))
  const find = (ref: string | undefined) => companies.find(({ slug, id }) => slug === ref || id === ref)
  const found = named === undefined ? find(rememberedCompany(folder)) ?? (companies.length === 1 ? companies[0] : undefined) : find(named)
  const slugs = companies.map(({ slug }) => slug).join(', ')
  if (companies.length === 0) throw new CliError('not_found', `There is no company in ${folder.name} yet.`, { run: 'company create <slug>' })
  if (!found && named !== undefined) throw new CliError('not_found', `There is no company "${named}" here. There is: ${slugs}.`, { run: 'company list' })
  if (!found) throw new CliError('invalid_input', `There are ${companies.length} companies here: ${slugs}.`, 'Say which one: --company <slug>')
  if (named !== undefined) rememberCompany(folder, found.slug)
  return paperclip.company(found.id)
}
