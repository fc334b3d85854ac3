import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, memoryStore } from '@paperclip/core'

const agents = functionAdapter({
  greet: async ({ brief, desk }) => void await desk.finish({ task: 'ACME-1', result: `Hello from ${brief.agent.name}!` }),
})
const paperclip = createPaperclip({ store: memoryStore(), adapters: [agents] })
const acme = await paperclip.found({ slug: 'acme' })
await acme.roles.set({ slug: 'greeter' })
await acme.agents.hire({ slug: 'ada', name: 'Ada', role: 'greeter', adapter: { kind: 'function', config: { function: 'greet' } } })
await paperclip.start()
const task = await acme.tasks.create({ title: 'Say hello', assignee: 'ada' })
console.log((await acme.tasks.finished(task.id)).result)
await paperclip.stop()
/* prints
Hello from Ada!
*/
