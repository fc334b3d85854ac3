import { isUtf8 } from 'node:buffer'
import { DESK_VERBS } from '../domain/desk-verbs.ts'
import { PaperclipError } from '../domain/error.ts'
import { parse } from '../domain/parse.ts'
import { holdsSecret } from '../policy/redact.ts'
import { documentFor } from '../operations/waking/brief.ts'
import { need } from '../operations/find.ts'
import { checkRoom, keptBytes, readBytes } from '../operations/papers/attach-artifact.ts'
import { checkHand, checkSight, readDocument } from '../operations/papers/write-document.ts'
import { recall } from '../operations/papers/write-note.ts'
import type { Desk } from '../ports/desk.ts'
import type { DeskDoor } from './desk-door.ts'

/** What an agent keeps and finds again: notes, files, documents. */
export function deskPapers({ deps, seat, look, use, act, taskOrFocus }: DeskDoor): Pick<Desk, 'remember' | 'recall' | 'attach' | 'open' | 'write' | 'read'> {
  const { companyId, by, secrets } = seat
  return {
    remember: given => use(['remember', DESK_VERBS.remember], given, async ({ title, body, for: whose }) => {
      const { id } = await act('note.write', { agent: whose === 'self' ? by.id : null, body, ...(title === undefined ? {} : { title }) })
      return { id }
    }),
    recall: given => use(['recall', DESK_VERBS.recall], given, input => look(async view => recall(view, await need(view, 'agent', by.id), input))),
    attach: given => use(['attach', DESK_VERBS.attach], given, async ({ task: ref, name, mediaType }, asGiven) => {
      const { content, encoding } = parse(DESK_VERBS.attach, asGiven, 'The input of "attach"')              // a file is refused, not altered
      const task = await taskOrFocus(ref)
      const body = encoding === 'utf8' ? Buffer.from(content) : fromBase64(content)
      const told = holdsSecret(body, secrets)
      if (told) throw new PaperclipError('forbidden', `content: this file holds the value of the secret "${told.slug}". Leave it out.`)
      await look(async view => {                                          // before a byte is kept
        await checkHand({ tx: view, by }, task)
        await checkRoom({ tx: view, deps }, by.runId, { name, bytes: body.byteLength })
      })
      const { id, bytes, sha256 } = await act('artifact.attach', { task: task.id, ...await keptBytes({ deps, companyId }, { name, mediaType, body }) })
      return { id, bytes, sha256 }
    }),
    open: given => use(['open', DESK_VERBS.open], given, async ({ artifact }) => {
      const { id, name, mediaType, bytes, sha256 } = await look(async view => {
        const found = await need(view, 'artifact', artifact)
        if (found.taskId !== null) await checkSight({ tx: view }, by.id, await need(view, 'task', found.taskId))
        return found
      })
      const body = await readBytes({ deps, companyId }, { name, sha256 })
      return { id, name, mediaType, bytes, ...(isUtf8(body) ? { content: Buffer.from(body).toString('utf8'), encoding: 'utf8' } : { content: Buffer.from(body).toString('base64'), encoding: 'base64' }) }
    }),
    write: given => use(['write', DESK_VERBS.write], given, async ({ task: ref, title, ...input }) => {
      const task = await taskOrFocus(ref)
      return documentFor(await act('document.write', { ...input, task: task.id, ...(title === undefined ? {} : { title }) }))
    }),
    read: given => use(['read', DESK_VERBS.read], given, async ({ task: ref, ...what }) => {
      const task = await taskOrFocus(ref)
      return look(async view => {
        await checkSight({ tx: view }, by.id, task)
        const found = await readDocument(view, { task, ...what })
        return { ...documentFor(found), body: found.body }
      })
    }),
  }
}

function fromBase64(content: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(content) || content.length % 4 === 1) throw new PaperclipError('invalid_input', 'content: is not base64, though "encoding" says so.', { fields: [{ field: 'content', problem: 'is not base64' }] })
  return Buffer.from(content, 'base64')
}
