import { conflict, PaperclipError } from '../../domain/error.ts'
import { HOOK } from '../../domain/principal.ts'
import { isSigned, type SignedMessage, writeHookSecret } from '../../policy/webhook-signature.ts'
import { need } from '../find.ts'
import { forgetExpired } from '../governance/idempotency.ts'
import { companyKey } from '../secrets/company-key.ts'
import { openValue, placeOf } from '../secrets/seal.ts'
import { change, deed, read, transact, type Deps } from '../work.ts'
import { noteRefusedMessage } from './note-refused-message.ts'
import { sendSignal } from './send-signal.ts'

/** Whoever is refused is told the same, whatever is wrong. */
const refused = (): PaperclipError => new PaperclipError('unauthorized', 'There is no such hook, or this is not signed with its secret, or not within the last five minutes, or it came before. Sign what you send: webhook-id, webhook-timestamp, webhook-signature.')

/** Judges one who is not known as long as one who is. */
const NOBODYS = writeHookSecret(new Uint8Array(32))

/**
 * Takes in what somebody outside signed, as a signal. What comes again with the same id, signed anew, is taken as done; the very same message again is refused with
 * `unauthorized`, as is whatever is not signed. That a hook has refused something is noted on it.
 */
export async function receiveHook(deps: Deps, address: string, message: SignedMessage): Promise<void> {
  const [companyId = '', hookId = ''] = address.split('.')
  const isGood = isSigned(await secretOf(deps, companyId, hookId) ?? NOBODYS, message, deps.clock.now())
  if (isGood && await isTaken(deps, { companyId, hookId }, message)) return
  // nobody waits for it: how long an answer takes does not tell whether there is such a hook
  noteRefusedMessage(deps, companyId, hookId).catch((error: unknown) => deps.logger.warn('That a hook has refused something could not be noted.', { company: companyId, hook: hookId, error }))
  throw refused()
}

/** Takes in what is signed; false for what came before, or too late for its hook. */
async function isTaken(deps: Deps, { companyId, hookId }: { companyId: string; hookId: string }, message: SignedMessage): Promise<boolean> {
  const payload = payloadOf(message.body)
  return transact({ deps, companyId, by: HOOK }, async work => {
    const { tx } = work, now = deps.storeTime.now()
    const hook = await tx.get('hook', hookId)
    if (!hook || hook.revokedAt !== null) return false
    if ((await need(tx, 'company', companyId)).status === 'archived') throw conflict('wrong_state', 'This company is archived: it takes nothing in.')
    const seen = await tx.get('reply', `hook:${hookId}:${message.id}`)
    if (seen?.digest === message.timestamp && seen.expiresAt > now) return false
    await forgetExpired(work)
    await tx.put('reply', { id: `hook:${hookId}:${message.id}`, digest: message.timestamp, result: null, expiresAt: new Date(now.getTime() + deps.limits.idempotencyMs) })
    if (seen && seen.expiresAt > now) return true
    await change(deed(work, 'hook', 'hook.receive'), hook, {})
    await sendSignal.perform(work, { to: hook.agentId, audience: hook.audience, source: hook.source, payload })
    return true
  })
}

async function secretOf(deps: Deps, companyId: string, hookId: string): Promise<string | undefined> {
  if (companyId === '' || hookId === '') return undefined
  const sealed = await read(deps, companyId, async view => (await view.get('hook', hookId))?.revokedAt === null ? view.get('sealed', hookId) : undefined)
  const key = sealed && await companyKey(deps, companyId)
  return key && openValue({ key, place: placeOf(companyId, hookId) }, sealed.box)
}

function payloadOf(body: Uint8Array) {
  try {
    return sendSignal.input.shape.payload.parse(JSON.parse(Buffer.from(body).toString('utf8')))
  } catch (error) {
    throw new PaperclipError('invalid_input', 'The body is not JSON.', { cause: error })
  }
}
