import type { Runner } from '../runner.ts'
import { topicOf, type CompanySuite } from './opened-company.ts'
import { orgChart } from './org-chart.ts'
import { leases } from './leases.ts'
import { slots } from './slots.ts'
import { waking } from './waking.ts'
import { runEnds } from './run-ends.ts'
import { deferred } from './deferred.ts'
import { stopping } from './stopping.ts'
import { budgets } from './budgets.ts'
import { spending } from './spending.ts'
import { governance } from './governance.ts'
import { approvals } from './approvals.ts'
import { plugins } from './plugins.ts'
import { auditLog } from './audit-log.ts'
import { isolation } from './isolation.ts'
import { conversations } from './conversations.ts'
import { spendingPlans } from './spending-plans.ts'
import { tasks } from './tasks.ts'
import { taskFlow } from './task-flow.ts'
import { blueprint } from './blueprint.ts'
import { linting } from './lint.ts'
import { secrets } from './secrets.ts'
import { canary } from './canary.ts'
import { tools } from './tools.ts'
import { skills } from './skills.ts'
import { documents } from './documents.ts'
import { artifacts } from './artifacts.ts'
import { notes } from './notes.ts'
import { routines } from './routines.ts'
import { routineSchedules } from './routine-schedules.ts'
import { companyLife } from './company-life.ts'
import { callbacks } from './callbacks.ts'
import { runLogs } from './run-logs.ts'
import { hourlyCap } from './hourly-cap.ts'
import { scorecards } from './scorecards.ts'
import { idempotency } from './idempotency.ts'

export type { CompanySuite, OpenedCompanyStore } from './opened-company.ts'

/** What a company promises, through its public API, on any store: `testCompany({ describe, it }, { name, idleAgents, open, forAll })`. */
export function testCompany(runner: Runner, suite: CompanySuite): void {
  runner.describe(`a company on ${suite.name}`, () => {
    const topic = topicOf(runner, suite)
    for (const define of [orgChart, tasks, taskFlow, leases, slots, waking, runEnds, deferred, stopping, spending, budgets, governance, approvals, plugins, auditLog, isolation, conversations, spendingPlans, secrets, canary, tools, skills, documents, artifacts, notes, routines, routineSchedules, companyLife, callbacks, runLogs, hourlyCap, scorecards, idempotency, blueprint, linting]) define(topic)
  })
}
