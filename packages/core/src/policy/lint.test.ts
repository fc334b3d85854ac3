import { describe, expect, it } from 'vitest'
import { DEFAULT_HEARTBEAT } from '../domain/limits.ts'
import { usd } from '../domain/money.ts'
import { lint } from './lint.ts'
import type { LintAgent, LintFacts } from './lint-facts.ts'

const ada: LintAgent = { slug: 'ada', role: 'maker', managers: ['cleo'], heartbeat: DEFAULT_HEARTBEAT, runsAMonth: 1_440, metering: 'call', perRun: null }
const duty: LintAgent = { ...ada, heartbeat: { ...DEFAULT_HEARTBEAT, idle: 'run' } }
const maker: LintFacts['roles'][number] = { slug: 'maker', permissions: {}, secrets: [], hasBudget: 'no' }
const budget = (scope: 'company' | 'team' | 'agent', whom: string | null, dollars: number, window: 'day' | 'week' | 'month' | 'lifetime' = 'month') => ({ scope, for: whom, window, limit: usd(dollars) })
const bounded = [budget('company', null, 10_000)]
const owners: LintFacts['members'] = [{ id: 'olga', level: 'owner' }, { id: 'omar', level: 'owner' }]

const found = (facts: Partial<LintFacts>) => lint({ company: { slug: 'acme', boardMinimum: 1 }, agents: [], budgets: [], roles: [maker], members: owners, secrets: [], routines: [], ...facts })

describe('lint', () => {
  it.each<[string, Partial<LintFacts>, string[]]>([
    ['a company without agents', {}, []],
    ['an agent that its company bounds', { agents: [ada], budgets: bounded }, []],
    ['an agent that nothing bounds', { agents: [ada] }, ['warn no_company_budget acme', 'warn no_budget ada']],
    ['one with a budget of its own, in a company without', { agents: [ada], budgets: [budget('agent', 'ada', 5_000)] }, ['warn no_company_budget acme']],
    ['one whose manager has a team budget', { agents: [ada], budgets: [budget('team', 'cleo', 5_000)] }, ['warn no_company_budget acme']],
    ['one with the budget of another', { agents: [ada], budgets: [budget('agent', 'bob', 5_000), budget('team', 'cto', 5_000)] }, ['warn no_company_budget acme', 'warn no_budget ada']],
    ['a schedule that comes to more than its budget', { agents: [ada], budgets: [...bounded, budget('agent', 'ada', 100)] }, ['note worst_month ada']],
    ['a standing duty that does', { agents: [duty], budgets: [...bounded, budget('agent', 'ada', 100)] }, ['warn worst_month ada']],
    ['a daily budget that lets a month through', { agents: [ada], budgets: [...bounded, budget('agent', 'ada', 50, 'day')] }, []],
    ['a daily budget that does not', { agents: [ada], budgets: [...bounded, budget('agent', 'ada', 40, 'day')] }, ['note worst_month ada']],
    ['many agents, of which each is bounded', { agents: [ada, { ...ada, slug: 'bob' }], budgets: [budget('company', null, 2_000)] }, ['note company_worst_month acme']],
    ['an adapter that meters per run', { agents: [{ ...ada, metering: 'run' }], budgets: bounded }, ['note coarse_metering ada']],
    ['one that does not meter', { agents: [{ ...ada, metering: 'none', perRun: usd(0.5) }], budgets: bounded }, ['note coarse_metering ada']],
    ['a role that hires and sets budgets without asking', { roles: [{ ...maker, permissions: { 'agent.hire': { scope: 'team', verdict: 'allow' }, 'budget.set': { scope: 'reports', verdict: 'allow' } } }] }, ['warn acts_without_asking maker']],
    ['a role that asks', { roles: [{ ...maker, permissions: { 'agent.hire': { scope: 'team', verdict: 'ask' } } }] }, []],
    ['a role for the whole company without a budget', { roles: [{ ...maker, permissions: { 'agent.hold': { scope: 'company', verdict: 'allow' } } }] }, ['note wide_role maker']],
    ['a role for the whole company with one', { roles: [{ ...maker, hasBudget: 'yes', permissions: { 'agent.hold': { scope: 'company', verdict: 'allow' } } }] }, []],
    ['a sole owner', { members: [{ id: 'olga', level: 'owner' }, { id: 'vic', level: 'viewer' }] }, ['note sole_owner acme']],
    ['a secret that nobody may use', { secrets: [{ slug: 'key', grantedTo: [], usedBy: [] }] }, ['note secret_not_granted key']],
    ['a secret that nobody uses', { secrets: [{ slug: 'key', grantedTo: ['maker'], usedBy: [] }], roles: [{ ...maker, secrets: ['key'] }] }, ['note secret_not_used key']],
    ['a secret of a tool', { secrets: [{ slug: 'key', grantedTo: [], usedBy: ['github'] }] }, []],
    ['a routine of somebody who is gone', { routines: [{ slug: 'daily', status: 'active', assignee: 'bob', assigneeIs: 'terminated' }] }, ['warn routine_stuck daily']],
    ['the same, paused', { routines: [{ slug: 'daily', status: 'paused', assignee: 'bob', assigneeIs: 'terminated' }] }, []],
  ])('says of %s what is loose', (_name, facts, expected) => {
    expect(found(facts).map(({ severity, code, about }) => `${severity} ${code} ${about}`)).toEqual(expected)
  })

  it.each<[string, Partial<LintFacts>, RegExp, unknown]>([
    ['the worst month in money', { agents: [ada] }, /If "ada" always has work, its schedule comes to 1,440 runs at up to \$1\.00: \$1440\.00 in the worst month/, { kind: 'budget.set', input: { scope: 'agent', for: 'ada', limit: '$100', window: 'month' } }],
    ['a duty in money', { agents: [duty] }, /standing duty.*really comes to 1,440 runs/, { kind: 'budget.set', input: { scope: 'agent', for: 'ada', limit: '$1440', window: 'month' } }],
    ['a schedule that its budget can pay', { agents: [duty], budgets: [...bounded, budget('agent', 'ada', 144)] }, /stop it at \$144\.00 a month, and its duty with it/, { kind: 'agent.configure', input: { agent: 'ada', heartbeat: { every: '300m' } } }],
    ['who may do it', { agents: [ada], budgets: bounded, roles: [{ ...maker, permissions: { 'agent.hire': { scope: 'team', verdict: 'allow' } } }] }, /The role "maker" lets "ada" hire in its team without asking/, { kind: 'role.set', input: { slug: 'maker', permissions: { 'agent.hire': { scope: 'team', verdict: 'ask' } } } }],
    ['from whom a secret is taken', { secrets: [{ slug: 'key', grantedTo: ['maker'], usedBy: [] }], roles: [{ ...maker, secrets: ['key', 'other'] }] }, /granted to "maker"/, { kind: 'role.set', input: { slug: 'maker', secrets: ['other'] } }],
  ])('names %s, and the act that mends it', (_name, facts, words, fix) => {
    const finding = found(facts).find(({ message }) => words.test(message))
    expect(finding?.fix).toEqual(fix)
  })
})
