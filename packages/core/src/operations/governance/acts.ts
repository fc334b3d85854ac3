import type { z } from 'zod'
import { PaperclipError } from '../../domain/error.ts'
import type { ActDefinition } from './act.ts'
import { createKey, revokeKey } from '../access/access-keys.ts'
import { activateAgent } from '../agents/activate-agent.ts'
import { adjustRun } from '../runs/adjust-run.ts'
import { applyDefinition } from '../blueprint/apply.ts'
import { blockTask, cancelTask, unblockTask } from '../tasks/block-task.ts'
import { cancelRun } from '../runs/cancel-run.ts'
import { closeIncident } from '../waking/close-incident.ts'
import { configureAgent, rollbackAgent } from '../agents/configure-agent.ts'
import { createTask } from '../tasks/create-task.ts'
import { finishTask, reviewTask } from '../tasks/finish-task.ts'
import { hireAgent } from '../agents/hire.ts'
import { holdAgent, resumeAgent } from '../agents/hold-agent.ts'
import { archiveCompany, pauseCompany, resumeCompany, stopCompany } from '../life/company-status.ts'
import { attachArtifact, removeArtifact } from '../papers/attach-artifact.ts'
import { removeDocument, writeDocument } from '../papers/write-document.ts'
import { removeNote, reviewAgent, updateNote, writeNote } from '../papers/write-note.ts'
import { triggerRoutine } from '../routines/fire-routine.ts'
import { pauseRoutine, removeRoutine, resumeRoutine, setRoutine } from '../routines/set-routine.ts'
import { removeSecret, setSecret } from '../secrets/set-secret.ts'
import { removeTool, setTool } from '../secrets/set-tool.ts'
import { removeSkill, setSkill } from '../skills/set-skill.ts'
import { moveAgent } from '../agents/move-agent.ts'
import { answerQuestion, askQuestion, sayMessage } from '../waking/send-message.ts'
import { sendSignal } from '../waking/send-signal.ts'
import { raiseBudget, setBudget } from '../money/set-budget.ts'
import { reportGoal, setGoal, setProject, updateGoal } from '../tasks/set-goal.ts'
import { removeBudget } from '../money/remove-budget.ts'
import { removeRole, setRole } from './set-role.ts'
import { releaseTask, reopenTask, takeTask } from '../tasks/take-task.ts'
import { terminateAgent } from '../agents/terminate-agent.ts'
import { setMember, updateCompany } from './update-company.ts'
import { assignTask, updateTask } from '../tasks/update-task.ts'
import { createHook, revokeHook } from '../waking/set-hook.ts'
import { wakeAgent } from '../agents/wake-agent.ts'

/** Everything that can be done to a company: each act by its kind. */
export const ACTS = {
  'company.update': updateCompany, 'company.pause': pauseCompany, 'company.stop': stopCompany, 'company.resume': resumeCompany, 'company.archive': archiveCompany, 'company.apply': applyDefinition,
  'member.set': setMember, 'role.set': setRole, 'role.remove': removeRole,
  'agent.hire': hireAgent, 'agent.activate': activateAgent, 'agent.configure': configureAgent, 'agent.rollback': rollbackAgent, 'agent.move': moveAgent,
  'agent.hold': holdAgent, 'agent.resume': resumeAgent, 'agent.terminate': terminateAgent, 'agent.wake': wakeAgent, 'agent.review': reviewAgent,
  'goal.set': setGoal, 'goal.update': updateGoal, 'goal.report': reportGoal, 'project.set': setProject,
  'task.create': createTask, 'task.update': updateTask, 'task.assign': assignTask, 'task.take': takeTask, 'task.release': releaseTask, 'task.finish': finishTask,
  'task.review': reviewTask, 'task.block': blockTask, 'task.unblock': unblockTask, 'task.cancel': cancelTask, 'task.reopen': reopenTask,
  'message.say': sayMessage, 'message.ask': askQuestion, 'message.answer': answerQuestion, 'signal.send': sendSignal,
  'document.write': writeDocument, 'document.remove': removeDocument, 'artifact.attach': attachArtifact, 'artifact.remove': removeArtifact,
  'note.write': writeNote, 'note.update': updateNote, 'note.remove': removeNote, 'skill.set': setSkill, 'skill.remove': removeSkill,
  'routine.set': setRoutine, 'routine.pause': pauseRoutine, 'routine.resume': resumeRoutine, 'routine.remove': removeRoutine, 'routine.trigger': triggerRoutine,
  'secret.set': setSecret, 'secret.remove': removeSecret, 'tool.set': setTool, 'tool.remove': removeTool,
  'budget.set': setBudget, 'budget.raise': raiseBudget, 'budget.remove': removeBudget, 'run.cancel': cancelRun, 'run.adjust': adjustRun, 'incident.close': closeIncident, 'key.create': createKey, 'key.revoke': revokeKey,
  'hook.create': createHook, 'hook.revoke': revokeHook,
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
