import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { moneyInput } from '../../domain/money.ts'
import { defineAct } from '../governance/act.ts'
import { need } from '../find.ts'
import { adjust } from '../money/ledger.ts'

/** Corrects, once, what was estimated for a run that could not report its cost. */
export const adjustRun = defineAct({
  kind: 'run.adjust',
  input: z.strictObject({ run: id(), cost: moneyInput() }),
  rule: { agent: 'board', board: 'operator', weight: 'work' },
  concern: async ({ tx }, { run }) => ({ agents: [await need(tx, 'agent', (await need(tx, 'run', run)).agentId)] }),
  async perform(work, { run: runId, cost }) {
    const run = await need(work.tx, 'run', runId)
    if (run.endedAt === null) throw conflict('wrong_state', 'This run has not ended: there is nothing to correct yet.')
    if (!run.estimated) throw conflict('wrong_state', 'The cost of this run was metered, or was corrected already.')
    return adjust(work, run, cost)
  },
})
