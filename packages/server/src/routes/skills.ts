import { Type } from 'typebox'
import { attachment, BYTES_REPLY } from '../http/bytes.ts'
import { tagOf, versionAsked } from '../http/if-match.ts'
import { rowOf } from '../wire/schema.ts'
import { deed, outcome, REASON, WAITING } from './deed.ts'
import { list, pages, part, shown } from './look.ts'
import { forBoard, type Route } from './route.ts'

const tag = 'Skills'
const MIB = 1024 * 1024
const SKILL = rowOf('skill')
const FILE = Type.Union([Type.String(), Type.Object({ base64: Type.String({ format: 'byte' }) }, { additionalProperties: false })])
const FOLDER = Type.Object({
  description: Type.String({ description: 'When to use it.' }),
  files: Type.Record(Type.String(), FILE, { description: 'By their paths: `SKILL.md`, and what it refers to. A text, or bytes in base64.' }),
}, { additionalProperties: false })
const WHICH = Type.Object({ path: Type.String({ minLength: 1, maxLength: 300 }), version: Type.Optional(Type.Integer({ minimum: 1 })) }, { additionalProperties: false })

const filesOf = (files: Readonly<Record<string, string | { base64: string }>>): Record<string, string | Uint8Array> =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [path, typeof file === 'string' ? file : Buffer.from(file.base64, 'base64')]))

/** Folders of know-how that agents draw from. */
export const skillRoutes: readonly Route[] = [
  list({ path: '/skills', tag, summary: 'Lists skills', noun: 'skill', of: SKILL, list: (company, query) => company.skills.list(query) }),
  shown({ path: '/skills/:skill', tag, summary: 'A skill, by its slug or id', answer: SKILL, see: (company, params) => company.skills.get(part(params, 'skill')) }),
  forBoard({
    method: 'PUT', path: '/skills/:skill', tag, act: 'skill.set', repeated: 'Idempotency-Key', summary: 'Creates a skill, or gives it its next version', query: REASON, precondition: 'If-Match', body: FOLDER, bodyLimit: 16 * MIB, replies: { 200: SKILL, 202: WAITING },
    handle: async ({ company, params, body: { description, files }, query, once, request }) => outcome(await company.skills.propose({ slug: part(params, 'skill'), description, files: filesOf(files) }, { ...once, ...query, ...versionAsked(request) }), 200, tagOf),
  }),
  deed('skill.remove', { method: 'DELETE', path: '/skills/:skill', tag, summary: 'Removes a skill that nobody draws from', answer: SKILL, from: { skill: 'skill' } }),
  pages({ path: '/skills/:skill/versions', tag, summary: 'Every version a skill has had, with its files, oldest first', of: rowOf('skillVersion'), see: (company, params, page) => company.skills.versions(part(params, 'skill'), page) }),
  forBoard({
    method: 'GET', path: '/skills/:skill/file', tag, summary: 'One file of a skill', query: WHICH, replies: { 200: BYTES_REPLY },
    handle: async ({ company, params, query: { path, version } }) => attachment(await company.skills.read(part(params, 'skill'), path, version), { name: path.split('/').at(-1) ?? path, mediaType: path.endsWith('.md') ? 'text/markdown' : 'application/octet-stream' }),
  }),
]
