import type { Scheduler } from '@paperclip/core'
import { CliError } from '../cli-error.ts'
import type { DataFolder } from '../data/data-folder.ts'
import { hintPackage } from '../data/hint-package.ts'
import type { Io } from '../io.ts'
import type { StartConfig } from '../start-config.ts'

/** What makes a start look for work: its own timer, hints of other nodes too, or what the configuration brings. */
export type SchedulerKind = 'timer' | 'pg-boss' | 'configured'

/** A scheduler for a start; without one it has a timer. `check` refuses where it could not begin. */
export interface ChosenScheduler { kind: SchedulerKind; scheduler?: Scheduler; check(): Promise<void> }

/** By a timer, and nothing is to be looked at. */
export const BY_TIMER: ChosenScheduler = { kind: 'timer', check: async () => {} }

/** The scheduler of the configuration; else, on PostgreSQL, the one of many nodes where its package is installed; else a timer. */
export async function chooseScheduler({ clock }: Pick<Io, 'clock'>, { database, name }: DataFolder, config: StartConfig): Promise<ChosenScheduler> {
  if (config.scheduler) return { ...BY_TIMER, kind: 'configured', scheduler: config.scheduler }
  const hints = database.kind === 'postgres' ? await hintPackage() : null
  if (database.kind !== 'postgres' || !hints) return BY_TIMER
  const { url } = database
  return {
    kind: 'pg-boss',
    scheduler: hints.pgbossScheduler({ url, clock }),
    check: async () => {
      const { schema, needed } = await hints.pgbossFacts({ url })
      if (schema !== needed) throw new CliError('misconfigured', `${name} ${pgbossWords(schema, needed)}.`, { run: 'db migrate' })
    },
  }
}

/** How pg-boss's tables are, where they are not of the version that is needed. */
export const pgbossWords = (schema: number | null, needed: number): string => (schema === null ? 'has no tables of pg-boss yet' : `has pg-boss schema ${schema}, and this version needs ${needed}`)
