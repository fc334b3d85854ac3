import { describe, expect, it } from 'vitest'
import { seated } from '../testing/seated.ts'
import { served } from '../testing/served.ts'

const at = async (house: Awaited<ReturnType<typeof seated>>) => ({ company: house.acme.id, me: house.job.agent.id, task: (await house.acme.tasks.get('ACME-1')).id })

describe('the agent protocol of the existing application', () => {
  it('is not there unless it was asked for', async () => {
    const { app, acme } = await served()
    await acme.agents.hire({ slug: 'dev', role: 'worker', status: 'draft', adapter: { kind: 'x', config: {} } }).catch(() => {})
    for (const url of ['/api/agents/me', '/api/agents/me/inbox-lite']) expect((await app.inject({ method: 'GET', url, headers: { host: 'localhost:4400' } })).statusCode).toBe(404)
  })

  it('tells an agent who it is, who is above it, and what it has to do', async () => {
    const house = await seated(), { company, me, task } = await at(house)
    expect((await house.there('GET', '/agents/me')).told).toMatchObject({ id: me, companyId: company, urlKey: 'dev', role: 'engineer', chainOfCommand: [{ urlKey: 'boss' }], budgetMonthlyCents: 0 })
    expect((await house.there('GET', '/agents/me/inbox-lite')).told).toMatchObject([{ id: task, identifier: 'ACME-1', title: 'Build', status: 'in_progress', activeRun: { id: house.job.run.id }, dependencyReady: true }])
    expect((await house.there('GET', `/companies/${company}/issues?assigneeAgentId=${me}&status=todo,in_progress,in_review,blocked`)).told).toMatchObject([{ id: task, assigneeAgentId: me, description: 'All of it.' }])
    expect((await house.there('GET', `/companies/${company}/agents`)).told.map(({ urlKey }: { urlKey: string }) => urlKey)).toEqual(['boss', 'dev', 'peer', 'report'])
  })

  it('lets an agent check out what is its own, again and again, and answers 409 for what is another\'s', async () => {
    const house = await seated(), { me, task } = await at(house)
    const body = { agentId: me, expectedStatuses: ['todo', 'backlog', 'blocked', 'in_review'] }
    for (const _ of [1, 2]) expect(await house.there('POST', `/issues/${task}/checkout`, body)).toMatchObject({ status: 200, told: { status: 'in_progress', checkoutRunId: house.job.run.id } })
    const other = await house.acme.tasks.create({ title: 'Theirs', assignee: 'peer' }), nobodys = await house.acme.tasks.create({ title: 'Nobody\'s', parent: 'ACME-1' })
    for (const { id } of [other, nobodys]) expect(await house.there('POST', `/issues/${id}/checkout`, body)).toMatchObject({ status: 409, told: { reason: 'checked_out', error: expect.any(String) } })
    expect((await house.acme.tasks.get(other.id)).status).toBe('todo')
    expect((await house.there('POST', `/issues/${task}/checkout`, { ...body, agentId: 'agt_other' })).status).toBe(403)
  })

  it('checks out what waits in the backlog, and what was blocked by words alone, but not what waits for another task', async () => {
    const house = await seated(), { me } = await at(house)
    const later = await house.acme.tasks.create({ title: 'Later', assignee: 'dev', status: 'backlog' }), held = await house.acme.tasks.create({ title: 'Held', assignee: 'dev', blockedBy: ['ACME-2'] })
    const body = { agentId: me, expectedStatuses: ['todo', 'backlog', 'blocked'] }
    expect((await house.there('POST', `/issues/${held.id}/checkout`, body)).status).toBe(409)
    expect((await house.there('POST', `/issues/${later.id}/checkout`, { agentId: me, expectedStatuses: ['todo'] })).status).toBe(409)
    expect((await house.there('POST', `/issues/${later.id}/checkout`, body)).told).toMatchObject({ status: 'in_progress' })
  })

  it('P18: believes no header about the run: another\'s is 403, its own changes nothing', async () => {
    const house = await seated(), { task } = await at(house)
    const say = (run: string) => house.there('POST', `/issues/${task}/comments`, { body: 'Mine' }, { 'x-paperclip-run-id': run })
    expect((await say('run_another')).status).toBe(403)
    expect((await house.acme.tasks.thread('ACME-1')).rows).toEqual([])
    expect((await say(house.job.run.id)).status).toBe(201)
    expect((await house.acme.tasks.thread('ACME-1')).rows).toMatchObject([{ body: 'Mine', fromKind: 'agent', runId: house.job.run.id }])
  })

  it('T1: knows no other company, by id in the path or of a thing in it', async () => {
    const house = await seated(), globex = await house.paperclip.found({ slug: 'globex' }), foreign = await globex.tasks.create({ title: 'Secret plans' })
    for (const id of [globex.id, 'cmp_none']) expect(await house.there('GET', `/companies/${id}/issues`)).toMatchObject({ status: 404, told: { detail: `There is no company "${id}".` } })
    for (const path of ['', '/comments', '/documents', '/heartbeat-context']) {
      const theirs = await house.there('GET', `/issues/${foreign.id}${path}`), none = await house.there('GET', `/issues/tsk_none${path}`)
      expect([theirs.status, JSON.stringify(theirs.told).replaceAll(foreign.id, 'tsk_none')]).toEqual([404, JSON.stringify(none.told)])
    }
    expect((await house.there('PATCH', `/issues/${foreign.id}`, { comment: 'Hello' })).status).toBe(404)
    expect((await globex.tasks.thread(foreign.id)).rows).toEqual([])
  })

  it('changes an issue with a comment: done is done, or waits for its reviewer', async () => {
    const house = await seated(), { task } = await at(house)
    expect((await house.there('PATCH', `/issues/${task}`, { status: 'in_review', comment: 'Look' })).status).toBe(422)
    await house.acme.tasks.assign(task, { reviewer: 'boss' })
    expect((await house.there('PATCH', `/issues/${task}`, { status: 'done', comment: 'Done.' })).told).toMatchObject({ status: 'in_review', result: 'Done.' })
    expect((await house.there('PATCH', `/issues/${task}`, { status: 'done' })).status).toBe(422)
    expect((await house.acme.tasks.thread(task)).rows.map(({ body }) => body)).toEqual(['Done.'])
  })

  it('tells the newest comments of a long thread, and counts them all', async () => {
    const house = await seated()
    for (let n = 1; n <= 501; n++) await house.acme.messages.say({ task: 'ACME-1', body: `Comment ${n}` })
    expect((await house.there('GET', '/issues/ACME-1/comments?order=desc&limit=1')).told).toMatchObject([{ body: 'Comment 501' }])
    expect((await house.there('GET', '/issues/ACME-1/heartbeat-context')).told).toMatchObject({ commentCursor: { totalComments: 501 } })
  })

  it('blocks with what it waits for, refuses a block without a word, and refuses what is not served', async () => {
    const house = await seated(), { task, company, me } = await at(house)
    expect((await house.there('PATCH', `/issues/${task}`, { status: 'blocked' })).status).toBe(422)
    expect((await house.there('PATCH', `/issues/${task}`, { executionPolicy: { stages: [] } })).status).toBe(501)
    expect((await house.there('PATCH', `/issues/${task}`, { assignee: 'me' })).status).toBe(400)
    const { told: child, status } = await house.there('POST', `/companies/${company}/issues`, { title: 'First', parentId: task, assigneeAgentId: (await house.acme.agents.get('report')).id })
    expect([status, child.parentId, child.createdByAgentId]).toEqual([201, task, me])
    expect((await house.there('PATCH', `/issues/${task}`, { status: 'blocked', blockedByIssueIds: [child.id], comment: 'Waits.' })).told).toMatchObject({ status: 'blocked', blockedByIssueIds: [child.id] })
    expect((await house.there('GET', `/companies/${company}/issues?parentId=${task}`)).told).toMatchObject([{ id: child.id }])
  })

  it('changes all of what one request asks for, or nothing of it', async () => {
    const house = await seated(), { task } = await at(house), before = await house.acme.tasks.get(task)
    const refused = [
      { title: 'Renamed', status: 'in_review', comment: 'Look' },
      { title: 'Renamed', status: 'blocked' },
      { title: 'Renamed', priority: 'high', blockedByIssueIds: ['tsk_none'], comment: 'Waits.' },
      { title: 'Renamed', assigneeAgentId: (await house.acme.agents.get('boss')).id, status: 'done', comment: 'Done.' },
    ]
    for (const body of refused) expect((await house.there('PATCH', `/issues/${task}`, body)).status, JSON.stringify(body)).toBeGreaterThanOrEqual(400)
    expect([await house.acme.tasks.get(task), (await house.acme.tasks.thread(task)).rows]).toEqual([before, []])
    expect(await house.there('PATCH', `/issues/${task}`, { title: 'Renamed', priority: 'high', status: 'todo', comment: 'Later.' })).toMatchObject({ status: 200, told: { title: 'Renamed', priority: 'high', status: 'todo' } })
    expect((await house.acme.tasks.thread(task)).rows.map(({ body }) => body)).toEqual(['Later.'])
  })

  it('asks the board once where a part of a request takes its approval, and changes nothing yet', async () => {
    const house = await seated({ plugins: [{ name: 'asks', rules: [({ kind }) => (kind === 'task.assign' ? 'ask' : undefined)] }] }), { task } = await at(house)
    const change = () => house.there('PATCH', `/issues/${task}`, { title: 'Renamed', assigneeAgentId: null, comment: 'Not mine.' }, { 'idempotency-key': 'once' })
    for (const _ of [1, 2]) expect(await change()).toMatchObject({ status: 409, told: { reason: 'needs_approval' } })
    expect((await house.acme.approvals.list()).rows).toMatchObject([{ actKind: 'task.assign', status: 'pending' }])
    expect([(await house.acme.tasks.get(task)).title, (await house.acme.tasks.thread(task)).rows]).toEqual(['Build', []])
  })

  it('keeps documents by revision, and a stale one is 409', async () => {
    const house = await seated(), { task } = await at(house)
    const put = (body: string, baseRevisionId: string | null) => house.there('PUT', `/issues/${task}/documents/plan`, { title: 'Plan', format: 'markdown', body, baseRevisionId })
    const { told: first } = await put('One', null)
    expect((await put('Two', first.latestRevisionId)).told).toMatchObject({ latestRevisionNumber: 2 })
    expect(await put('Three', first.latestRevisionId)).toMatchObject({ status: 409, told: { reason: 'stale_revision' } })
    expect((await house.there('GET', `/issues/${task}/documents/plan`)).told).toMatchObject({ body: 'Two' })
  })

  it('takes costs once for each key, in cents', async () => {
    const house = await seated(), { company, me } = await at(house)
    const cost = (body: object) => house.there('POST', `/companies/${company}/cost-events`, { agentId: me, provider: 'p', model: 'm', costCents: 2.5, idempotencyKey: 'one', ...body })
    for (const _ of [1, 2]) expect(await cost({})).toMatchObject({ status: 201, told: { runSpentCents: 3, runCapCents: 100 } })
    expect((await house.acme.runs.get(house.job.run.id)).spent).toBe(25_000)
    expect((await cost({ agentId: 'agt_other', idempotencyKey: 'two' })).status).toBe(403)
  })

  it('O17: answers a cost in numbers and ids of its own, and with none of the texts that were sent', async () => {
    const house = await seated(), { company, me } = await at(house), secret = 'a-secret-of-the-run'
    const { status, told } = await house.there('POST', `/companies/${company}/cost-events`, { agentId: me, provider: secret, model: secret, costCents: 2.5, inputTokens: 7, outputTokens: 8, idempotencyKey: secret, billingCode: secret, occurredAt: secret, billingType: secret })
    expect([status, told]).toEqual([201, { id: expect.stringMatching(/^[0-9a-f]{32}$/), companyId: company, agentId: me, heartbeatRunId: house.job.run.id, inputTokens: 7, outputTokens: 8, costCents: 2.5, runSpentCents: 3, runCapCents: 100 }])
  })

  it('counts two costs that are alike twice where neither has a key, and once where the request has one', async () => {
    const house = await seated(), { company, me } = await at(house)
    const cost = (headers?: Readonly<Record<string, string>>) => house.there('POST', `/companies/${company}/cost-events`, { agentId: me, provider: 'p', model: 'm', costCents: 2.5 }, headers)
    for (const _ of [1, 2]) expect((await cost()).status).toBe(201)
    expect((await house.acme.runs.get(house.job.run.id)).spent).toBe(50_000)
    for (const _ of [1, 2]) expect((await cost({ 'idempotency-key': 'again' })).status).toBe(201)
    expect((await house.acme.runs.get(house.job.run.id)).spent).toBe(75_000)
  })

  it('G07: puts a hire to the board, and the agent approves nothing itself', async () => {
    const house = await seated({ permissions: { 'agent.hire': 'team' } }), { company, me } = await at(house)
    const { status, told } = await house.there('POST', `/companies/${company}/agent-hires`, { name: 'New Hand', role: 'engineer', adapterType: 'sits', reportsTo: me, icon: 'x' })
    expect([status, told.agent.status, told.approval.status, told.approval.type]).toEqual([201, 'pending_approval', 'pending', 'hire_agent'])
    expect((await house.acme.agents.list()).rows.map(({ slug }) => slug)).not.toContain('new-hand')
    expect((await house.there('POST', `/approvals/${told.approval.id}/approve`, {})).status).toBe(501)
    await house.acme.approvals.approve(told.approval.id)
    expect((await house.there('GET', `/approvals/${told.approval.id}`)).told).toMatchObject({ status: 'approved' })
    expect((await house.acme.agents.list()).rows.map(({ slug }) => slug)).toContain('new-hand')
  })

  it('hires at once where the role allows it, and says of the new hand what it is', async () => {
    const house = await seated({ permissions: { 'agent.hire': { scope: 'team', verdict: 'allow' } } }), { company, me } = await at(house)
    const { status, told } = await house.there('POST', `/companies/${company}/agent-hires`, { name: 'New Hand', role: 'worker', adapterType: 'sits', reportsTo: me })
    const hired = await house.acme.agents.get('new-hand')
    expect([status, told]).toMatchObject([201, { agent: { id: hired.id, status: 'active' }, approval: null }])
    expect(hired.status).toBe('active')
  })

  it('wakes nobody by their own deeds, and others only where the role allows it', async () => {
    const house = await seated(), { me } = await at(house)
    expect(await house.there('POST', `/agents/${me}/wakeup`, { reason: 'again' })).toMatchObject({ status: 202, told: { status: 'skipped' } })
    expect((await house.there('POST', `/agents/${(await house.acme.agents.get('boss')).id}/wakeup`, {})).status).toBe(403)
  })
})
