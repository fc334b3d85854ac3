import { z } from 'zod'
import { conflict } from '../../domain/error.ts'
import { id } from '../../domain/fields.ts'
import { ABOUT_NOBODY, defineAct } from '../governance/act.ts'
import { need } from '../find.ts'
import { change, deed } from '../work.ts'

/** Says that an incident was seen to. */
export const closeIncident = defineAct({
  kind: 'incident.close',
  input: z.strictObject({ incident: id() }),
  rule: { agent: 'board', board: 'operator', weight: 'work' },
  concern: ABOUT_NOBODY,
  async perform(work, { incident: incidentId }) {
    const incident = await need(work.tx, 'incident', incidentId)
    if (incident.status === 'closed') throw conflict('wrong_state', 'This incident is closed already.')
    return change(deed(work, 'incident', 'incident.close'), incident, { status: 'closed', closedAt: work.now })
  },
})
