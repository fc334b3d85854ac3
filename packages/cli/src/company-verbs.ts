import type { Account, CompanyHandle, FoundCompanyInput, Guest, Invitation, Paperclip, VerbOptions } from '@paperclip/core'

type Room<R extends keyof CompanyHandle, V extends keyof CompanyHandle[R]> = Pick<CompanyHandle[R], V>

/** What the verbs of this command do with a company: the same whether it lies here or on a server. */
export interface CompanyVerbs extends Pick<CompanyHandle, 'id' | 'slug' | 'get' | 'search' | 'propose' | 'delete' | 'export' | 'lint' | 'plan' | 'applying' | 'tidy'> {
  readonly members: Room<'members', 'list'>
  readonly roles: Room<'roles', 'get' | 'list'>
  readonly agents: Room<'agents', 'get' | 'list' | 'chart' | 'standing' | 'inbox' | 'revisions' | 'reviews' | 'scorecard'>
  readonly goals: Room<'goals', 'get' | 'list' | 'progress'>
  readonly projects: Room<'projects', 'get' | 'list'>
  readonly tasks: Room<'tasks', 'get' | 'list' | 'thread' | 'why' | 'blockers'>
  readonly documents: Room<'documents', 'list' | 'read' | 'revisions'>
  readonly artifacts: Room<'artifacts', 'list' | 'read' | 'attach'>
  readonly messages: Room<'messages', 'list'>
  readonly notes: Room<'notes', 'list' | 'search'>
  readonly routines: Room<'routines', 'get' | 'list' | 'nextDue'>
  readonly skills: Room<'skills', 'get' | 'list' | 'read' | 'versions' | 'propose'>
  readonly tools: Room<'tools', 'get' | 'list'>
  readonly secrets: Room<'secrets', 'list' | 'propose'>
  readonly keys: Room<'keys', 'list' | 'propose'>
  readonly budgets: Room<'budgets', 'list' | 'balance'>
  readonly costs: Room<'costs', 'report' | 'forecast'>
  readonly approvals: Room<'approvals', 'get' | 'list' | 'approve' | 'reject' | 'repropose'>
  readonly incidents: Room<'incidents', 'list'>
  readonly runs: Room<'runs', 'get' | 'list' | 'log'>
  readonly hooks: Room<'hooks', 'list' | 'propose'>
  readonly webhooks: Room<'webhooks', 'list' | 'propose' | 'deadLetters'>
  readonly audit: Room<'audit', 'list' | 'feed' | 'verify'>
}

/** What the verbs of this command do with all companies of an installation. */
export interface CompaniesVerbs extends Pick<Paperclip, 'companies' | 'stopEverything'> {
  found(company: FoundCompanyInput, options?: VerbOptions): Promise<CompanyVerbs>
  company(slugOrId: string): Promise<CompanyVerbs>
  readonly access: OwnersVerbs
}

/** What they do with those who own an installation. */
export interface OwnersVerbs extends Pick<Paperclip['access'], 'accounts'> {
  changeAccount(id: string, change: { status: Account['status'] }): Promise<Account>
  inviteOwner(): Promise<{ code: string; invitation: Invitation }>
  accept(code: string, guest: Extract<Guest, { kind: 'new' }>): Promise<{ id: string }>
  revokeInvitation(id: string): Promise<Invitation>
}

