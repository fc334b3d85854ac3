import { describe, expect, it } from 'vitest'
import type { Grants } from '../domain/permission.ts'
import { beyond, ruleOn, type ActFacts, type ActRule, type Relation, type Standing } from './rule-on.ts'

const power: ActRule = { agent: 'agent.hire', board: 'operator', weight: 'power' }
const work: ActRule = { agent: 'task.assign', board: 'operator', weight: 'work' }
const about = (...relations: Relation[]): ActFacts => ({ relations, exceeds: [], asks: [], opinions: [] })
const operator = (level: 'owner' | 'operator' | 'viewer' | null, boardMinimum = 1): Standing => ({ kind: 'operator', level, boardMinimum, company: 'active' })
const agent = (grants: Grants): Standing => ({ kind: 'agent', grants })
const hires = (scope: 'self' | 'reports' | 'team' | 'company', verdict: 'allow' | 'ask' = 'ask') => agent({ 'agent.hire': { scope, verdict } })

describe('the rule', () => {
  it.each<[string, ActRule, Standing, ActFacts, 'allow' | 'ask' | 'forbid']>([
    ['keeps an archived company as it is', work, { kind: 'operator', level: 'owner', boardMinimum: 1, company: 'archived' }, about(), 'forbid'],
    ['lets an archived company be resumed', { ...work, archived: 'allowed' }, { kind: 'operator', level: 'operator', boardMinimum: 1, company: 'archived' }, about(), 'allow'],
    ['lets the system act', power, { kind: 'system' }, about(), 'allow'],
    ['forbids a stranger', work, operator(null), about(), 'forbid'],
    ['forbids a viewer', work, operator('viewer'), about(), 'forbid'],
    ['lets an operator act', power, operator('operator'), about(), 'allow'],
    ['keeps what only owners do to owners', { ...power, board: 'owner' }, operator('operator'), about(), 'forbid'],
    ['asks a second member for acts of power if it takes two', power, operator('owner', 2), about(), 'ask'],
    ['asks nobody for work if it takes two', work, operator('owner', 2), about(), 'allow'],
    ['forbids an agent what its role does not grant', power, agent({}), about(), 'forbid'],
    ['asks for a hire', power, hires('team'), about(), 'ask'],
    ['allows a hire to a role that need not ask', power, hires('team', 'allow'), about(), 'allow'],
    ['lets every agent give work to its reports', work, agent({}), about('reports'), 'allow'],
    ['forbids giving work beyond the reports', work, agent({}), about('team'), 'forbid'],
    ['reaches the team with scope team', work, agent({ 'task.assign': { scope: 'team', verdict: 'allow' } }), about('team', 'reports'), 'allow'],
    ['does not reach the company with scope team', work, agent({ 'task.assign': { scope: 'team', verdict: 'allow' } }), about('reports', 'company'), 'forbid'],
    ['reaches a manager with scope company', work, agent({ 'task.assign': { scope: 'company', verdict: 'allow' } }), about('above'), 'allow'],
    ['P08: forbids power over oneself whatever the scope', power, hires('company', 'allow'), about('self'), 'forbid'],
    ['forbids power over managers whatever the scope', power, hires('company', 'allow'), about('above'), 'forbid'],
    ['O15: forbids giving more than one has', power, hires('company', 'allow'), { ...about(), exceeds: ['too much'] }, 'forbid'],
    ['O15: asks for what the board must see, also a role that need not ask', power, hires('company', 'allow'), { ...about(), asks: ['another program'] }, 'ask'],
    ['keeps what is the board’s from agents', { ...power, agent: 'board' }, hires('company', 'allow'), about(), 'forbid'],
    ['lets an agent do what is on its own desk', { ...work, agent: 'own_desk' }, agent({}), about(), 'allow'],
    ['lets a plugin forbid', work, operator('owner'), { ...about(), opinions: ['allow', 'forbid'] }, 'forbid'],
    ['lets a plugin ask', work, operator('owner'), { ...about(), opinions: ['ask'] }, 'ask'],
    ['lets no plugin allow what the house forbids', power, agent({}), { ...about(), opinions: ['allow'] }, 'forbid'],
    ['lets no plugin skip the board', power, hires('team'), { ...about(), opinions: ['allow'] }, 'ask'],
  ])('%s', (_name, rule, standing, facts, expected) => {
    expect(ruleOn(rule, standing, facts).kind).toBe(expected)
  })

  it.each<[string, Grants, Grants, number]>([
    ['nothing more', { 'agent.hire': { scope: 'team', verdict: 'ask' } }, { 'agent.hire': { scope: 'team', verdict: 'ask' } }, 0],
    ['less', { 'agent.hire': { scope: 'reports', verdict: 'ask' } }, { 'agent.hire': { scope: 'team', verdict: 'ask' } }, 0],
    ['a permission it has not', { 'agent.hire': { scope: 'self', verdict: 'ask' } }, {}, 1],
    ['a wider scope', { 'agent.hire': { scope: 'company', verdict: 'ask' } }, { 'agent.hire': { scope: 'team', verdict: 'ask' } }, 1],
    ['without asking, what it must ask for', { 'agent.hire': { scope: 'team', verdict: 'allow' } }, { 'agent.hire': { scope: 'team', verdict: 'ask' } }, 1],
    ['what every agent has, but its own role narrows', {}, { 'message.send': { scope: 'reports', verdict: 'allow' } }, 1],
    ['what every agent has', { 'task.assign': { scope: 'reports', verdict: 'allow' } }, {}, 0],
  ])('a parent gives %s', (_name, child, parent, problems) => {
    expect(beyond(child, parent)).toHaveLength(problems)
  })
})
