import { describe, expect, it } from 'vitest'
import { RowStatements } from './row-statements.ts'
import { compilerFor, fill, hole, selecting } from './statement.ts'
import { tableOf } from './table.ts'

describe('a statement', () => {
  const statement = selecting(compilerFor('sqlite').selectFrom('tasks').select('id').where('company_id', '=', hole('company')).where('status', '=', 'todo').limit(hole<number>('limit')).compile())

  it('is compiled with holes that are filled in order', () => {
    expect(statement.sql).toBe('select "id" from "tasks" where "company_id" = ? and "status" = ? limit ?')
    expect(fill(statement, new Map<string, string | number>([['limit', 5], ['company', 'cmp_a']]))).toEqual(['cmp_a', 'todo', 5])
  })

  it('does not run with a hole in it', () => {
    expect(() => fill(statement, new Map([['limit', 5]]))).toThrow('"company"')
  })

  it('is compiled once per shape', () => {
    const statements = new RowStatements('sqlite')
    const plan = { where: [['status', 'todo']] as const, by: 'number', direction: 'up' as const, after: null, limit: 10 }
    expect(statements.list('task', plan)).toBe(statements.list('task', { ...plan, where: [['status', 'done']], limit: 20 }))
    expect(statements.list('task', plan)).not.toBe(statements.list('task', { ...plan, direction: 'down' }))
    expect(statements.list('task', plan)).not.toBe(statements.list('task', { ...plan, where: [['status', null]] }))
    expect(statements.list('task', plan)).not.toBe(statements.list('task', { ...plan, after: { value: 1, id: 'a' } }))
  })

  it('takes its values in the order in which rows are encoded and lists are planned', () => {
    const statements = new RowStatements('sqlite')
    const taken = (statement: ReturnType<RowStatements['get']>) => statement.parameters.map(hole => String(Reflect.get(Object(hole), 'name')))
    const after = { value: 1, id: 'a' }, where = [['status', 'todo'], ['assigneeId', null], ['reviewerId', 'agt_1']] as const
    expect(taken(statements.get('task'))).toEqual(['company_id', 'key'])
    expect(taken(statements.put('task'))).toEqual(['company_id', ...tableOf('task').columns.map(({ name }) => name)])
    expect(taken(statements.list('task', { where, by: 'number', direction: 'up', after, limit: 1 }))).toEqual(['company_id', 'status', 'reviewer_id', 'after_value', 'after_key', 'limit'])
    expect(taken(statements.list('task', { where: [], by: 'id', direction: 'down', after, limit: 1 }))).toEqual(['company_id', 'after_key', 'limit'])
  })

  it('is written in the words of its database', () => {
    expect(new RowStatements('postgres').get('task').sql).toMatch(/where "company_id" = \$1 and "id" = \$2$/)
    expect(new RowStatements('sqlite').get('task').sql).toMatch(/where "company_id" = \? and "id" = \?$/)
  })

  it('locks the alarms that a transaction reads, where claims go on beside it', () => {
    const plan = { where: [], by: 'id', direction: 'up' as const, after: null, limit: 10 }
    const beside = new RowStatements('postgres', 'with claims beside'), alone = new RowStatements('postgres')
    expect([beside.get('alarm'), beside.list('alarm', plan)].map(({ sql }) => sql.endsWith(' for key share'))).toEqual([true, true])
    expect([beside.get('task'), alone.get('alarm'), alone.list('alarm', plan)].filter(({ sql }) => sql.includes(' for '))).toEqual([])
  })
})
