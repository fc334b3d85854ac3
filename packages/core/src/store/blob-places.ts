import type { Noun, Row } from '../domain/nouns.ts'

/** Where bytes lie that a row tells of: on which shelf, under which digest. */
export interface BlobPlace { shelf: string; sha256: string }

/** Where the files of a company's log lie: apart from its artifacts, so that nobody removes or attaches one. */
export const shelfOf = (companyId: string): string => `${companyId}-audit`

/** Every shelf of a company among the blobs: its own, and that of its log. */
export const shelvesOf = (companyId: string): readonly string[] => [companyId, shelfOf(companyId)]

/** The blobs a row tells of: what copies a company takes them along. */
export function blobsOf<N extends Noun>(company: string, noun: N, row: Row<N>): BlobPlace[] {
  const told = row as Partial<Row<'artifact'> & Row<'skillVersion'>>
  if (noun === 'artifact') return told.sha256 === undefined ? [] : [{ shelf: company, sha256: told.sha256 }]
  if (noun === 'segment') return told.sha256 === undefined ? [] : [{ shelf: shelfOf(company), sha256: told.sha256 }]
  return noun === 'skillVersion' ? (told.files ?? []).map(({ sha256 }) => ({ shelf: company, sha256 })) : []
}
