// An agent may spend 80 cents a month, and each run costs 40: the third finds nothing left, and the board is offered a raise.
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, formatUsd, memoryStore, usd } from '@paperclip/core'

const agents = functionAdapter({
  async think({ brief, desk, spend }) {
    await spend({ id: 'the only call', model: 'a-model', inputTokens: 900, outputTokens: 100, cost: usd(0.4) })
    await desk.finish({ task: brief.focus?.id ?? '', result: 'Thought about.' })
  },
})
const paperclip = createPaperclip({ store: memoryStore(), adapters: [agents] })
const acme = await paperclip.found({ slug: 'acme' })
await acme.roles.set({ slug: 'thinker' })
await acme.agents.hire({
  slug: 'ada', role: 'thinker', adapter: { kind: 'function', config: { function: 'think' } }, heartbeat: { cap: '$0.40' }, budget: { limit: '$0.80', window: 'month' },
})
const stopped = new Promise<void>(resolve => acme.on(event => {
  if (event.kind === 'record' && event.record.action === 'approval.ask') resolve()
}))
await paperclip.start()
for (const title of ['One', 'Two', 'Three']) await acme.tasks.create({ title, assignee: 'ada' })
await stopped

const report = async () => {
  const { rows: [budget] } = await acme.budgets.list()
  if (!budget) return
  const { spent, reserved } = await acme.budgets.balance(budget.id)
  const { state, holds } = await acme.agents.standing('ada')
  console.log(`${formatUsd(spent)} of ${formatUsd(budget.limit)} spent, ${formatUsd(reserved)} reserved; ada is ${state}${holds.map(({ reason }) => `: ${reason}`).join()}`)
}
await report()
const { rows: [offer] } = await acme.approvals.list({ where: { status: 'pending' } })
console.log(`The board is asked: ${offer?.actKind}`)
await acme.approvals.approve(offer?.id ?? '')
await acme.tasks.finished('ACME-3')
await paperclip.stop()
await report()
/* prints
$0.80 of $0.80 spent, $0.00 reserved; ada is held: The month budget (agent) of $0.80 is used up.
The board is asked: budget.raise
$1.20 of $1.20 spent, $0.00 reserved; ada is idle
*/
