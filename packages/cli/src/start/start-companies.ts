import { createPaperclip, type Paperclip } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import { everyRow } from '../data/every-row.ts'
import { loggerOn, openInstallation, type Installation } from '../data/installation.ts'
import { DEMO_SLUG, foundDemo, refreshDemo } from '../demo/found-demo.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { commandLine, type Call } from '../shell.ts'
import type { StartConfig } from '../start-config.ts'
import { checkKinds } from './check-kinds.ts'
import { dryAdapters } from './dry-adapter.ts'
import { dryFolder } from './dry-folder.ts'
import { Follower } from './follower.ts'
import { EventLines } from './event-lines.ts'
import { LiveLines } from './live-lines.ts'
import type { Staged } from './staged.ts'
import { untilEnded } from './until-ended.ts'

/** Runs every company of a folder until somebody ends it. Where there is none, one is founded first: the configuration's, or the demo. */
export async function startCompanies(called: Call, config: StartConfig, { forMs }: { forMs: number | null }): Promise<ExitCode> {
  const mode = called.options.flag('dry') ? 'dry' : 'real'
  const folder = mode === 'dry' ? await dryFolder(called) : called.folder
  const call: Call = { ...called, folder, line: verb => commandLine(called.io, folder, verb) }
  const installation = await openInstallation(call.io, folder, config)
  try {
    const origin = await stage(call, installation, config)
    const paperclip = mode === 'dry' ? await rehearsal(call, installation) : installation.paperclip
    if (mode === 'real') await checkKinds(call, installation)
    return await run({ call, paperclip, origin, mode, forMs }, installation)
  } finally {
    await installation.store.close()
  }
}

/** Makes sure that there is a company to run. */
async function stage(call: Call, { paperclip }: Installation, config: StartConfig): Promise<Staged['origin']> {
  const companies = await everyRow(after => paperclip.companies({ after }))
  if (companies.length > 0) {
    if (companies.some(({ slug }) => slug === DEMO_SLUG)) await refreshDemo(await paperclip.company(DEMO_SLUG))
    return 'standing'
  }
  if (config.found) {
    try {
      await config.found(paperclip)
    } catch (error) {
      throw new CliError('invalid_input', `--config: its "found" failed: ${error instanceof Error ? error.message : String(error)}`, `Correct it. What it made before it failed stays in ${call.folder.path}: begin again in a new folder, or remove this one.`)
    }
    return 'founded'
  }
  if (call.options.text('config') !== undefined) throw new CliError('invalid_input', `--config: it founds no company, and there is none in ${call.folder.path}.`, 'Give it found: async paperclip => { … }, or start without --config to see the demo.')
  await foundDemo(paperclip)
  return 'demo'
}

async function rehearsal({ io }: Call, { paperclip, store, adapters }: Installation): Promise<Paperclip> {
  return createPaperclip({ store, adapters: await dryAdapters(paperclip, adapters), clock: io.clock, logger: loggerOn(io) })
}

async function run(staged: Staged, { store }: Installation): Promise<ExitCode> {
  const { call, paperclip, forMs } = staged
  const narrator = call.options.flag('json') ? new EventLines(staged) : new LiveLines(staged)
  const follower = new Follower({
    paperclip, store,
    heard: (company, record) => narrator.tell(company, record),
    failed: error => loggerOn(call.io).warn('The log could not be followed.', { error }),
  })
  await follower.begin(company => narrator.introduce(company))
  await narrator.open()
  await paperclip.start()
  const end = await untilEnded(call.io, paperclip, { forMs, draining: why => narrator.draining(why) })
  await follower.finish()
  await narrator.close(end)
  return end === 'aborted' ? EXIT.interrupted : EXIT.ok
}
