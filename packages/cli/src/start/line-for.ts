import type { AuditRecord } from '@paperclip/core'
import type { Line, Scene, Teller } from './line.ts'
import { tellGoal, tellMessage } from './tell-words.ts'
import { tellAgent, tellApproval, tellBudget, tellIncident } from './tell-board.ts'
import { tellRunBegin, tellRunEnd } from './tell-run.ts'
import { tellTask } from './tell-task.ts'

/** Everything else is bookkeeping: true, in the log, and not worth a line. */
const TELLERS: Readonly<Record<string, Teller>> = {
  'run.begin': tellRunBegin,
  'run.succeeded': tellRunEnd, 'run.failed': tellRunEnd, 'run.cancelled': tellRunEnd, 'run.timed_out': tellRunEnd, 'run.lost': tellRunEnd, 'run.deferred': tellRunEnd,
  'task.create': tellTask, 'task.hand_in': tellTask, 'task.finish': tellTask, 'task.send_back': tellTask, 'task.cancel': tellTask, 'task.reopen': tellTask, 'task.park': tellTask,
  'message.say': tellMessage, 'message.ask': tellMessage, 'message.answer': tellMessage,
  'goal.report': tellGoal, 'goal.update': tellGoal, 'goal.set': tellGoal,
  'approval.ask': tellApproval, 'approval.approved': tellApproval, 'approval.rejected': tellApproval, 'approval.stale': tellApproval, 'approval.expired': tellApproval,
  'agent.hire': tellAgent, 'agent.hold': tellAgent, 'agent.resume': tellAgent, 'agent.wake': tellAgent, 'agent.terminate': tellAgent, 'agent.configure': tellAgent,
  'budget.set': tellBudget, 'budget.raise': tellBudget,
  'incident.open': tellIncident,
}

/** A record as a line, or nothing. */
export async function lineFor(record: AuditRecord, scene: Scene): Promise<Line | null> {
  return await TELLERS[record.action]?.(record, scene) ?? null
}
