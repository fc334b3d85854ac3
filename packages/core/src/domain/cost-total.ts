import { costDay } from './cost-day.ts'

/** What a company spent on one day, whatever it was for: the sum of that day's costs, kept beside them so that days are told without adding them up. Its id is the day. */
export const costTotal = costDay.omit({ day: true, agentId: true, projectId: true, goalId: true, provider: true, model: true })
