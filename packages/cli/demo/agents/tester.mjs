// Ben runs tests: really, with Node's own test runner, and then looks which files have none.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { brief, desk, result, think } from './report.mjs'
import { sourceFiles } from './source-files.mjs'

const [repository] = process.argv.slice(2)
const { focus } = brief

if (!focus) {
  result('Nothing to test.')
} else {
  const [part] = focus.labels
  const folder = join(repository, 'test', part)
  const tests = readdirSync(folder)
  const { stdout } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', ...tests.map(name => join(folder, name))], { encoding: 'utf8' })
  const passed = [...stdout.matchAll(/^ *ok \d+ - (.+)$/gm)].map(([, name]) => name).filter(name => !name.startsWith('/'))
  const failed = [...stdout.matchAll(/^ *not ok \d+ - (.+)$/gm)].map(([, name]) => name).filter(name => !name.startsWith('/'))
  const bare = sourceFiles(repository, part).filter(({ name }) => !tests.includes(name))
  await think('0.02')
  desk('finish', { task: focus.identifier, result: [
    `${passed.length + failed.length} tests of ${part}: ${passed.length} pass, ${failed.length} fail.`,
    ...failed.map(name => `- fails: ${name}`),
    ...bare.map(({ path }) => `- no test: ${path}`),
    `First: ${failed.length > 0 ? `mend "${failed[0]}"` : bare.length > 0 ? `test ${bare[0].path}` : 'nothing, all is well'}.`,
  ].join('\n') })
  result(`Ran the tests of ${part}: ${passed.length} pass, ${failed.length} fail; without tests: ${bare.length}.`)
}
