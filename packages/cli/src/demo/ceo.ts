import type { AgentFunction, FunctionJob } from '@paperclip/adapters/function'
import type { Outcome } from '@paperclip/core'
import { z } from 'zod'
import { think } from './thinking.ts'

/** The parts of the shop, in the order in which they are looked at. */
const PARTS = ['checkout', 'catalogue', 'accounts']
const REPORT_ON = 'sign-ups'
const memory = z.object({ begun: z.int().min(0) }).catch({ begun: 0 })

/**
 * The CEO breaks the goal into tasks and gives them to its two reports, one part of the shop at a time, accepts what comes back, and asks the board for
 * one more pair of hands. It wakes for its goal, for reviews and decisions, and every fifteen seconds to see whether the next part can begin.
 */
export const ceo: AgentFunction = async job => {
  const { brief } = job
  const handedIn = brief.tasks.filter(({ part }) => part === 'reviewer')
  if (handedIn.length > 0) return accept(job, handedIn.map(({ identifier }) => identifier))
  const decided = brief.inbox.find(item => item.noun === 'approval')
  if (decided) return welcome(job, decided.approval.status)
  return plan(job, memory.parse(job.session).begun)
}

async function plan(job: FunctionJob, begun: number): Promise<string | Outcome> {
  const { brief, desk } = job
  const goal = brief.goals.find(({ metric }) => metric === null)
  if (!goal || goal.status === 'achieved') return 'There is no goal to work on.'
  const isRoundDone = begun === 0 || goal.progress === 1
  if (!isRoundDone) return 'The work is under way.'
  const next = PARTS[begun]
  if (next === undefined) {
    await desk.propose({ kind: 'goal.update', input: { goal: goal.id, status: 'achieved' }, reason: 'Every part was looked at.' })
    return `"${goal.title}" is achieved.`
  }
  await think(job, 0.05)
  await desk.delegate({
    title: `Get the ${next} ready for launch day`, assignee: 'cto', reviewer: 'ceo', goal: goal.id, labels: [next],
    description: `Have the ${next} of the shop read, tested and checked for risks. Tell me what to mend first.`,
  })
  if (begun === 0) await begin(job, goal.id)
  return { kind: 'done', summary: `Gave the ${next} to the CTO.`, session: { begun: begun + 1 } }
}

/** What is done once, with the first part. */
async function begin({ desk }: FunctionJob, goal: string): Promise<void> {
  await desk.delegate({ title: 'Report on the sign-ups of February', assignee: 'mia', reviewer: 'ceo', goal, labels: [REPORT_ON], description: 'Which channel brings whom, and what shall we do more of?' })
  await desk.propose({
    kind: 'agent.hire', reason: 'Nobody here writes. The launch needs an announcement.',
    input: { slug: 'nia', name: 'Nia', role: 'copywriter', adapter: { kind: 'function', config: { function: 'copywriter' } }, budget: { limit: '$0.20' } },
  })
}

async function accept(job: FunctionJob, tasks: readonly string[]): Promise<string> {
  await think(job, 0.01)
  for (const task of tasks) await job.desk.review({ task, verdict: 'accept' })
  return `Accepted ${tasks.join(' and ')}.`
}

/** The board has decided about the hire. */
async function welcome({ desk, brief }: FunctionJob, status: string): Promise<string> {
  const goal = brief.goals.find(({ metric }) => metric === null)
  if (status !== 'approved' || !goal) return 'The board does not want the hire. We go on without.'
  await desk.delegate({ title: 'Announce the launch', assignee: 'nia', reviewer: 'ceo', goal: goal.id, description: 'Three sentences for the newsletter.' })
  return 'Nia is here: she writes the announcement.'
}
