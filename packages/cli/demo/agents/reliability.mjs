// Cleo keeps the shop running. With a task she looks for risks in the source; without one, every few seconds, she reads how fast the checkout is.
import { readFileSync } from 'node:fs'
import { brief, desk, result, think } from './report.mjs'
import { linesThat, sourceFiles } from './source-files.mjs'

const RISKS = /sk_live_\w+|password\s*=\s*['"]|http:\/\/|\beval\(/
const ALARMING_MS = 500
const [repository, latency] = process.argv.slice(2)

if (brief.focus) await scan(brief.focus)
else watch()

async function scan({ identifier, labels: [part] }) {
  const files = sourceFiles(repository, part)
  const risks = linesThat(files, RISKS)
  await think('0.02')
  desk('finish', { task: identifier, result: [
    `Risks in ${files.length} files of ${part}: ${risks.length}.`, ...risks.map(one => `- ${one}`),
    `First: ${risks.length > 0 ? `${risks[0].split('  ')[0]}, because anybody can read it` : 'nothing, no key and no plain HTTP'}.`,
  ].join('\n') })
  result(`Looked for risks in ${part}: ${risks.length}.`)
}

/** One line of the file is one minute of the shop. The session remembers which comes next. */
function watch() {
  const rows = readFileSync(latency, 'utf8').trim().split('\n').slice(1)
  const next = (brief.session?.row ?? -1) + 1
  if (next >= rows.length) return result('No new measurement.', brief.session)
  const [minute, ms] = rows[next].split(',')
  const goal = brief.goals.find(({ metric }) => metric?.unit === 'ms')
  if (goal) desk('report', { goal: goal.id, current: Number(ms) })
  if (Number(ms) > ALARMING_MS) desk('say', { to: brief.agent.manager.slug, body: `The checkout took ${ms} ms at ${minute}. I keep an eye on it.` })
  return result(`The checkout took ${ms} ms at ${minute}.`, { row: next })
}
