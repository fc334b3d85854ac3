import { functionAdapter } from '@paperclip/adapters/function'
import type { Adapter, AdapterJob, Brief, BriefTask, Outcome, Paperclip } from '@paperclip/core'
import { everyRow } from '../data/every-row.ts'

const PACE_MS = 600
const RESULT = 'Done in a rehearsal: nothing was thought, nothing was spent.'

/** A scripted stand-in for every adapter there is, and for those that agents need and nobody brought. */
export async function dryAdapters(paperclip: Paperclip, adapters: readonly Adapter[]): Promise<Adapter[]> {
  const kinds = new Set(adapters.map(({ kind }) => kind))
  for (const { id } of await everyRow(after => paperclip.companies({ after }))) {
    const company = await paperclip.company(id)
    for (const { adapter } of await everyRow(after => company.agents.list({ after }))) kinds.add(adapter.kind)
  }
  const { schema, metering } = functionAdapter({ act: () => {} })
  return [...kinds].map(kind => ({ kind, metering, schema, parse: config => config, run: act }))
}

/** The script: managers share work among their reports and accept it, everybody else finishes it. It follows the chart, so it ends. */
async function act(job: AdapterJob): Promise<Outcome> {
  const { brief, desk } = job
  await paused(job.signal)
  const handedIn = brief.tasks.filter(({ part }) => part === 'reviewer')
  for (const { identifier } of handedIn) await desk.review({ task: identifier, verdict: 'accept' })
  if (handedIn.length > 0) return done(`Accepted ${handedIn.map(({ identifier }) => identifier).join(', ')}.`)
  if (brief.focus) return brief.focus.children.length === 0 && brief.agent.reports.length > 0 ? share(job, brief.focus) : finish(job, brief.focus)
  const goal = brief.inbox.find(item => item.noun === 'goal')
  return goal ? begin(job, goal.goal) : done('Nothing to do.')
}

async function begin({ desk, brief: { agent } }: AdapterJob, { id, title }: { id: string; title: string }): Promise<Outcome> {
  for (const { slug } of agent.reports) await desk.delegate({ title, assignee: slug, reviewer: agent.slug, goal: id })
  return done(agent.reports.length > 0 ? `Gave "${title}" to ${namesOf(agent)}.` : `Read "${title}".`)
}

async function share({ desk, brief: { agent } }: AdapterJob, { identifier, title }: BriefTask): Promise<Outcome> {
  const given: string[] = []
  for (const { slug } of agent.reports) given.push((await desk.delegate({ title: `${title} (${slug})`, assignee: slug, reviewer: agent.slug })).identifier)
  await desk.block({ task: identifier, blockedBy: given })
  return done(`Shared ${identifier} among ${namesOf(agent)}.`)
}

async function finish({ desk }: AdapterJob, { identifier }: BriefTask): Promise<Outcome> {
  await desk.finish({ task: identifier, result: RESULT })
  return done(`Finished ${identifier}.`)
}

const namesOf = ({ reports }: Brief['agent']): string => reports.map(({ slug }) => slug).join(', ')
const done = (summary: string): Outcome => ({ kind: 'done', summary })

/** A moment, so that it can be watched. */
const paused = (signal: AbortSignal): Promise<void> => new Promise(resolve => {
  const end = (): void => { clearTimeout(timer); resolve() }
  const timer = setTimeout(end, PACE_MS)
  signal.addEventListener('abort', end, { once: true })
})
