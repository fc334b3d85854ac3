import { Type } from 'typebox'
import { attachment, BYTES, BYTES_BODY, BYTES_REPLY, bytesOf } from '../http/bytes.ts'
import { rowOf } from '../wire/schema.ts'
import { deed } from './deed.ts'
import { list, look, part } from './look.ts'
import { forBoard, Reply, type BoardCall, type Route } from './route.ts'

const tag = 'Artifacts'
const ARTIFACT = rowOf('artifact')
const FILE = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200, description: 'What it is called: `report.pdf`.' }),
  type: Type.Optional(Type.String({ maxLength: 120, description: 'Its media type: `text/csv`.' })),
}, { additionalProperties: false })

const put = { method: 'POST', tag, act: 'artifact.attach', repeated: 'Idempotency-Key', media: BYTES, body: BYTES_BODY, query: FILE, replies: { 201: ARTIFACT } } as const

async function attach({ company, params, query: { name, type }, body, once }: BoardCall<{ name: string; type?: string }, unknown>): Promise<Reply> {
  const file = { name, body: bytesOf(body), ...type === undefined ? {} : { mediaType: type } }
  return new Reply(201, await company.artifacts.attach(params['task'] ?? null, file, once))
}

/** Files, on tasks and on the company. */
export const artifactRoutes: readonly Route[] = [
  list({ path: '/artifacts', tag, summary: 'Lists files', noun: 'artifact', of: ARTIFACT, list: (company, query) => company.artifacts.list(query) }),
  forBoard({ ...put, path: '/artifacts', summary: 'Puts a file on the company: its bytes are the body', handle: attach }),
  forBoard({ ...put, path: '/tasks/:task/artifacts', summary: 'Puts a file on a task: its bytes are the body', handle: attach }),
  look({ path: '/artifacts/:artifact', tag, summary: 'What a file is called, what it is, and how large', answer: ARTIFACT, see: (company, params) => company.artifacts.get(part(params, 'artifact')) }),
  forBoard({
    method: 'GET', path: '/artifacts/:artifact/content', tag, summary: 'The bytes of a file', replies: { 200: BYTES_REPLY },
    async handle({ company, params }) {
      const artifact = await company.artifacts.get(part(params, 'artifact'))
      return attachment(await company.artifacts.read(artifact.id), artifact)
    },
  }),
  deed('artifact.remove', { method: 'DELETE', path: '/artifacts/:artifact', tag, summary: 'Takes a file off', answer: ARTIFACT, from: { artifact: 'artifact' } }),
]
