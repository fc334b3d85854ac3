import { expect, it } from 'vitest'
import { tellsOf } from './webhook-records.ts'

it.each([
  ['every record', { kind: 'records', records: null }, 'task.create', true],
  ['the action it names', { kind: 'records', records: ['task.finish'] }, 'task.finish', true],
  ['no other action of the same noun', { kind: 'records', records: ['task.finish'] }, 'task.create', false],
  ['every action of a noun', { kind: 'records', records: ['goal', 'task'] }, 'task.create', true],
  ['what is refused of an action', { kind: 'records', records: ['agent.hire'] }, 'agent.hire.refused', true],
  ['no noun that only begins alike', { kind: 'records', records: ['task'] }, 'taskforce.create', false],
  ['nothing, where nothing is named', { kind: 'records', records: [] }, 'task.create', false],
  ['a question to the board', { kind: 'approvals', records: null }, 'approval.ask', true],
  ['no answer of the board', { kind: 'approvals', records: null }, 'approval.approve', false],
] as const)('a webhook tells %s', (_, { kind, records }, action, tells) => {
  expect(tellsOf({ kind, records: records && [...records] }, { action })).toBe(tells)
})
