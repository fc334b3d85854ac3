import { statSync } from 'node:fs'
import { MIGRATIONS } from '@paperclip/store-kysely'
import type { DataFolder } from '../data/data-folder.ts'
import { hintPackage } from '../data/hint-package.ts'
import { openStore, postgresDriver } from '../data/open-store.ts'
import { everyRow } from '../data/every-row.ts'
import { pgbossWords } from '../start/chosen-scheduler.ts'
import { byteSize } from '../output/byte-size.ts'
import { facts } from '../output/facts.ts'
import type { Call } from '../shell.ts'

/** Which database it is, and how it is. */
export async function databaseStatus({ io, screen }: Pick<Call, 'io' | 'screen'>, folder: DataFolder): Promise<{ data: unknown; text: string }> {
  const store = await openStore(io, folder)
  try {
    const companies = await everyRow(after => store.instance.companies({ after })), deleted = await everyRow(after => store.instance.tombstones({ after }))
    const shared = { database: folder.name, kind: folder.database.kind, schema: MIGRATIONS.length, companies: companies.length, deleted: deleted.length }
    const known = [
      ['database', folder.name], ['kind', folder.database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'], ['schema', `${MIGRATIONS.length}, that of this version`],
      ['companies', `${companies.length}${deleted.length > 0 ? `, and ${deleted.length} deleted` : ''}`],
    ] as const
    if (folder.database.kind === 'sqlite') {
      const { size } = statSync(folder.file)
      return { data: { ...shared, bytes: size }, text: facts(screen, [...known, ['size', byteSize(size)]]).join('\n') }
    }
    const server = await (await postgresDriver()).serverFacts(store, io.clock), hints = await hintFacts(folder.database)
    return {
      data: { ...shared, server, hints },
      text: facts(screen, [...known, ['server', `PostgreSQL ${server.version}`], ['role', `${server.role}${server.isWalled ? ', held by row level security' : ', NOT held by row level security'}`],
        ['size', byteSize(server.bytes)], ['connections', `${server.connections} of ${server.mostConnections}`], ['clock', `${server.aheadMs} ms ahead of this machine`], ['hints', hintWords(hints)]]).join('\n'),
    }
  } finally {
    await store.close()
  }
}

/** How hints between nodes are; null: their package is not installed. */
async function hintFacts({ url }: { url: string }) {
  const hints = await hintPackage()
  return hints && await hints.pgbossFacts({ url })
}

function hintWords(facts: Awaited<ReturnType<typeof hintFacts>>): string {
  if (!facts) return 'none: @paperclip/scheduler-pgboss is not installed'
  const { schema, needed, waiting, dead } = facts
  return schema === needed ? `pg-boss schema ${schema}; ${waiting} waiting, ${dead} laid aside` : `it ${pgbossWords(schema, needed)}: see db migrate`
}
