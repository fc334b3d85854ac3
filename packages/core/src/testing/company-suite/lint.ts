import assert from 'node:assert/strict'
import { scripted } from '../trial.ts'
import type { Topic } from './opened-company.ts'
import { like } from './steps.ts'

export function linting({ describe, on }: Topic): void {
  describe('lint', () => {
    on('finds nothing loose where everything is bounded, and each fix mends its finding', async house => {
      const { acme } = await house.found()
      await acme.members.set({ id: 'operator:olga', level: 'owner' })
      assert.deepEqual(await acme.lint(), [])
      await acme.roles.set({ slug: 'boss', permissions: { 'agent.hire': { scope: 'company', verdict: 'allow' } } })
      await acme.agents.hire({ ...scripted('ada', 'rest'), role: 'boss' })
      await acme.agents.hire({ ...scripted('duty', 'rest'), heartbeat: { every: '6h', idle: 'run', cap: '$1' }, budget: { limit: '$60' } })
      await acme.secrets.set({ slug: 'spare', value: 'nobody-needs-this' })
      const found = await acme.lint()
      assert.deepEqual(found.map(({ code, severity, about }) => `${severity} ${code} ${about}`), [
        'warn no_company_budget acme', 'warn no_budget ada', 'warn worst_month duty', 'warn acts_without_asking boss', 'note wide_role boss', 'note secret_not_granted spare',
      ])
      like(found.find(({ code }) => code === 'worst_month'), { message: /120 runs at up to \$1\.00: \$120\.00.*stop it at \$60\.00/, fix: { kind: 'agent.configure', input: { agent: 'duty', heartbeat: { every: '720m' } } } })
      for (let left = found; left.length > 0; left = (await acme.lint()).filter(({ fix }) => fix !== null)) {
        const [{ fix } = { fix: null }] = left
        if (fix) await acme.propose(fix)
      }
      like(await acme.lint(), [{ code: 'company_worst_month', about: 'acme', fix: null }])
    })

    on('sees who is the only owner, and a routine that nobody answers', async house => {
      const { acme } = await house.found()
      await acme.agents.hire({ ...scripted('ada', 'rest'), budget: { limit: '$2000' } })
      await acme.routines.set({ slug: 'daily', assignee: 'ada', every: '1d' })
      await acme.agents.terminate('ada')
      like(await acme.lint(), [{ code: 'routine_stuck', about: 'daily', fix: { kind: 'routine.pause' } }, { code: 'sole_owner', about: 'acme', fix: null }])
    })
  })
}
