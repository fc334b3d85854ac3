import type { Json } from '../../policy/canonical.ts'
import type { ActDefinition } from '../governance/act.ts'
import { activateAgent } from '../agents/activate-agent.ts'
import { configureAgent } from '../agents/configure-agent.ts'
import { hireAgent } from '../agents/hire.ts'
import { moveAgent } from '../agents/move-agent.ts'
import { removeBudget } from '../money/remove-budget.ts'
import { pauseRoutine, removeRoutine, resumeRoutine, setRoutine } from '../routines/set-routine.ts'
import { removeTool, setTool } from '../secrets/set-tool.ts'
import { setBudget } from '../money/set-budget.ts'
import { setGoal, setProject, updateGoal } from '../tasks/set-goal.ts'
import { removeRole, setRole } from '../governance/set-role.ts'
import { removeSkill, setSkill } from '../skills/set-skill.ts'
import { terminateAgent } from '../agents/terminate-agent.ts'
import { updateCompany } from '../governance/update-company.ts'

/** The acts that a plan consists of: the very same that a person does one by one. */
const STEP_ACTS = {
  'company.update': updateCompany, 'skill.set': setSkill, 'skill.remove': removeSkill, 'tool.set': setTool, 'tool.remove': removeTool, 'role.set': setRole, 'role.remove': removeRole,
  'agent.hire': hireAgent, 'agent.configure': configureAgent, 'agent.move': moveAgent, 'agent.activate': activateAgent, 'agent.terminate': terminateAgent,
  'goal.set': setGoal, 'goal.update': updateGoal, 'project.set': setProject, 'budget.set': setBudget, 'budget.remove': removeBudget,
  'routine.set': setRoutine, 'routine.pause': pauseRoutine, 'routine.resume': resumeRoutine, 'routine.remove': removeRoutine,
} as const
type StepKind = keyof typeof STEP_ACTS

/** A step as an act. Goals stand in it by their keys in the file, for some of them come into being on the way. */
export interface StepAct { kind: StepKind; input: Readonly<Record<string, Json>> }

export const stepActOf = (kind: StepKind): ActDefinition => STEP_ACTS[kind]

/** The input of a step with the ids of goals in place of their keys. */
export function boundInput({ kind, input }: StepAct, goalIds: ReadonlyMap<string, string>): Readonly<Record<string, Json>> {
  const bind = (...fields: readonly string[]) => ({ ...input, ...Object.fromEntries(fields.flatMap(field => {
    const key = input[field]
    return typeof key === 'string' ? [[field, goalIds.get(key) ?? key]] : []
  })) })
  switch (kind) {
    case 'goal.set': return bind('parent')
    case 'goal.update': return bind('goal', 'parent')
    case 'project.set': case 'routine.set': return bind('goal')
    case 'budget.set': return input['scope'] === 'goal' ? bind('for') : input
    default: return input
  }
}
