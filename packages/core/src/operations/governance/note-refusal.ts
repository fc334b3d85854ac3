import { formatRefusal } from '../../policy/refusal-text.ts'
import { isInHand } from '../runs/fence.ts'
import { need } from '../find.ts'
import { change, deed, transact, type AgentPrincipal, type Deps, type DeskRefusal } from '../work.ts'

interface DeskOwner { deps: Deps; companyId: string; by: AgentPrincipal }

const MOST_NOTICES = 50

/** Notes on the run, once, what its agent was refused: it stands in the audit log, and the agent is told in its next brief. */
export async function noteRefusal({ deps, companyId, by }: DeskOwner, refused: DeskRefusal): Promise<void> {
  await transact({ deps, companyId, by }, async work => {
    const run = await need(work.tx, 'run', by.runId)
    const notice = formatRefusal(refused)
    if (!(await isInHand(work.tx, by)) || run.notices.length >= MOST_NOTICES || run.notices.includes(notice)) return
    await change(deed(work, 'run', `desk.${refused.verb}.refused`), run, { notices: [...run.notices, notice] })
  })
}
