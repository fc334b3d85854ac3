// Ada reads source: she finds functions that are too long, and what was left to do.
import { brief, desk, result, think } from './report.mjs'
import { linesThat, sourceFiles } from './source-files.mjs'

const LONGEST = 20
const [repository] = process.argv.slice(2)
const { focus } = brief

if (!focus) {
  result('Nothing to read.')
} else {
  const [part] = focus.labels
  const files = sourceFiles(repository, part)
  const findings = [...longFunctions(files), ...linesThat(files, /\b(TODO|FIXME)\b/)]
  await think('0.03')
  desk('finish', { task: focus.identifier, result: [`Found ${findings.length} in ${files.length} files of ${part}:`, ...findings.map(one => `- ${one}`), ...wantsOrder() ? [first(findings)] : []].join('\n') })
  result(`Read ${files.length} files of ${part}, found ${findings.length}.`)
}

function longFunctions(files) {
  return files.flatMap(({ path, lines }) => lines.flatMap((text, at) => {
    const name = /^export function (\w+)/.exec(text)?.[1]
    const length = name ? lines.slice(at).findIndex(line => line === '}') + 1 : 0
    return length > LONGEST ? [`${path}:${at + 1}  ${name} has ${length} lines, more than ${LONGEST}`] : []
  }))
}

/** Whoever gives or reviews the task may want to know what comes first. */
function wantsOrder() {
  return [focus.description, ...focus.thread.map(({ body }) => body)].some(text => text.includes('First:'))
}

function first(findings) {
  const worst = findings.find(one => one.includes('FIXME')) ?? findings[0]
  return worst ? `First: ${worst.split('  ')[0]}, because ${worst.includes('FIXME') ? 'it is known to be wrong' : 'it is the largest'}.` : 'First: nothing, this part is tidy.'
}
