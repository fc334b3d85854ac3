import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { auditRecord, type AuditRecord } from '../../domain/audit.ts'
import { PaperclipError } from '../../domain/error.ts'
import type { Segment } from '../../domain/retention.ts'
import { shelfOf } from '../../store/blob-places.ts'
import type { Deps } from '../work.ts'

const packed = promisify(gzip)
const unpacked = promisify(gunzip)
/** Far more than any segment is: what is larger was not written here. */
const MOST_BYTES = 1_000_000_000

/** Keeps records as a file among the blobs. */
export async function keepSegment({ blobs }: Pick<Deps, 'blobs'>, companyId: string, records: readonly AuditRecord[]): Promise<{ sha256: string; bytes: number }> {
  const lines = records.map(({ at, ...record }) => JSON.stringify({ at: at.getTime(), ...record })).join('\n')
  return blobs.put(shelfOf(companyId), await packed(Buffer.from(lines)), { most: MOST_BYTES })
}

/** The records of a segment. Throws `unavailable` if its file is gone or was altered. */
export async function recordsOf({ blobs }: Pick<Deps, 'blobs'>, companyId: string, { sha256, fromSeq, toSeq }: Segment): Promise<AuditRecord[]> {
  const bytes = await blobs.get(shelfOf(companyId), sha256)
  if (!bytes) throw new PaperclipError('unavailable', `Records ${fromSeq} to ${toSeq} of the audit log were put away in a file that is gone (${sha256}). Bring the blobs of this installation back.`)
  const text = (await unpacked(bytes)).toString('utf8')
  return text.split('\n').map(line => {
    const { at, ...record }: { at: number } & Record<string, unknown> = JSON.parse(line)
    return auditRecord.parse({ ...record, at: new Date(at) })
  })
}
