import type { Noun } from '@paperclip/core/store'

/** What the table of each noun is called. */
export const TABLE_NAMES: Readonly<Record<Noun, string>> = {
  company: 'companies', member: 'members', role: 'roles', agent: 'agents', hold: 'holds', revision: 'revisions', goal: 'goals', project: 'projects',
  task: 'tasks', verdict: 'verdicts', blocker: 'blockers', message: 'messages', signal: 'signals', run: 'runs', budget: 'budgets', movement: 'movements',
  approval: 'approvals', incident: 'incidents', audit: 'audit_records', head: 'heads', alarm: 'alarms', item: 'items', balance: 'balances', costDay: 'cost_days', costMonth: 'cost_months', costTotal: 'cost_totals',
  session: 'sessions', logChunk: 'log_chunks', reply: 'replies', secret: 'secrets', sealed: 'sealed_values', companyKey: 'company_keys', tool: 'tools',
  document: 'documents', documentRevision: 'document_revisions', artifact: 'artifacts', note: 'notes', routine: 'routines', skill: 'skills',
  skillVersion: 'skill_versions', manifest: 'manifests', retention: 'retentions', segment: 'segments', tally: 'tallies', accessKey: 'access_keys', keyUse: 'key_uses', account: 'accounts', credential: 'credentials', login: 'logins', invitation: 'invitations', hook: 'hooks',
  webhook: 'webhooks', outbox: 'outboxes', deadLetter: 'dead_letters',
}

/** Fields whose own name is a reserved word of SQL. */
const RENAMED: ReadonlyMap<string, string> = new Map([['limit', 'limit_micros'], ['window', 'window_kind']])

/** What the column of a field is called: `reportsTo` is `reports_to`. */
export const columnName = (field: string): string => RENAMED.get(field) ?? field.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
