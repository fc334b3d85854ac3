import { describe, expect, it } from 'vitest'
import { beyondKit, toolboxOf, type Equipment } from './beyond-kit.ts'

const kit = (given: { allow?: string[] | null; mcp?: string[]; secrets?: string[] } = {}): Equipment => ({ tools: { allow: given.allow ?? null, mcp: given.mcp ?? [] }, secrets: given.secrets ?? [] })

describe('beyondKit', () => {
  it.each([
    ['the same', kit({ allow: ['Read'], mcp: ['git'], secrets: ['a'] }), kit({ allow: ['Read'], mcp: ['git'], secrets: ['a'] }), 0],
    ['less', kit({ allow: [], mcp: [], secrets: [] }), kit({ allow: ['Read'], mcp: ['git'], secrets: ['a'] }), 0],
    ['a secret more', kit({ secrets: ['a', 'b'] }), kit({ secrets: ['a'] }), 1],
    ['a tool more', kit({ mcp: ['git'] }), kit(), 1],
    ['a capability more', kit({ allow: ['Read', 'Bash'] }), kit({ allow: ['Read'] }), 1],
    ['all capabilities where the parent has some', kit(), kit({ allow: ['Read'] }), 1],
    ['any capability where the parent has all', kit({ allow: ['Bash'] }), kit(), 0],
  ])('finds in %s what goes beyond', (_, child, parent, many) => expect(beyondKit(child, parent)).toHaveLength(many))
})

describe('toolboxOf', () => {
  it.each([
    ['takes all of the role’s by default', { allow: ['Read'], mcp: ['git'] }, null, { allow: ['Read'], mcp: ['git'] }],
    ['narrows', { allow: ['Read', 'Bash'], mcp: ['git', 'web'] }, { allow: ['Read'], mcp: ['git'] }, { allow: ['Read'], mcp: ['git'] }],
    ['never widens', { allow: ['Read'], mcp: ['git'] }, { allow: ['Read', 'Bash'], mcp: ['git', 'web'] }, { allow: ['Read'], mcp: ['git'] }],
    ['narrows what is open', { allow: null, mcp: [] }, { allow: ['Read'], mcp: [] }, { allow: ['Read'], mcp: [] }],
    ['keeps what the role narrowed', { allow: ['Read'], mcp: [] }, { allow: null, mcp: [] }, { allow: ['Read'], mcp: [] }],
  ])('%s', (_, role, own, expected) => expect(toolboxOf(role, own)).toEqual(expected))
})
