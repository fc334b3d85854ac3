import type { BriefColleague } from '@paperclip/core'
import type { Route } from '../routes/route.ts'
import { centsOf } from './cents.ts'
import { inboxOf, issueOf } from './issue.ts'
import { served } from './incumbent-route.ts'
import { everyOne } from './every-one.ts'
import { notThere } from './not-there.ts'
import { AGENT_STATUS_THERE } from './statuses.ts'

/** Who an agent is, who else works here, and what it has to do. */
export const identityRoutes: readonly Route[] = [
  served({
    method: 'GET', path: '/agents/me', summary: 'Who you are',
    async serve({ desk, me: id, companyId }) {
      const [me, colleagues, { budgets }] = await Promise.all([desk.me(), everyOne(page => desk.colleagues(page)), desk.purse({})])
      const month = budgets.find(({ scope, window }) => scope === 'agent' && window === 'month')
      const grants = (permission: string) => me.role.permissions.includes(permission)
      return {
        id, companyId, name: me.name, urlKey: me.slug, role: me.role.slug, title: me.role.title, capabilities: me.role.description, status: 'running', reportsTo: me.manager?.id ?? null,
        chainOfCommand: chainAbove(id, colleagues).map(one => agentOf(one, companyId)), budgetMonthlyCents: month ? centsOf(month.limitMicros) : 0, spentMonthlyCents: month ? centsOf(month.spentMicros) : 0,
        permissions: { canCreateAgents: grants('agent.hire'), canAssignTasks: grants('task.assign'), canCreateSkills: grants('skill.set') },
      }
    },
  }),
  served({
    method: 'GET', path: '/agents/me/inbox-lite', summary: 'What you have to do',
    serve: async ({ desk, companyId }) => (await inboxOf(desk)).map(task => {
      const { description: _, ...row } = issueOf(task, companyId)
      return row
    }),
  }),
  served({ method: 'GET', path: '/companies/:company/agents', summary: 'Everybody who works here', serve: async ({ desk, companyId }) => (await everyOne(page => desk.colleagues(page))).map(one => agentOf(one, companyId)) }),
  served({
    method: 'GET', path: '/agents/:agent', summary: 'Somebody who works here',
    async serve({ desk, companyId, params }) {
      const colleagues = await everyOne(page => desk.colleagues(page))
      const one = colleagues.find(({ id }) => id === params['agent']) ?? notThere('agent', params['agent'])
      return { ...agentOf(one, companyId), chainOfCommand: chainAbove(one.id, colleagues).map(above => agentOf(above, companyId)) }
    },
  }),
]

const agentOf = ({ id, slug, name, role, about, reportsTo, status }: BriefColleague, companyId: string) =>
  ({ id, companyId, name, urlKey: slug, role, title: role, capabilities: about, reportsTo, status: AGENT_STATUS_THERE[status] })

function chainAbove(id: string, colleagues: readonly BriefColleague[]): BriefColleague[] {
  const above = colleagues.find(one => one.id === colleagues.find(self => self.id === id)?.reportsTo)
  return above ? [above, ...chainAbove(above.id, colleagues)] : []
}
