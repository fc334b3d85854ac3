import { isUtf8 } from 'node:buffer'
import type { AdapterJob, JobFile } from '@paperclip/core'

/** Bytes of files that a request carries at most. */
const MOST_BYTES = 4_000_000

/** A file as it is sent: its text, or its bytes in base64. Both are null where the files are too much for one request. */
interface SentFile { path: string; bytes: number; sha256: string; text: string | null; base64: string | null }

/** The folders of know-how of a run as they are sent: with their files, as long as they fit. */
export async function skillsBody(skills: AdapterJob['skills']): Promise<{ name: string; description: string; version: number; files: SentFile[] }[]> {
  let left = MOST_BYTES
  const sent = []
  for (const { name, description, version, files } of skills) {
    const listed: SentFile[] = []
    for (const file of files) {
      const fits = file.bytes <= left
      if (fits) left -= file.bytes
      listed.push(fileBody(file, fits ? await file.read() : null))
    }
    sent.push({ name, description, version, files: listed })
  }
  return sent
}

function fileBody({ path, bytes, sha256 }: JobFile, body: Uint8Array | null): SentFile {
  const isText = body !== null && isUtf8(body)
  return { path, bytes, sha256, text: isText ? Buffer.from(body).toString('utf8') : null, base64: body !== null && !isText ? Buffer.from(body).toString('base64') : null }
}
