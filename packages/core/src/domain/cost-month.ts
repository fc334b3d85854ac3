import { costDay } from './cost-day.ts'
import { id } from './fields.ts'

/** What one kind of work cost in one month: the sum of its days, kept beside them so that a long time is read as soon as a short one. */
export const costMonth = costDay.omit({ day: true }).extend({
  /** The month in the company's zone as it was then: `2026-11`. */
  month: id(),
})
