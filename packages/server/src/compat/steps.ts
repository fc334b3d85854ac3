import { PaperclipError, type BriefTaskInFull, type DeedDesk } from '@paperclip/core'
import type { Step } from './statuses.ts'

/** What is said along with steps, and what else they need. */
interface Said { comment: string; blockedBy: readonly string[] }

/** Does one step on a task, at the desk of its agent. */
export async function step(desk: DeedDesk, { id: task }: Pick<BriefTaskInFull, 'id'>, doing: { step: Step } & Said): Promise<void> {
  const { comment, blockedBy } = doing
  switch (doing.step) {
    case 'take': return void await desk.take({ task })
    case 'release': return void await desk.release({ task })
    case 'finish': return void await desk.finish({ task, result: comment })
    case 'block': return void await desk.block({ task, reason: comment.slice(0, 4_000), blockedBy: [...blockedBy] })
    case 'accept': return void await desk.review({ task, verdict: 'accept' })
    case 'send_back': return void await desk.review({ task, verdict: 'send_back' })
    case 'ready': return act(desk, 'task.update', { task, status: 'todo' })
    case 'plan': return act(desk, 'task.update', { task, status: 'backlog' })
    case 'unblock': return act(desk, 'task.unblock', { task })
    case 'reopen': return act(desk, 'task.reopen', { task })
    case 'cancel': return act(desk, 'task.cancel', { task, reason: comment.slice(0, 4_000) })
  }
}

type Input = Parameters<DeedDesk['propose']>[0]['input']

/** An act that takes the board's approval, which was asked. */
export class Waits extends PaperclipError {
  readonly asked: { kind: string; input: Input }
  constructor(asked: { kind: string; input: Input }, approval: string) {
    super('conflict', `${asked.kind} takes the board's approval: it was asked (${approval}). Go on with something else.`, { reason: 'needs_approval' })
    this.asked = asked
  }
}

/** Does an act of the agent's own, or tells that the board was asked. */
export async function act(desk: DeedDesk, kind: string, input: Input): Promise<void> {
  const done = await desk.propose({ kind, input })
  if (done.kind === 'waiting') throw new Waits({ kind, input }, done.approval.id)
}
