import type { PaperclipEvent } from '@paperclip/core'
import { Counter, type Registry } from 'prom-client'

const ENDS = ['succeeded', 'failed', 'cancelled', 'timed_out', 'lost'] as const
const BILLINGS = ['billed', 'imputed', 'unpriced'] as const

/**
 * Counts what this node committed. Each node counts its own, so that the sum over nodes is the whole. No company, agent or run is named: they would be
 * as many series as there are of them.
 */
export function eventMeters(registry: Registry): (event: PaperclipEvent) => void {
  const registers = [registry]
  const records = new Counter({ name: 'paperclip_records_total', help: 'Audit records committed by this node.', registers })
  const begun = new Counter({ name: 'paperclip_runs_started_total', help: 'Runs begun by this node.', registers })
  const ended = new Counter({ name: 'paperclip_runs_ended_total', help: 'Runs whose end this node wrote, by outcome.', labelNames: ['outcome'], registers })
  const lost = new Counter({ name: 'paperclip_leases_lost_total', help: 'Runs whose lease had run out, ended by this node in place of whoever held it.', registers })
  const spent = new Counter({ name: 'paperclip_spend_micros_total', help: 'Micro-dollars posted by this node, before corrections. `imputed` is what a subscription would have cost, `unpriced` counts nothing.', labelNames: ['billing'], registers })
  const asked = new Counter({ name: 'paperclip_approvals_asked_total', help: 'Questions put to boards by this node.', registers })
  const refused = new Counter({ name: 'paperclip_refusals_total', help: 'Deeds that were refused and recorded as that.', registers })
  for (const outcome of ENDS) ended.inc({ outcome }, 0)
  for (const billing of BILLINGS) spent.inc({ billing }, 0)

  return event => {
    if (event.kind !== 'record') return
    const { action, after } = event.record
    records.inc()
    if (action === 'run.begin') begun.inc()
    if (action === 'approval.ask') asked.inc()
    if (action.endsWith('.refused')) refused.inc()
    const outcome = ENDS.find(end => action === `run.${end}`)
    if (outcome) ended.inc({ outcome })
    if (outcome === 'lost') lost.inc()
    if (action === 'money.spend') spent.inc({ billing: BILLINGS.find(billing => billing === after?.['billing']) ?? 'billed' }, Number(after?.['amount'] ?? 0))
  }
}
