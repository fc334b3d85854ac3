import { PaperclipError, isPaperclipError } from '@paperclip/core'
import { alreadyInTable } from '@paperclip/store-kysely'
import pg from 'pg'

/** The SQLSTATE of an error the server has told; undefined where the connection itself failed. */
const stateOf = (error: unknown): string | undefined => (error instanceof pg.DatabaseError ? error.code ?? '' : undefined)

/** Two transactions were in each other's way: nothing of this one was kept, and it may succeed when it runs again. */
export const isInTheWay = (error: unknown): boolean => ['40001', '40P01'].includes(stateOf(error) ?? '')

/** After this no savepoint brings the transaction back: it met another, an earlier statement of it had failed already, or its connection is gone. */
export const endsTransaction = (error: unknown): boolean => isInTheWay(error) || stateOf(error) === '25P02' || isLost(error)

/** The connection is gone, whether the server said goodbye or not. */
export function isLost(error: unknown): boolean {
  const state = stateOf(error)
  return state === undefined ? !isPaperclipError(error) : /^(08|57P0|25P03)/.test(state)
}

/** The server is not to be had for anybody: its connections are lost, or it has no room. */
export const isAway = (error: unknown): boolean => isLost(error) || stateOf(error)?.startsWith('53') === true

/** Why there was no connection to be had may be over in a moment: refused, reset, starting up, too many of them; not where a name or a password is wrong. */
export const mayPass = (error: unknown): boolean => isLost(error) || stateOf(error) === '53300'

/** An error of PostgreSQL, or of the way there, in Paperclip's words, with what to do. */
export function explained(error: unknown, name: string): unknown {
  if (isPaperclipError(error)) return error
  const cause = { cause: error }
  if (!(error instanceof pg.DatabaseError)) return new PaperclipError('unavailable', `${name} did not answer (${saidBy(error)}). Look whether it runs and can be reached, then try again.`, cause)
  const state = error.code ?? ''
  switch (state) {
    case '23505': return alreadyInTable(error.table ?? '', error)
    case '42501': return new PaperclipError('misconfigured', `The role of url may not do this in ${name} (${error.message}). Open it once with ownerUrl, which grants that role what it needs.`, cause)
    case '3D000': return new PaperclipError('misconfigured', `There is no ${name}. Create it, or correct the url.`, cause)
    case '57014': case '55P03': return new PaperclipError('unavailable', `${name} took too long: ${error.message}. Try again; if it stays, look what it is busy with.`, cause)
    case '25006': return new PaperclipError('unavailable', `${name} can only be read: it is a standby, or was set so. Name the primary in the url.`, cause)
    case '22021': case '22P05': return new PaperclipError('invalid_input', `A text holds what PostgreSQL cannot store: ${error.message}.`, cause)
  }
  if (state.startsWith('28')) return new PaperclipError('misconfigured', `${name} refused the role or password of the url: ${error.message}.`, cause)
  if (state.startsWith('53')) return new PaperclipError('unavailable', `${name} has no room left (${error.message}). Nothing was written; free some and try again.`, cause)
  if (/^(08|57|40|25P03)/.test(state)) return new PaperclipError('unavailable', `${name} broke off: ${error.message}. Try again.`, cause)
  if (state.startsWith('54')) return new PaperclipError('too_large', `${name} cannot take so much at once: ${error.message}.`, cause)
  if (/^(55|58|XX|25)/.test(state)) return new PaperclipError('unavailable', `${name} cannot do this at the moment (${state}: ${error.message}). Try again; if it stays, look at the log of the server.`, cause)
  return new PaperclipError('misconfigured', `${name} refused a statement (${state}: ${error.message}). Look whether its schema is that of this version: paperclipai doctor.`, cause)
}

const saidBy = (error: unknown): string => (error instanceof AggregateError ? error.errors.map(saidBy).join(', ') : error instanceof Error ? error.message : String(error))
