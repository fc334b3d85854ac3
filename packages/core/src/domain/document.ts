import { z } from 'zod'
import { count, id, line, prose, slug } from './fields.ts'
import { partyKind } from './principal.ts'

/** A text on a task, under a key of its own: a plan, a draft, a report. Every change of it is kept. */
export const document = z.object({
  id: id(),
  taskId: id(),
  /** What it is called on its task: `plan`. */
  key: slug(),
  title: line(),
  /** Number of the revision in force, from 1. */
  revision: z.int().min(1),
  createdAt: z.date(),
  updatedAt: z.date(),
})
export type Document = z.infer<typeof document>

/** One text a document has had. Its id is `<document>:<number>`. */
export const documentRevision = z.object({
  id: id(),
  documentId: id(),
  number: z.int().min(1),
  title: line(),
  /** Markdown. */
  body: prose(1_000_000),
  authorKind: partyKind(),
  authorId: id(),
  runId: id().nullable(),
  createdAt: z.date(),
})
export type DocumentRevision = z.infer<typeof documentRevision>

/** A file that somebody put on a task. Its bytes lie in the blobs, under their digest. */
export const artifact = z.object({
  id: id(),
  taskId: id().nullable(),
  runId: id().nullable(),
  name: line(200),
  mediaType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/, 'must be a media type like "text/csv"').max(120).meta({ fact: true }),
  bytes: count(),
  /** SHA-256 of the bytes, in hex. */
  sha256: id(),
  authorKind: partyKind(),
  authorId: id(),
  createdAt: z.date(),
})
export type Artifact = z.infer<typeof artifact>
