import type { AgentFunction } from '@paperclip/adapters/function'
import { think } from './thinking.ts'

/** The copywriter whom the CEO wants to hire: she writes the announcement from the company's mission and what the task says. */
export const copywriter: AgentFunction = async job => {
  const { brief: { focus, company }, desk } = job
  if (!focus) return 'Nothing to write.'
  await think(job, 0.03)
  await desk.finish({ task: focus.identifier, result: `The evenings are long, and ${company.name} is open. ${company.mission} Come and see: the first hundred lanterns are lit already.` })
  return `Wrote "${focus.title}".`
}
