// An agent that may only ask: it proposes to hire, the board approves, and the very act it proposed is done.
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, memoryStore } from '@paperclip/core'

const agents = functionAdapter({
  async lead({ brief, desk }) {
    const decided = brief.inbox.find(item => item.noun === 'approval')
    if (decided?.noun === 'approval') console.log(`Cleo hears: ${decided.approval.act} was ${decided.approval.status}`)
    if (!brief.focus) return
    const hire = { slug: 'ada', name: 'Ada', role: 'engineer', adapter: { kind: 'function', config: { function: 'build' } } }
    const outcome = await desk.propose({ kind: 'agent.hire', input: hire, reason: 'There is more work than hands.' })
    await desk.finish({ task: brief.focus.id, result: `The hire is ${outcome.kind}.` })
  },
  async build({ desk, brief }) {
    await desk.finish({ task: brief.focus?.id ?? '', result: 'Built.' })
  },
})
const paperclip = createPaperclip({ store: memoryStore(), adapters: [agents] })
const acme = await paperclip.found({ slug: 'acme' })
await acme.roles.set({ slug: 'ceo', permissions: { 'agent.hire': 'team' } })
await acme.roles.set({ slug: 'engineer' })
await acme.agents.hire({ slug: 'cleo', name: 'Cleo', role: 'ceo', adapter: { kind: 'function', config: { function: 'lead' } } })
await paperclip.start()

await acme.tasks.create({ title: 'Find us an engineer', assignee: 'cleo' })
console.log((await acme.tasks.finished('ACME-1')).result)
const { rows: [waiting] } = await acme.approvals.list({ where: { status: 'pending' } })
console.log(`The board is asked for ${waiting?.actKind}: ${waiting?.reason}`)
const woken = new Promise<void>(resolve => acme.on(event => {
  if (event.kind === 'record' && event.record.action === 'run.begin') resolve()
}))
await acme.approvals.approve(waiting?.id ?? '', 'Welcome!')
await woken
await paperclip.stop()                                       // waits for the run in hand
const ada = await acme.agents.get('ada')
console.log(`${ada.name} is ${ada.status} and reports to ${(await acme.agents.get(ada.reportsTo ?? '')).name}`)
/* prints
The hire is waiting.
The board is asked for agent.hire: There is more work than hands.
Cleo hears: agent.hire was approved
Ada is active and reports to Cleo
*/
