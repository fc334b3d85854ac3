import type { DataFolder } from '../data/data-folder.ts'
import { hintPackage } from '../data/hint-package.ts'
import { pgbossWords } from '../start/chosen-scheduler.ts'
import type { Call } from '../shell.ts'
import type { StartConfig } from '../start-config.ts'
import { bad, ok, warn, type Check } from './check.ts'

type Loaded = NonNullable<Awaited<ReturnType<typeof hintPackage>>>
type Facts = Awaited<ReturnType<Loaded['pgbossFacts']>>

/** How a start on PostgreSQL learns what is due, and whether hints between nodes arrive. */
export async function checkHints({ folder: { database }, line }: Pick<Call, 'line'> & { folder: Pick<DataFolder, 'database'> }, { scheduler }: StartConfig): Promise<Check[]> {
  if (scheduler) return [ok('scheduler', 'the one of the configuration')]
  if (database.kind !== 'postgres') return []
  const hints = await hintPackage()
  return judgedHints(hints && await hints.pgbossFacts({ url: database.url }), line('db migrate'))
}

/** What is to be said of hints; null: their package is not installed. `remedy` lays out their tables. */
export function judgedHints(facts: Facts | null, remedy: string): Check[] {
  if (!facts) return [ok('scheduler', 'each node by its own clock; several give work to whichever has room with @paperclip/scheduler-pgboss installed')]
  const { schema, needed, waiting, dead } = facts
  if (schema !== needed) return [bad('scheduler', `The database ${pgbossWords(schema, needed)}.`, `As the role that owns it, whose url is in PAPERCLIPAI_OWNER_URL:\n${remedy}`)]
  return [
    ok('scheduler', `hints between nodes, by pg-boss schema ${schema}; ${waiting} ${waiting === 1 ? 'waits' : 'wait'}`),
    ...dead > 0 ? [warn('hints', `${dead} ${dead === 1 ? 'hint was' : 'hints were'} laid aside within a day: no node could look after ${dead === 1 ? 'it' : 'them'} in four tries.`, 'Look in the logs of the nodes why their database did not answer. What was due is found by each sweep all the same.')] : [],
  ]
}
