import { readFile } from 'node:fs/promises'
import type { AgentFunction, FunctionJob } from '@paperclip/adapters/function'
import type { Outcome } from '@paperclip/core'
import { z } from 'zod'
import { demoFile } from './demo-file.ts'
import { think } from './thinking.ts'

interface Day { day: string; channel: string; visits: number; signUps: number }

const memory = z.object({ days: z.int().min(0) }).catch({ days: 0 })
const DAYS_PER_LOOK = 7

/**
 * The analyst makes a report of the sign-ups, and keeps looking at them: every six seconds a week of February passes. Each look has a price, and her
 * budget is small. Watch it stop her, and what the board is offered then.
 */
export const analyst: AgentFunction = async job => {
  const days = parseDays(await readFile(demoFile('data/sign-ups.csv'), 'utf8'))
  return job.brief.focus ? report(job, days) : look(job, days)
}

const parseDays = (csv: string): Day[] => csv.trim().split('\n').slice(1).map(line => {
  const [day = '', channel = '', visits = '', signUps = ''] = line.split(',')
  return { day, channel, visits: Number(visits), signUps: Number(signUps) }
})

const sum = (days: readonly Day[], of: 'visits' | 'signUps'): number => days.reduce((total, day) => total + day[of], 0)

async function report(job: FunctionJob, days: readonly Day[]): Promise<string> {
  const { brief: { focus }, desk } = job
  if (!focus) return 'Nothing to report.'
  const channels = [...new Set(days.map(({ channel }) => channel))].map(channel => {
    const own = days.filter(day => day.channel === channel)
    return { channel, visits: sum(own, 'visits'), signUps: sum(own, 'signUps'), rate: sum(own, 'signUps') / sum(own, 'visits') }
  }).sort((a, b) => b.rate - a.rate)
  await think(job, 0.04)
  const best = channels[0]?.channel ?? 'nothing'
  await desk.finish({ task: focus.identifier, result: [
    `${sum(days, 'signUps')} sign-ups from ${sum(days, 'visits')} visits.`,
    ...channels.map(({ channel, visits, signUps, rate }) => `- ${channel}: ${signUps} of ${visits} visits, ${(rate * 100).toFixed(1)} %`),
    `Do more of: ${best}.`,
  ].join('\n') })
  return `Reported ${sum(days, 'signUps')} sign-ups; ${best} works best.`
}

async function look(job: FunctionJob, days: readonly Day[]): Promise<string | Outcome> {
  const { brief, desk, session } = job
  const dates = [...new Set(days.map(({ day }) => day))]
  const before = memory.parse(session).days
  if (before >= dates.length) return 'There is no new day to look at.'
  const seen = Math.min(before + DAYS_PER_LOOK, dates.length)
  const current = sum(days.filter(({ day }) => dates.indexOf(day) < seen), 'signUps')
  await think(job, 0.036)
  const goal = brief.goals.find(({ metric }) => metric?.unit === 'sign-ups')
  if (goal) await desk.report({ goal: goal.id, current })
  return { kind: 'done', summary: `${current} sign-ups by ${dates[seen - 1] ?? 'now'}.`, session: { days: seen } }
}
