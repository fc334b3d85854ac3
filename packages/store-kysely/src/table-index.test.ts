import { NOUNS, type Noun } from '@paperclip/core/store'
import { describe, expect, it } from 'vitest'
import { indexesOf } from './table-index.ts'
import { columnOf, tableOf } from './table.ts'

const NOUN_NAMES = Object.keys(NOUNS) as Noun[]
/** Longer names are cut by PostgreSQL, without a word. */
const LONGEST_NAME = 63
/** Words that PostgreSQL or SQLite reserve and that a field could well be called. */
const RESERVED = ['all', 'and', 'any', 'as', 'asc', 'both', 'case', 'check', 'column', 'create', 'default', 'desc', 'do', 'else', 'end', 'for', 'from', 'grant', 'group',
  'having', 'in', 'index', 'into', 'is', 'leading', 'limit', 'not', 'null', 'offset', 'on', 'only', 'or', 'order', 'primary', 'references', 'select', 'set', 'some',
  'table', 'then', 'to', 'trailing', 'transaction', 'union', 'unique', 'update', 'user', 'using', 'values', 'when', 'where', 'window', 'with']

describe('tables and indexes', () => {
  it.each(NOUN_NAMES)('have names that every database takes: %s', noun => {
    const { name, columns } = tableOf(noun)
    const names = [name, ...columns.map(column => column.name), ...indexesOf(noun).map(index => index.name)]
    for (const each of names) {
      expect(each).toMatch(/^[a-z][a-z0-9_]*$/)
      expect(each.length).toBeLessThanOrEqual(LONGEST_NAME)
      expect(RESERVED).not.toContain(each)
    }
    expect(new Set(columns.map(column => column.name)).size).toBe(columns.length)
  })

  it('are named apart from each other', () => {
    const names = NOUN_NAMES.flatMap(noun => [tableOf(noun).name, ...indexesOf(noun).map(index => index.name)])
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(NOUN_NAMES)('are sorted by what is never null, which databases sort differently: %s', noun => {
    for (const { by } of NOUNS[noun].orders) expect(columnOf(tableOf(noun), by)).toMatchObject({ nullable: false })
  })

  it('make a unique index of what is unique, partial where it is so only sometimes', () => {
    expect(indexesOf('run').filter(({ unique }) => unique)).toEqual(expect.arrayContaining([
      { name: 'runs_one_agent_id_running', table: 'runs', terms: ['company_id', 'agent_id'], unique: true, where: "status = 'running'" },
      { name: 'runs_one_agent_id_slot', table: 'runs', terms: ['company_id', 'agent_id', 'slot'], unique: true, where: 'slot is not null' },
    ]))
  })
})
