import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A configuration whose one agent does what a test wants: finishes its task, or waits until it is told to end. */
export function deskCompany(folder: string, does: 'finish' | 'wait'): string {
  const path = join(folder, `${does}.mjs`)
  const body = does === 'finish'
    ? `await job.spend({ id: '1', cost: 250000 }); await job.desk.finish({ task: job.brief.focus.identifier, result: 'Done.' }); return { kind: 'done', summary: 'Did it.' }`
    : `return new Promise(resolve => job.signal.addEventListener('abort', () => resolve({ kind: 'failed', error: { kind: 'unknown', message: 'ended', retryAfterMs: null } })))`
  writeFileSync(path, `
    const mine = { kind: 'mine', metering: 'call', schema: { type: 'object', properties: {} }, parse: config => config, run: async job => { ${body} } }
    export default { adapters: [mine], found: async paperclip => {
      const acme = await paperclip.found({ slug: 'acme' })
      await acme.roles.set({ slug: 'worker', title: 'Worker' })
      await acme.agents.hire({ slug: 'ann', role: 'worker', adapter: { kind: 'mine' } })
      await acme.tasks.create({ title: 'Write the report', assignee: 'ann' })
    } }`)
  return path
}
