import type { CompanyId } from '../domain/company.ts'

/** What was put: its SHA-256 in hex, and how much it is. */
export interface StoredBlob { sha256: string; bytes: number }

/** Bytes of a company, under their own digest. What it promises is what `testBlobs` checks. */
export interface Blobs {
  /** Keeps bytes, durably when this resolves. Throws `too_large`, and keeps nothing, if there are more than `most`. */
  put(company: CompanyId, body: Uint8Array | AsyncIterable<Uint8Array>, options: { most: number }): Promise<StoredBlob>
  /** The bytes of a digest, checked against it; undefined if this company has none. */
  get(company: CompanyId, sha256: string): Promise<Uint8Array | undefined>
  has(company: CompanyId, sha256: string): Promise<boolean>
  remove(company: CompanyId, sha256: string): Promise<void>
  /** Removes everything of a company. */
  destroy(company: CompanyId): Promise<void>
}
