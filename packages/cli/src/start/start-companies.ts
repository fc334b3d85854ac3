import { createPaperclip, type Paperclip, type Vault } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import { everyRow } from '../data/every-row.ts'
import { holdsData } from '../data/data-folder.ts'
import { vaultOf } from '../data/master-key.ts'
import { openInstallation, type Installation } from '../data/installation.ts'
import { maskOn } from '../data/logger-on.ts'
import { DEMO_SLUG, foundDemo, refreshDemo } from '../demo/found-demo.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { next } from '../output/facts.ts'
import { commandLine, type Call } from '../shell.ts'
import type { StartConfig } from '../start-config.ts'
import { checkKinds } from './check-kinds.ts'
import { BY_TIMER, chooseScheduler } from './chosen-scheduler.ts'
import { dryAdapters } from './dry-adapter.ts'
import { rehearsalFolder } from './rehearsal-folder.ts'
import { Follower } from './follower.ts'
import { foundAll } from './found-all.ts'
import { EventLines } from './event-lines.ts'
import { LiveLines } from './live-lines.ts'
import { logOf, type LogWords } from './log-words.ts'
import { checkOwned, doorOf, openServer, type ServingWords } from './serving.ts'
import type { Staged } from './staged.ts'
import { untilEnded } from './until-ended.ts'

/** Runs every company of a folder until somebody ends it. Where there is none, one is founded first: the configuration's, or the demo. */
export async function startCompanies(called: Call, given: StartConfig, { log, ...asked }: Pick<Manner, 'forMs' | 'serving'> & { log: LogWords }): Promise<ExitCode> {
  const config: StartConfig = { ...given, logger: given.logger ?? await logOf(called.io, log) }
  if (!called.options.flag('dry')) return startIn(called, config, { mode: 'real', ...asked, vault: vaultOf(called.io, called.folder) })
  const dry = await rehearsalFolder(called)
  try {
    return await startIn({ ...called, folder: dry.folder, line: verb => commandLine(called.io, dry.folder, verb), hint: verb => `  ${next(called.screen, commandLine(called.io, dry.folder, verb))}` }, config, { mode: 'dry', ...asked, vault: vaultOf(called.io, called.folder) })
  } finally {
    dry.end()
  }
}

/** How long what is being answered may take once every run has ended. */
const GRACE_MS = 2_000

/** Who owns what is not there yet. */
const NOBODY_YET = { hasOwner: async () => false }

/** `vault` opens the secrets of what a rehearsal is a copy of. */
interface Manner { mode: Staged['mode']; forMs: number | null; serving: ServingWords | null; vault: Vault }

async function startIn(call: Call, config: StartConfig, { mode, forMs, serving, vault }: Manner): Promise<ExitCode> {
  if (serving && !holdsData(call.folder)) await checkOwned(NOBODY_YET, serving)
  const { check, kind, scheduler } = mode === 'dry' ? BY_TIMER : await chooseScheduler(call.io, call.folder, config)
  const installation = await openInstallation(call.io, call.folder, { ...config, ...scheduler ? { drivenBy: scheduler } : {} })
  try {
    await check()
    if (serving) await checkOwned(installation.paperclip.access, serving)
    const origin = await stage(call, installation, config)
    if (mode === 'real') await checkKinds(call, installation)
    const paperclip = mode === 'dry' ? await rehearsal(call, installation, vault) : installation.paperclip
    const server = serving && await openServer(call, { ...installation, paperclip }, serving)
    let graceMs = 0
    try {
      const exit = await run({ call, mask: maskOn(call.io), paperclip, origin, mode, scheduler: kind, forMs, door: server && await doorOf(call, paperclip, server) }, installation)
      if (exit === EXIT.ok) graceMs = GRACE_MS
      return exit
    } finally {
      await server?.close({ graceMs })                              // last: runs that come to their end use their desk until then
    }
  } finally {
    await installation.store.close()
  }
}

/** Makes sure that there is a company to run. */
async function stage(call: Call, { paperclip, store }: Installation, config: StartConfig): Promise<Staged['origin']> {
  const companies = await everyRow(after => paperclip.companies({ after }))
  if (companies.length > 0) {
    if (companies.some(({ slug }) => slug === DEMO_SLUG)) await refreshDemo(await paperclip.company(DEMO_SLUG))
    return 'standing'
  }
  if ((await store.instance.companies({ limit: 1 })).rows.length > 0) return 'standing'                // nobody's here, but somebody's: they run, and nothing is founded beside them
  if (config.found) {
    await foundAll(call, paperclip, config.found)
    return 'founded'
  }
  const { company } = config
  if (company) {
    const { slug, prefix } = company
    if (slug === undefined) throw new CliError('invalid_input', '--config: its company does not say which it is.', 'Write slug: \'my-company\' into it.')
    await foundAll(call, paperclip, async installation => void await (await installation.found({ slug, ...prefix === undefined ? {} : { prefix } })).apply(company))
    return 'founded'
  }
  if (call.options.text('config') !== undefined) throw new CliError('invalid_input', `--config: it founds no company, and there is none in ${call.folder.name}.`, 'Give it company: defineCompany({ … }) or found: async paperclip => { … }, or start without --config to see the demo.')
  await foundDemo(paperclip)
  return 'demo'
}

async function rehearsal({ io }: Call, { paperclip, store, adapters, logger }: Installation, vault: Vault): Promise<Paperclip> {
  return createPaperclip({ store, adapters: await dryAdapters(paperclip, adapters), clock: io.clock, logger, vault })
}

async function run(staged: Staged, { store, logger }: Installation): Promise<ExitCode> {
  const { call, paperclip, forMs } = staged
  const narrator = call.options.flag('json') ? new EventLines(staged) : new LiveLines(staged)
  const follower = new Follower({
    paperclip, store,
    heard: (company, record) => narrator.tell(company, record),
    gone: company => narrator.leave(company),
    failed: error => logger.warn('The log could not be followed.', { error }),
  })
  await follower.begin(company => narrator.introduce(company))
  await narrator.open()
  await paperclip.start()
  const end = await untilEnded(call.io, paperclip, { forMs, draining: why => narrator.draining(why) })
  await follower.finish()
  await narrator.close(end)
  return end === 'aborted' ? EXIT.interrupted : EXIT.ok
}
