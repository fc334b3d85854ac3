import { createPaperclip, isPaperclipError, memoryStore, type Definition, type Governed, type Plan } from '@paperclip/core'
import type { Command } from 'commander'
import { CliError } from '../cli-error.ts'
import type { CompaniesVerbs, CompanyVerbs } from '../company-verbs.ts'
import { confirmed } from '../confirm.ts'
import { chooseCompany } from '../data/choose-company.ts'
import { holdsData } from '../data/data-folder.ts'
import { adaptersOf, openInstallation } from '../data/installation.ts'
import { orNothing } from '../data/or-nothing.ts'
import { rememberCompany } from '../data/remembered-company.ts'
import { removalOf, takenAway } from '../data/taken-away.ts'
import { governed } from '../deed.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { loadDefinition } from '../init/load-definition.ts'
import { planPage } from '../init/plan-page.ts'
import { COMPANY_FILE } from '../init/project-files.ts'
import { shortId } from '../short-id.ts'
import { remoteCompanies } from '../remote/remote-companies.ts'
import { clientOf, type Call, type Shell } from '../shell.ts'
import type { StartConfig } from '../start-config.ts'

/** Adds `apply`. */
export function applyVerb(program: Command, shell: Shell): void {
  governed(program.command('apply')).argument('[file]', `a module that exports a company, or JSON that is one; ${COMPANY_FILE} unless said`)
    .option('--plan', 'only say what it would change').option('--yes', 'do not ask')
    .description('make a company what a file says: found it, or bring it into line').action(shell.bare(apply, 'anywhere'))
}

async function apply(call: Call, given: StartConfig): Promise<ExitCode> {
  const { definition, config: brought } = await loadDefinition(call.io.cwd, call.args[0] ?? COMPANY_FILE)
  const config: StartConfig = { adapters: [...given.adapters ?? [], ...brought.adapters], plugins: [...given.plugins ?? [], ...brought.plugins] }
  const { database } = call.folder
  if (database.kind === 'remote') return onInstallation(call, { definition, config, paperclip: remoteCompanies(clientOf(call, database.url)), agreedTo: null })
  const imagined = holdsData(call.folder) ? null : await imaginedPlan(call, definition, config)
  if (imagined && call.options.flag('plan')) return show(call, imagined)
  if (imagined) await agreed(call, imagined)
  const installation = await openInstallation(call.io, call.folder, config)
  try {
    return await onInstallation(call, { definition, config, paperclip: installation.paperclip, agreedTo: imagined })
  } finally {
    await installation.store.close()
  }
}

/** A plan, and the company it is for. */
interface Shown { slug: string; plan: Plan; isNew: boolean }
interface Agreed { definition: Definition; shown: Shown }
/** `agreedTo` is what was asked about before there was any database. */
interface Applying { definition: Definition; config: StartConfig; paperclip: CompaniesVerbs; agreedTo: Shown | null }

async function onInstallation(call: Call, { definition, config, paperclip, agreedTo }: Applying): Promise<ExitCode> {
  const slug = call.options.text('company') ?? definition.slug
  const standing = slug === undefined ? await chooseCompany(paperclip, call.folder, undefined) : await orNothing(paperclip.company(slug))
  if (standing) {
    const shown: Shown = { slug: standing.slug, plan: await standing.plan(definition), isNew: false }
    if (call.options.flag('plan') || shown.plan.steps.length === 0) return show(call, shown)
    await agreed(call, shown)
    return tell(call, shown, await carriedOut(call, standing, { definition, shown }))
  }
  const shown = agreedTo ?? await imaginedPlan(call, definition, config)
  if (call.options.flag('plan')) return show(call, shown)
  if (!agreedTo) await agreed(call, shown)
  const { planned, done } = await founded(call, paperclip, { definition, shown })
  rememberCompany(call.folder, planned.slug)
  return tell(call, planned, done)
}

/** Founds the company and makes it what the file says. If that fails it is taken away again: an empty company must not count as one. */
async function founded(call: Call, paperclip: CompaniesVerbs, { definition, shown }: Agreed): Promise<{ planned: Shown; done: Governed }> {
  const company = await paperclip.found({ slug: shown.slug, ...definition.prefix === undefined ? {} : { prefix: definition.prefix } })
  try {
    const planned = { ...shown, plan: await company.plan(definition) }
    return { planned, done: await carriedOut(call, company, { definition, shown: planned }) }
  } catch (error) {
    const left = await takenAway(paperclip, new Set([company.id]))
    if (left.length === 0 || !isPaperclipError(error)) throw error
    throw new CliError(error, error.message, `Correct it, remove what it had made, and apply it again:\n${removalOf(left, call.line)}`)
  }
}

/** What a file would do to a company that is not there yet: planned on one that nobody keeps. */
async function imaginedPlan({ io, options }: Call, definition: Definition, config: StartConfig): Promise<Shown> {
  const slug = options.text('company') ?? definition.slug
  if (slug === undefined) throw new CliError('invalid_input', 'The file does not say which company it is for, and there is none here yet.', 'Write slug: \'my-company\' into it, or name one: --company <slug>')
  const store = memoryStore({ clock: io.clock })
  try {
    const company = await createPaperclip({ store, adapters: adaptersOf(config, io), plugins: config.plugins ?? [], clock: io.clock }).found({ slug })
    return { slug, plan: await company.plan(definition), isNew: true }
  } finally {
    await store.close()
  }
}

async function show(call: Call, shown: Shown): Promise<ExitCode> {
  const { slug, plan } = shown
  await call.io.stdout.write(call.options.flag('json') ? `${JSON.stringify({ company: slug, applied: false, plan }, null, 2)}\n` : `${pageOf(call, shown)}\n`)
  return EXIT.ok
}

async function agreed(call: Call, shown: Shown): Promise<void> {
  if (!call.options.flag('json')) await call.io.stdout.write(`${pageOf(call, shown)}\n`)
  await confirmed(call, shown.isNew ? `Found ${shown.slug} and do all of this?` : `Do all of this in ${shown.slug}?`)
}

const pageOf = (call: Call, { slug, plan, isNew }: Shown): string => `${isNew ? `${call.screen.paint('good', '+')} company ${slug}, which is not here yet\n` : ''}${planPage(call, slug, plan)}`

/** Does what was shown, all of it or nothing. */
async function carriedOut({ options }: Call, company: CompanyVerbs, { definition, shown: { plan: { digest } } }: Agreed): Promise<Governed> {
  return company.propose(await company.applying(definition, { plan: digest }), options.given('key', 'reason'))
}

async function tell({ io, options, hint, screen: { paint } }: Call, { slug, plan: { steps } }: Shown, done: Governed): Promise<ExitCode> {
  const many = `${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`
  const [data, text] = done.kind === 'waiting'
    ? [{ kind: 'waiting', approval: done.approval }, `${paint('warn', 'Waits for the board:')} apply the file to ${slug}, in ${many}.\n${hint(`approval approve ${shortId(done.approval.id)}`)}`]
    : [{ company: slug, applied: true, plan: done.value }, `${paint('good', 'Done:')} ${many} in ${slug}.\n${hint('start')}`]
  await io.stdout.write(options.flag('json') ? `${JSON.stringify(data, null, 2)}\n` : `${text}\n`)
  return EXIT.ok
}
