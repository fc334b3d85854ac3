// A CEO breaks a goal into tasks, its engineers do them, the CEO reviews what comes back.
import { functionAdapter } from '@paperclip/adapters/function'
import { createPaperclip, memoryStore, type ChartNode } from '@paperclip/core'

const agents = functionAdapter({
  async lead({ brief, desk }) {
    for (const task of brief.tasks.filter(({ part }) => part === 'reviewer')) {
      await desk.review({ task: task.id, verdict: 'accept', comment: 'Well done.' })
    }
    const { focus } = brief
    if (focus?.part !== 'assignee') return
    if (focus.children.length > 0) return void await desk.finish({ task: focus.id, result: `${focus.children.length} parts are done.` })
    const parts = await Promise.all(brief.agent.reports.map(({ slug }, n) =>
      desk.delegate({ title: `Part ${n + 1} of the launch`, assignee: slug, reviewer: brief.agent.slug })))
    await desk.block({ task: focus.id, blockedBy: parts.map(({ id }) => id) })          // goes on when the last part is done
  },
  async build({ brief, desk }) {
    await desk.finish({ task: brief.focus?.id ?? '', result: `${brief.agent.name} built it, because of "${brief.focus?.why.at(-1)?.title}"` })
  },
})

const paperclip = createPaperclip({ store: memoryStore(), adapters: [agents] })
const acme = await paperclip.found({ slug: 'acme', mission: 'Widgets for everybody' })
await acme.roles.set({ slug: 'ceo', title: 'CEO' })
await acme.roles.set({ slug: 'engineer', title: 'Engineer' })
const doing = (name: string) => ({ kind: 'function', config: { function: name } })
await acme.agents.hire({ slug: 'cleo', name: 'Cleo', role: 'ceo', adapter: doing('lead') })
await acme.agents.hire({ slug: 'ada', name: 'Ada', role: 'engineer', reportsTo: 'cleo', adapter: doing('build') })
await acme.agents.hire({ slug: 'bob', name: 'Bob', role: 'engineer', reportsTo: 'cleo', adapter: doing('build') })
await paperclip.start()
const launch = await acme.tasks.create({ title: 'Launch the widget', assignee: 'cleo' })
await acme.tasks.finished(launch.id)
await paperclip.stop()

const draw = ({ agent, reports }: ChartNode, depth = 0): string => [`${'  '.repeat(depth)}${agent.name}`, ...reports.map(node => draw(node, depth + 1))].join('\n')
console.log((await acme.agents.chart()).map(node => draw(node)).join('\n'))
for (const { identifier, status, title, result } of (await acme.tasks.list()).rows) console.log(`${identifier} ${status}: ${title}. ${result}`)
/* prints
Cleo
  Ada
  Bob
ACME-1 done: Launch the widget. 2 parts are done.
ACME-2 done: Part 1 of the launch. Ada built it, because of "Widgets for everybody"
ACME-3 done: Part 2 of the launch. Bob built it, because of "Widgets for everybody"
*/
