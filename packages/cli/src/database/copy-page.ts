import { INSTALLATION } from '@paperclip/core'
import type { DataFolder } from '../data/data-folder.ts'
import { MASTER_KEY } from '../data/master-key.ts'
import { table } from '../output/table.ts'
import type { Call } from '../shell.ts'
import { logsOf, type Transferred } from './transfer.ts'

const TITLES = [
  { title: 'COMPANY', isFlexible: true }, { title: 'ROWS', align: 'right' }, { title: 'RECORDS', align: 'right' }, { title: 'FILES', align: 'right' }, { title: 'LOG LINES', align: 'right' }, { title: 'LOG' },
] as const
/** How the installation is called among companies: no company has such a name. */
const ACCOUNTS = '(accounts)'

/** What a copy came to, for a person. */
export function copyPage({ screen }: Pick<Call, 'screen'>, { from, to, told }: { from: DataFolder; to: DataFolder; told: Transferred }): string {
  const { companies, tombstones } = told, all = logsOf(told), missing = all.reduce((sum, one) => sum + one.missing, 0)
  const rows = all.map(({ slug, rows, records, blobs, logLines, verified }) =>
    [slug === INSTALLATION ? ACCOUNTS : slug, String(rows), String(records), String(blobs), String(logLines), verified.ok ? ['good', 'verifies'] as const : ['bad', `record ${verified.seq}`] as const])
  return [
    `Copied ${companies.length} ${companies.length === 1 ? 'company' : 'companies'}${tombstones > 0 ? `, and ${tombstones} tombstones,` : ''} from ${from.name} to ${to.name}.`,
    ...all.length > 0 ? ['', table(screen, TITLES, rows)] : [],
    ...missing > 0 ? ['', `${missing} files were gone when their turn came: they were removed meanwhile, or are missing in ${from.name}.`] : [],
    '', keyLine(told),
  ].join('\n')
}

function keyLine({ key }: Transferred): string {
  switch (key.kind) {
    case 'environment': return `The master key is in ${MASTER_KEY}: what was copied opens with that one.`
    case 'file': return `The master key lies in ${key.file}. Whoever has it and the copy can read every secret.`
    case 'none': return 'There is no master key yet: no secret has been kept.'
  }
}
