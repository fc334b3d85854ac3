import { createSourceFile, forEachChild, isNewExpression, isRegularExpressionLiteral, ScriptTarget, type Node } from 'typescript'
import { describe, expect, it } from 'vitest'
import { SOURCES } from './sources.ts'

const LONG = 50_000
/** In milliseconds: far more than one look at each character takes, far less than one at each pair of them. */
const MOST_MS = 1_000
/** Files that make a pattern of texts of their own. */
const MADE = ['packages/adapters/src/process/environment.ts']

/** What patterns that go back and forth trip over: much of the same, and then something that does not belong there. */
const BOMBS: readonly string[] = [...'a0A_-./:=@%, "\'\\`{<>([#$*\n\t', 'ab', 'a.', 'a-', 'a ', ' a', '0,', 'a/', '../', 'a=b&', '<a', '${', '{{', '\\"', '%20', 'a@', '::', '\r\n', 'é', '中']
  .flatMap(part => [part.repeat(LONG / part.length), `x${part.repeat(LONG / part.length)}\u0000`, `pck_${part.repeat(LONG / part.length)}!`])

interface Pattern { path: string; text: string }

const patterns: Pattern[] = [], made: string[] = []
for (const { path, text, isTest } of SOURCES) {
  if (isTest || path.includes('/testing/')) continue
  const look = (node: Node): void => {
    if (isRegularExpressionLiteral(node)) patterns.push({ path, text: node.text })
    if (isNewExpression(node) && node.expression.getText(file) === 'RegExp') made.push(path)
    forEachChild(node, look)
  }
  const file = createSourceFile(path, text, ScriptTarget.Latest, true)
  look(file)
}
const distinct = [...new Map(patterns.map(pattern => [pattern.text, pattern])).values()]

describe('patterns', () => {
  it('G03: are ours: none is made of what somebody wrote', () => {
    expect([...new Set(made)]).toEqual(MADE)
    expect(distinct.length).toBeGreaterThan(100)
  })

  it('G03: take no longer than one look at each character, whatever they are given', () => {
    const slow = distinct.flatMap(({ path, text }) => {
      const [, source = '', flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(text) ?? [], pattern = new RegExp(source, flags.replace('y', ''))
      const took = (bomb: string): number => {
        const began = performance.now()
        bomb.replace(pattern, '')                                        // from one end to the other where it is global, whatever it finds on the way
        return performance.now() - began
      }
      const late = BOMBS.find(bomb => took(bomb) > MOST_MS && took(bomb) > MOST_MS)         // twice: a machine may stand still once
      return late === undefined ? [] : [`${path}: ${text} takes long over ${JSON.stringify(late.slice(0, 12))}…`]
    })
    expect(slow).toEqual([])
  }, 120_000)
})
