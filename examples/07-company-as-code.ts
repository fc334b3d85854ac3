// A company as a file: what applying it would change, doing that, an edit, and the way back.
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, defineCompany, memoryStore, type Definition } from '@paperclip/core'

const adapter = { kind: 'function', config: { function: 'write' } }
const definition = defineCompany({
  schema: 1,
  company: { mission: 'News by breakfast.' },
  roles: { editor: { title: 'Editor', permissions: { 'agent.hire': 'team' } }, writer: { title: 'Writer', budget: { limit: '$5' } } },
  agents: { edda: { role: 'editor', adapter }, will: { role: 'writer', reportsTo: 'edda', adapter }, wilma: { role: 'writer', reportsTo: 'edda', adapter } },
  goals: { readers: { title: 'A paper that is read', owner: 'edda', metric: { start: 0, target: 1000, unit: 'readers' } } },
  budgets: [{ scope: 'company', limit: '$20' }],
})

const paperclip = createPaperclip({ store: memoryStore(), adapters: [functionAdapter({ write: async () => 'Wrote.' })] })
const paper = await paperclip.found({ slug: 'paper' })

const show = async (title: string, file: Definition) => {
  const { steps, unmanaged, digest } = await paper.plan(file)
  console.log(`${title}: ${steps.length} steps`)
  for (const { change, summary, fields } of steps) console.log(`  ${change}: ${summary}${change === 'update' ? ` (${fields.map(({ field, before, after }) => `${field} ${before} → ${after}`).join(', ')})` : ''}`)
  for (const { noun, slug } of unmanaged) console.log(`  left alone: ${noun} ${slug}`)
  return digest
}

await paper.apply(definition, { plan: await show('at first', definition) })               // refused if something changed since it was shown
await show('again', definition)

await paper.agents.hire({ slug: 'temp', role: 'writer', adapter })                          // not in the file: none of its business
const { will, edda } = definition.agents ?? {}
const edited: Definition = { ...definition, agents: { ...edda && { edda }, ...will && { will: { ...will, heartbeat: { cap: '$0.50' } } } } }
await paper.apply(edited, { plan: await show('edited', edited) })

const written = await paper.export()
await show(`written down with ${Object.keys(written.agents ?? {}).join(', ')}`, written)
/* prints
at first: 10 steps
  update: change the company paper (mission  → News by breakfast.)
  create: create the role editor
  create: create the role writer
  create: hire edda as editor
  create: hire will as writer under edda
  create: hire wilma as writer under edda
  create: set the goal "A paper that is read"
  create: set the budget of company (month): $20
  create: set the budget of agent will (month): $5
  create: set the budget of agent wilma (month): $5
again: 0 steps
edited: 3 steps
  update: configure will (heartbeat.cap $1 → $0.50)
  remove: remove the budget of agent wilma (month): $5
  remove: terminate wilma: its open work goes to edda
  left alone: agent temp
  left alone: budget agent temp (month)
written down with edda, temp, will: 2 steps
  adopt: look after the agent temp, which is there as the file says
  adopt: look after the budget agent temp (month), which is there as the file says
*/
