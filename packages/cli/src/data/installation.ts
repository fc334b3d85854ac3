import { join } from 'node:path'
import { createPaperclip, fileSpool, type Adapter, type Paperclip, type Plugin, type Scheduler } from '@paperclip/core'
import { functionAdapter } from '@paperclip/adapters/function'
import { processAdapter } from '@paperclip/adapters/process'
import type { SqlStore } from '@paperclip/store-kysely'
import { DEMO_FUNCTIONS } from '../demo/functions.ts'
import type { Io } from '../io.ts'
import type { StartConfig } from '../start-config.ts'
import type { DataFolder } from './data-folder.ts'
import { loggerOn } from './logger-on.ts'
import { openStore } from './open-store.ts'

/** Paperclip on the database of a folder, or of a server. */
export interface Installation { paperclip: Paperclip; store: SqlStore; adapters: readonly Adapter[]; plugins: readonly Plugin[]; logger: NonNullable<StartConfig['logger']> }

/** The kinds of agent that run here: functions of the demo and processes, unless a configuration brings its own. */
export function adaptersOf({ adapters = [] }: StartConfig, { clock, env }: Pick<Io, 'clock' | 'env'>): Adapter[] {
  const usual: Adapter[] = [functionAdapter(DEMO_FUNCTIONS, { clock }), processAdapter({ clock, environment: env })]
  return [...usual.filter(({ kind }) => adapters.every(own => own.kind !== kind)), ...adapters]
}

/** A configuration, and what drives the companies where they are to run. */
export interface Opening extends StartConfig { drivenBy?: Scheduler }

/** Opens the database of a folder and Paperclip on it. Nothing runs. */
export async function openInstallation(io: Io, folder: DataFolder, { drivenBy, ...config }: Opening): Promise<Installation> {
  const store = await openStore(io, folder)
  const adapters = adaptersOf(config, io), { plugins = [], logger = loggerOn(io), tracer } = config
  return { store, adapters, plugins, logger, paperclip: createPaperclip({ store, adapters, plugins, clock: io.clock, logger, ...tracer ? { tracer } : {}, spool: fileSpool(join(folder.path, 'spool')), ...drivenBy ? { scheduler: drivenBy } : {} }) }
}
