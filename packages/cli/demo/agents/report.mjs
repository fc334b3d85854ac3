// How an agent that is a process talks to Paperclip: the brief comes in as one line of JSON on stdin, reports go out as lines of JSON on stdout.
// The nonce is new in every run. Any other line on stdout is a line of the run's log.
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

export const brief = JSON.parse(readFileSync(0, 'utf8').split('\n')[0])

const report = fields => console.log(JSON.stringify({ paperclip: 1, nonce: process.env.PAPERCLIP_NONCE, ...fields }))

/** Does something at the desk: finish a task, say something, report on a goal. */
export const desk = (verb, input) => report({ type: 'desk', verb, input })

/** Says what came of the run. What is left as `session` is handed to the next run on the same task. */
export const result = (summary, session) => report({ type: 'result', summary, session })

/** A model would think here, for a while and for a price. This demo takes a moment, so that it can be watched, and makes the price up. */
export async function think(costUsd) {
  await setTimeout(1_500)
  report({ type: 'usage', id: 'thinking', provider: 'demo', model: 'simulated', costUsd })
}
