/** How an agent that is a program talks to Paperclip, for the project of a newcomer. */
export const DESK_FILE = `// How an agent that is a program talks to Paperclip: the brief comes in as one line of JSON on stdin,
// reports go out as lines of JSON on stdout. The nonce is new in every run. Any other line is a line of the run's log.
import { readFileSync } from 'node:fs'

export const brief = JSON.parse(readFileSync(0, 'utf8').split('\\n')[0])

const report = fields => console.log(JSON.stringify({ paperclip: 1, nonce: process.env.PAPERCLIP_NONCE, ...fields }))

/** Does something at the desk: finish a task, review one, say something. */
export const desk = (verb, input) => report({ type: 'desk', verb, input })

/** Says what thinking cost. Without it the company cannot hold its budgets. */
export const spent = costUsd => report({ type: 'usage', id: 'thinking', costUsd })

/** Says what came of the run. */
export const result = summary => report({ type: 'result', summary })
`

/** Writes what it is asked for. */
export const WRITER_FILE = `// The writer. A model would think here; this one puts together what it was told.
import { brief, desk, result, spent } from './desk.mjs'

const { focus } = brief
if (focus?.part === 'assignee') {
  spent('0.01')
  desk('finish', { task: focus.identifier, result: \`# \${focus.title}\\n\\n\${focus.description || 'Nothing to report.'}\` })
  result(\`Wrote "\${focus.title}".\`)
} else {
  result('Nothing to write.')
}
`

/** Accepts what the writer hands in. */
export const EDITOR_FILE = `// The editor: reads what the writer hands in, and accepts it or sends it back.
import { brief, desk, result, spent } from './desk.mjs'

const { focus } = brief
if (focus?.part === 'reviewer') {
  spent('0.01')
  const verdict = focus.result?.startsWith('# ') ? 'accept' : 'send_back'
  desk('review', { task: focus.identifier, verdict, comment: verdict === 'accept' ? 'Good.' : 'Begin with a headline.' })
  result(\`Read "\${focus.title}": \${verdict}.\`)
} else {
  result('Nothing to read.')
}
`
