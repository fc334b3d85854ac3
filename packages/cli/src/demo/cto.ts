import type { AgentFunction, FunctionJob } from '@paperclip/adapters/function'
import type { BriefTask } from '@paperclip/core'
import { think } from './thinking.ts'

const ORDER = 'Add a line "First: …" that says what you would mend first, and why.'

/** What each engineer does for a part of the shop. */
const WORK = [
  { assignee: 'ada', title: (part: string) => `Read the ${part}: long functions, open TODOs` },
  { assignee: 'ben', title: (part: string) => `Run the tests of the ${part}` },
  { assignee: 'cleo', title: (part: string) => `Look for risks in the ${part}` },
]

/**
 * The CTO hands a part of the shop to three engineers and waits for them; reviews what they hand in; then sums it up.
 * The first time it forgets to say that it wants to know what comes first, and so has to send work back.
 */
export const cto: AgentFunction = async job => {
  const { focus, tasks, inbox } = job.brief
  const handedIn = tasks.filter(({ part }) => part === 'reviewer')
  if (handedIn.length > 0) return review(job, handedIn)
  if (!focus) return inbox.some(({ noun }) => noun === 'message') ? 'Read what was said.' : 'Nothing to do.'
  return focus.children.length === 0 ? share(job) : sumUp(job)
}

async function share(job: FunctionJob): Promise<string> {
  const { brief: { focus }, desk } = job
  const [part] = focus?.labels ?? []
  if (!focus || part === undefined) return 'This task does not say which part it is about.'
  await think(job, 0.03)
  const isFirst = part === 'checkout'
  const given: BriefTask[] = []
  for (const { assignee, title } of WORK) {
    given.push(await desk.delegate({ title: title(part), assignee, reviewer: 'cto', labels: [part], description: isFirst ? 'Name file and line of whatever you find.' : `Name file and line of whatever you find. ${ORDER}` }))
  }
  await desk.block({ task: focus.identifier, blockedBy: given.map(({ identifier }) => identifier) })
  return `Shared the ${part} among ${WORK.map(({ assignee }) => assignee).join(', ')}.`
}

async function review(job: FunctionJob, handedIn: readonly BriefTask[]): Promise<string> {
  const { desk } = job
  await think(job, 0.02)
  const verdicts: string[] = []
  for (const { identifier, result } of handedIn) {
    const isComplete = /^First: /m.test(result ?? '')
    await desk.review({ task: identifier, ...isComplete ? { verdict: 'accept' } : { verdict: 'send_back', comment: ORDER } })
    verdicts.push(`${identifier} ${isComplete ? 'accepted' : 'sent back'}`)
  }
  return `Reviewed: ${verdicts.join(', ')}.`
}

async function sumUp(job: FunctionJob): Promise<string> {
  const { brief: { focus }, desk } = job
  if (!focus) return 'Nothing to sum up.'
  await think(job, 0.02)
  const firsts = focus.children.map(({ assignee, result }) => `- ${assignee}: ${/^First: (.+)$/m.exec(result ?? '')?.[1] ?? 'nothing'}`)
  await desk.finish({ task: focus.identifier, result: ['What to mend first:', ...firsts].join('\n') })
  return `Summed up ${focus.children.length} reports.`
}
