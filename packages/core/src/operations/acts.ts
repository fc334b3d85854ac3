import type { z } from 'zod'
import { PaperclipError } from '../domain/error.ts'
import type { ActDefinition } from './act.ts'
import { activateAgent } from './activate-agent.ts'
import { adjustRun } from './adjust-run.ts'
import { blockTask, cancelTask, unblockTask } from './block-task.ts'
import { cancelRun } from './cancel-run.ts'
import { closeIncident } from './close-incident.ts'
import { configureAgent, rollbackAgent } from './configure-agent.ts'
import { createTask } from './create-task.ts'
import { finishTask, reviewTask } from './finish-task.ts'
import { hireAgent } from './hire.ts'
import { holdAgent, resumeAgent } from './hold-agent.ts'
import { moveAgent } from './move-agent.ts'
import { answerQuestion, askQuestion, sayMessage } from './send-message.ts'
import { sendSignal } from './send-signal.ts'
import { raiseBudget, setBudget } from './set-budget.ts'
import { reportGoal, setGoal, setProject, updateGoal } from './set-goal.ts'
import { setRole } from './set-role.ts'
import { releaseTask, reopenTask, takeTask } from './take-task.ts'
import { terminateAgent } from './terminate-agent.ts'
import { setMember, updateCompany } from './update-company.ts'
import { assignTask, updateTask } from './update-task.ts'
import { wakeAgent } from './wake-agent.ts'

/** Everything that can be done to a company: each act by its kind. */
export const ACTS = {
  'company.update': updateCompany, 'member.set': setMember, 'role.set': setRole,
  'agent.hire': hireAgent, 'agent.activate': activateAgent, 'agent.configure': configureAgent, 'agent.rollback': rollbackAgent, 'agent.move': moveAgent,
  'agent.hold': holdAgent, 'agent.resume': resumeAgent, 'agent.terminate': terminateAgent, 'agent.wake': wakeAgent,
  'goal.set': setGoal, 'goal.update': updateGoal, 'goal.report': reportGoal, 'project.set': setProject,
  'task.create': createTask, 'task.update': updateTask, 'task.assign': assignTask, 'task.take': takeTask, 'task.release': releaseTask, 'task.finish': finishTask,
  'task.review': reviewTask, 'task.block': blockTask, 'task.unblock': unblockTask, 'task.cancel': cancelTask, 'task.reopen': reopenTask,
  'message.say': sayMessage, 'message.ask': askQuestion, 'message.answer': answerQuestion, 'signal.send': sendSignal,
  'budget.set': setBudget, 'budget.raise': raiseBudget, 'run.cancel': cancelRun, 'run.adjust': adjustRun, 'incident.close': closeIncident,
} as const

export type ActKind = keyof typeof ACTS
export type ActInput<K extends ActKind> = z.input<(typeof ACTS)[K]['input']>
export type ActResult<K extends ActKind> = Awaited<ReturnType<(typeof ACTS)[K]['perform']>>

/** A deed as data. */
export type Act = { [K in ActKind]: { kind: K; input: ActInput<K> } }[ActKind]

/** The act of this kind, or `invalid_input` that names those there are. */
export function actOf(kind: string): ActDefinition {
  const known: ReadonlyMap<string, ActDefinition> = BY_KIND
  const act = known.get(kind)
  if (!act) throw new PaperclipError('invalid_input', `kind: there is no act "${kind}". There are: ${[...known.keys()].join(', ')}.`, { fields: [{ field: 'kind', problem: 'unknown act' }] })
  return act
}

const BY_KIND = new Map<string, ActDefinition>(Object.entries(ACTS))
