import { createHash } from 'node:crypto'
import type { Blobs } from '../ports/blobs.ts'
import { checkDigest, folderName } from './kept-name.ts'
import { capped } from './capped.ts'

/** Bytes that are gone with the process. */
export function memoryBlobs(): Blobs {
  const companies = new Map<string, Map<string, Uint8Array>>()
  const blobsOf = (company: string) => companies.get(folderName('company', company)) ?? new Map<string, Uint8Array>()
  return {
    async put(company, body, { most }) {
      folderName('company', company)
      const chunks: Uint8Array[] = []
      for await (const chunk of capped(body, most)) chunks.push(Uint8Array.from(chunk))
      const whole = Buffer.concat(chunks), sha256 = createHash('sha256').update(whole).digest('hex')
      companies.set(company, blobsOf(company).set(sha256, whole))
      return { sha256, bytes: whole.byteLength }
    },
    async get(company, sha256) {
      const bytes = blobsOf(company).get(checkDigest(sha256))
      return bytes && Uint8Array.from(bytes)
    },
    has: async (company, sha256) => blobsOf(company).has(checkDigest(sha256)),
    remove: async (company, sha256) => void blobsOf(company).delete(checkDigest(sha256)),
    destroy: async company => void companies.delete(folderName('company', company)),
  }
}
