import type { z } from 'zod'
import type { Approval } from '../domain/approval.ts'
import type { Brief, BriefColleague, BriefDocument, BriefFile, BriefItem, BriefNote, BriefProposal, BriefPurse, BriefTask, BriefTaskInFull, BriefThreadMessage } from '../domain/brief.ts'
import type { DESK_LISTS, DESK_VERBS } from '../domain/desk-verbs.ts'
import type { Page } from './store.ts'

type In<V extends keyof typeof DESK_VERBS> = z.input<(typeof DESK_VERBS)[V]>
type Asked<V extends keyof typeof DESK_LISTS> = z.input<(typeof DESK_LISTS)[V]>

/** What an agent can do during a run. Every refusal is a `PaperclipError`, noted on the run and told in the next brief. */
export interface Desk {
  me(): Promise<Brief['agent']>
  /** What is new since the last run that succeeded, oldest first. */
  inbox(input?: Asked<'inbox'>): Promise<Page<BriefItem>>
  /** Own tasks in hand, then those to do, then those waiting for own review. */
  tasks(input?: Asked<'tasks'>): Promise<Page<BriefTask>>
  /** Checks a task out for this run. */
  take(input: In<'take'>): Promise<BriefTask>
  update(input: In<'update'>): Promise<BriefTask>
  /** Hands a task in: to its reviewer if it has one, else it is done. */
  finish(input: In<'finish'>): Promise<BriefTask>
  /** Accepts a task handed in for own review, or sends it back. */
  review(input: In<'review'>): Promise<BriefTask>
  block(input: In<'block'>): Promise<BriefTask>
  /** Puts a task back for a later run. */
  release(input: In<'release'>): Promise<BriefTask>
  /** Creates a task, for a report unless said otherwise. */
  delegate(input: In<'delegate'>): Promise<BriefTask>
  say(input: In<'say'>): Promise<{ id: string }>
  /** Asks; the answer wakes this agent. Never waits. */
  ask(input: In<'ask'>): Promise<{ id: string }>
  answer(input: In<'answer'>): Promise<{ id: string }>
  /** Reports where a goal's metric stands. */
  report(input: In<'report'>): Promise<{ id: string; progress: number | null }>
  /** Keeps something for later runs, or for everybody. */
  remember(input: In<'remember'>): Promise<{ id: string }>
  /** Finds what was remembered: own notes and the company's, those that fit best first. */
  recall(input: In<'recall'>): Promise<Page<BriefNote>>
  /** Puts a file on a task. */
  attach(input: In<'attach'>): Promise<{ id: string; bytes: number; sha256: string }>
  /** Writes a document on a task. Refused as a conflict (`stale_revision`) if it was changed since the revision named as `base`. */
  write(input: In<'write'>): Promise<BriefDocument>
  read(input: In<'read'>): Promise<BriefDocument & { body: string }>
  /** Reads a file on a task: as text if it is text, else in base64. */
  open(input: In<'open'>): Promise<BriefFile>
  /** Reads a task in full: what it asks, why it exists, what lies on it. */
  show(input: In<'show'>): Promise<BriefTaskInFull>
  /** Reads what was said on a task, oldest first. */
  thread(input: In<'thread'>): Promise<Page<BriefThreadMessage>>
  /** Own tasks of a status, newest first: also those that are done, blocked or not begun. */
  assigned(input: In<'assigned'>): Promise<Page<BriefTask>>
  /** What this run may spend, and how its budgets stand. */
  purse(input: In<'purse'>): Promise<BriefPurse>
  /** Everybody who works here, oldest first. */
  colleagues(input: In<'colleagues'>): Promise<Page<BriefColleague>>
  /** What this agent has put to the board, and what became of it, newest first. */
  proposals(input: In<'proposals'>): Promise<Page<BriefProposal>>
  /** Reports what thinking took, where the adapter cannot. The same id counts once. */
  spend(input: In<'spend'>): Promise<{ spentMicros: number; capMicros: number }>
  /** Proposes an act: done at once if the role allows it, else the board is asked. */
  propose(input: In<'propose'>): Promise<Proposed>
}

export type Proposed = { kind: 'done'; value: unknown } | { kind: 'waiting'; approval: Pick<Approval, 'id' | 'actKind' | 'expiresAt'> }
