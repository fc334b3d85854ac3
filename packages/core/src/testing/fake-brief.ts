import type { Brief, BriefTask, BriefTaskInFull } from '../domain/brief.ts'

/** A task as a brief tells it. */
export const fakeTask = (overrides: Partial<BriefTask> = {}): BriefTask => ({
  id: 'tsk_000001',
  identifier: 'ACME-1',
  title: 'Write the report',
  status: 'in_progress',
  priority: 'medium',
  part: 'assignee',
  assignee: 'ada',
  reviewer: null,
  dueAt: null,
  result: null,
  ...overrides,
})

/** The same task in full. */
export const fakeFocus = (): BriefTaskInFull => ({
  ...fakeTask(), description: 'One page about last week.', acceptance: 'It fits on one page.', labels: [], why: [{ kind: 'mission', title: 'Make things that work' }],
  thread: [], children: [], documents: [], artifacts: [], assigneeKind: 'agent', assigneeId: 'agt_000001', reviewerKind: null, reviewerId: null, parentId: null, projectId: null, goalId: null,
  createdByKind: 'operator', createdById: 'operator:local', checkoutRunId: 'run_000001', blockedBy: [], blockedReason: null,
  createdAt: '2026-01-05T09:00:00.000Z', startedAt: '2026-01-05T09:00:00.000Z', finishedAt: null, updatedAt: '2026-01-05T09:00:00.000Z',
})

/** The brief of Ada, an engineer at Acme who was assigned `ACME-1`. */
export function fakeBrief(overrides: Partial<Brief> = {}): Brief {
  const task = fakeTask()
  return {
    paperclip: 1,
    company: { slug: 'acme', name: 'Acme', mission: 'Make things that work' },
    agent: {
      id: 'agt_000001',
      slug: 'ada',
      name: 'Ada',
      role: { slug: 'engineer', title: 'Engineer', description: '', permissions: [] },
      instructions: 'Do good work.',
      manager: null,
      reports: [],
    },
    run: {
      id: 'run_000001', causes: ['assignment'], slot: null, capMicros: 1_000_000,
      startedAt: '2026-01-05T09:00:00.000Z', endsBy: '2026-01-05T09:30:00.000Z',
    },
    focus: {
      ...task,
      description: 'One page about last week.',
      acceptance: 'It fits on one page.',
      labels: [],
      why: [{ kind: 'mission', title: 'Make things that work' }],
      thread: [],
      children: [],
      documents: [],
      artifacts: [],
    },
    inbox: [{ id: 'itm_000001', cause: 'assignment', at: '2026-01-05T09:00:00.000Z', noun: 'task', task }],
    tasks: [task],
    goals: [],
    skills: [],
    tools: [],
    notices: [],
    now: '2026-01-05T09:00:00.000Z',
    ...overrides,
  }
}
