import { HOOK } from '../../domain/principal.ts'
import { change, deed, read, transact, type Deps } from '../work.ts'

/** Notes on a hook that it has refused something: it stands in the audit log of its company. Of what is no hook there is nothing to note. */
export async function noteRefusedMessage(deps: Deps, companyId: string, hookId: string): Promise<void> {
  if (companyId === '' || hookId === '' || !(await read(deps, companyId, view => view.get('hook', hookId)))) return
  const count = deps.refused.count(hookId)
  if (count === 0) return
  await transact({ deps, companyId, by: HOOK }, async work => {
    const hook = await work.tx.get('hook', hookId)
    if (hook) await change(deed(work, 'hook', 'hook.receive.refused'), hook, { refused: hook.refused + count, refusedAt: work.now })
  })
}
