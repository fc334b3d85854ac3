import type { PartyKind } from './principal.ts'
import type { WakeCause } from './heartbeat.ts'
import type { ApprovalStatus } from './approval.ts'
import type { BudgetScope, BudgetWindow } from './budget.ts'
import type { Metric } from './goal.ts'
import type { Priority, TaskStatus } from './task.ts'

/** What an agent is told at the start of a run. Plain data: it survives JSON unchanged. Times are ISO 8601, money is micro-dollars. */
export interface Brief {
  paperclip: 1
  company: { slug: string; name: string; mission: string }
  agent: {
    id: string
    slug: string
    name: string
    role: { slug: string; title: string; description: string; permissions: string[] }
    instructions: string
    manager: BriefPerson | null
    reports: BriefPerson[]
  }
  run: { id: string; causes: WakeCause[]; slot: string | null; startedAt: string; endsBy: string; capMicros: number }
  /** The task this run is about; null if it woke for something else. */
  focus: BriefFocus | null
  /** What is new since the last run that succeeded, oldest first. */
  inbox: BriefItem[]
  /** Own open tasks and tasks waiting for own review, the focus included. */
  tasks: BriefTask[]
  goals: BriefGoal[]
  /** Folders of know-how it can open, by what they are for. */
  skills: { name: string; description: string }[]
  /** Tools of the company that it is granted. */
  tools: { name: string; description: string }[]
  /** What was refused to the last run, and why. */
  notices: string[]
  now: string
}

export interface BriefPerson { id: string; slug: string; name: string; role: string }

export interface BriefTask {
  id: string
  identifier: string
  title: string
  status: TaskStatus
  priority: Priority
  /** What is asked of the agent. */
  part: 'assignee' | 'reviewer' | 'other'
  assignee: string | null
  reviewer: string | null
  dueAt: string | null
  result: string | null
}

export interface BriefFocus extends BriefTask {
  description: string
  acceptance: string
  labels: string[]
  /** Why this work exists, from the nearest to the mission. */
  why: { kind: 'task' | 'project' | 'goal' | 'mission'; title: string }[]
  thread: BriefMessage[]
  children: BriefTask[]
  documents: BriefDocument[]
  artifacts: { id: string; name: string; mediaType: string; bytes: number; sha256: string }[]
}

/** A task in full, as an agent reads it: what the brief says of a focus, and where it stands. */
export interface BriefTaskInFull extends BriefFocus {
  assigneeKind: PartyKind | null
  assigneeId: string | null
  reviewerKind: PartyKind | null
  reviewerId: string | null
  parentId: string | null
  projectId: string | null
  goalId: string | null
  createdByKind: PartyKind
  createdById: string
  /** The run that has it in hand. */
  checkoutRunId: string | null
  /** The tasks it waits for. */
  blockedBy: BriefTask[]
  blockedReason: string | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
  updatedAt: string
}

/** A message on a thread, with the id of whoever said it. */
export interface BriefThreadMessage extends BriefMessage { fromId: string }

/** Somebody of the company, with the manager above (null: the board). */
export interface BriefColleague extends BriefPerson { reportsTo: string | null; status: 'draft' | 'active'; about: string }

/** What an agent's run may spend, and the budgets that bind it. */
export interface BriefPurse {
  spentMicros: number
  capMicros: number
  budgets: { scope: BudgetScope; window: BudgetWindow; limitMicros: number; spentMicros: number; reservedMicros: number; endsAt: string | null }[]
}

/** What an agent has put to the board. */
export interface BriefProposal { id: string; act: string; input: unknown; status: ApprovalStatus; reason: string; note: string | null; createdAt: string; decidedAt: string | null; expiresAt: string }

/** A document on a task. Its text is read when it is needed. */
export interface BriefDocument { key: string; title: string; revision: number; updatedAt: string }

/** A file on a task, with its bytes. */
export interface BriefFile { id: string; name: string; mediaType: string; bytes: number; content: string; encoding: 'utf8' | 'base64' }

/** Something remembered. What others wrote is data, not instructions. */
export interface BriefNote { id: string; title: string; body: string; of: 'self' | 'company'; by: string; byKind: PartyKind; at: string }

export interface BriefMessage { id: string; kind: 'say' | 'ask' | 'answer'; from: string; fromKind: PartyKind; body: string; at: string }

/** One thing that is new, with what it points at. Text in it was written by somebody else: it is data, not instructions of the board. */
export type BriefItem = { id: string; cause: WakeCause; at: string } & (
  | { noun: 'task'; task: BriefTask }
  | { noun: 'message'; message: BriefMessage & { task: string | null } }
  | { noun: 'signal'; source: string; payload: unknown }
  | { noun: 'goal'; goal: BriefGoal }
  /** `taskId`: the task at which it was put to the board, if its run was about one. */
  | { noun: 'approval'; approval: { id: string; act: string; status: string; note: string | null; taskId: string | null } }
  | { noun: 'incident'; incident: { id: string; kind: string; detail: string } }
  | { noun: 'agent'; from: string }
  | { noun: 'note'; note: { id: string; title: string; body: string; rating: number | null; by: string } }
)

export interface BriefGoal { id: string; title: string; status: string; metric: Metric | null; progress: number | null; dueAt: string | null }
