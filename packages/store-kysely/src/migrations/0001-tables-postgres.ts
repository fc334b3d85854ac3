/** The same for PostgreSQL, where texts are sorted by their bytes. */
export const tables = `
create table companies (
  company_id text collate "C" not null, id text collate "C" not null, slug text collate "C" not null, name text collate "C" not null, mission text collate "C" not null,
  status text collate "C" not null, zone text collate "C" not null, prefix text collate "C" not null, board_minimum bigint not null, max_runs bigint not null, agent_runs_per_hour bigint not null,
  created_at bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table members (
  company_id text collate "C" not null, id text collate "C" not null, name text collate "C" not null, level text collate "C" not null, created_at bigint not null, primary key (company_id, id)
);
create table roles (
  company_id text collate "C" not null, id text collate "C" not null, slug text collate "C" not null, title text collate "C" not null, description text collate "C" not null,
  permissions text not null, heartbeat text, budget text, tools text not null, secrets text not null, skills text not null, created_at bigint not null, updated_at bigint not null,
  primary key (company_id, id)
);
create table agents (
  company_id text collate "C" not null, id text collate "C" not null, slug text collate "C" not null, name text collate "C" not null, role_id text collate "C" not null, reports_to text collate "C",
  status text collate "C" not null, instructions text collate "C" not null, adapter text not null, heartbeat text not null, tools text, skills text not null, revision bigint not null,
  anchor_at bigint not null, created_at bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table holds (
  company_id text collate "C" not null, id text collate "C" not null, agent_id text collate "C" not null, cause text collate "C" not null, budget_id text collate "C",
  reason text collate "C" not null, created_at bigint not null, primary key (company_id, id)
);
create table revisions (
  company_id text collate "C" not null, id text collate "C" not null, agent_id text collate "C" not null, number bigint not null, configuration text not null, created_at bigint not null,
  primary key (company_id, id)
);
create table goals (
  company_id text collate "C" not null, id text collate "C" not null, title text collate "C" not null, description text collate "C" not null, parent_id text collate "C", owner_id text collate "C",
  team_id text collate "C", status text collate "C" not null, metric text, due_at bigint, created_at bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table projects (
  company_id text collate "C" not null, id text collate "C" not null, slug text collate "C" not null, name text collate "C" not null, description text collate "C" not null, lead_id text collate "C",
  goal_id text collate "C", status text collate "C" not null, created_at bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table tasks (
  company_id text collate "C" not null, id text collate "C" not null, number bigint not null, identifier text collate "C" not null, title text collate "C" not null,
  description text collate "C" not null, acceptance text collate "C" not null, status text collate "C" not null, priority text collate "C" not null, assignee_kind text collate "C",
  assignee_id text collate "C", reviewer_kind text collate "C", reviewer_id text collate "C", parent_id text collate "C", project_id text collate "C", goal_id text collate "C",
  routine_id text collate "C", labels text not null, due_at bigint, not_before bigint, checkout_run_id text collate "C", checkout_fence bigint, blocked_reason text collate "C",
  result text collate "C", parked_at bigint, failed_runs bigint not null, idle_runs bigint not null, depth bigint not null, key_ids text not null, created_by_kind text collate "C" not null,
  created_by_id text collate "C" not null, created_at bigint not null, started_at bigint, finished_at bigint, updated_at bigint not null, primary key (company_id, id)
);
create table blockers (
  company_id text collate "C" not null, id text collate "C" not null, task_id text collate "C" not null, blocker_id text collate "C" not null, created_at bigint not null,
  primary key (company_id, id)
);
create table verdicts (
  company_id text collate "C" not null, id text collate "C" not null, task_id text collate "C" not null, agent_id text collate "C", verdict text collate "C" not null,
  by_kind text collate "C" not null, by_id text collate "C" not null, created_at bigint not null, primary key (company_id, id)
);
create table messages (
  company_id text collate "C" not null, id text collate "C" not null, kind text collate "C" not null, task_id text collate "C", from_kind text collate "C" not null,
  from_id text collate "C" not null, to_kind text collate "C", to_id text collate "C", body text collate "C" not null, ask_id text collate "C", due_at bigint, answered_at bigint,
  escalated_at bigint, run_id text collate "C", created_at bigint not null, primary key (company_id, id)
);
create table signals (
  company_id text collate "C" not null, id text collate "C" not null, source text collate "C" not null, agent_id text collate "C" not null, payload text not null, created_at bigint not null,
  primary key (company_id, id)
);
create table runs (
  company_id text collate "C" not null, id text collate "C" not null, agent_id text collate "C" not null, status text collate "C" not null, fence bigint not null, revision bigint not null,
  slot bigint, causes text not null, depth bigint not null, task_id text collate "C", project_id text collate "C", goal_id text collate "C", managers text not null, key_ids text not null,
  balances text not null, cap bigint not null, reserved bigint not null, spent bigint not null, imputed bigint not null, unpriced bigint not null, estimated bigint not null, up_to bigint not null,
  summary text collate "C", error text, failure text collate "C", notices text not null, touched text not null, handle text, until bigint, answer text, cancel_reason text collate "C",
  started_at bigint not null, ended_at bigint, primary key (company_id, id)
);
create table budgets (
  company_id text collate "C" not null, id text collate "C" not null, scope text collate "C" not null, scope_id text collate "C" not null, window_kind text collate "C" not null,
  limit_micros bigint not null, warn_percent bigint not null, created_at bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table movements (
  company_id text collate "C" not null, id text collate "C" not null, kind text collate "C" not null, amount bigint not null, run_id text collate "C" not null, agent_id text collate "C" not null,
  task_id text collate "C", project_id text collate "C", goal_id text collate "C", balances text not null, usage_id text collate "C", provider text collate "C", model text collate "C",
  input_tokens bigint not null, cached_tokens bigint not null, output_tokens bigint not null, billing text collate "C" not null, estimated bigint not null, overrun bigint not null,
  created_at bigint not null, primary key (company_id, id)
);
create table approvals (
  company_id text collate "C" not null, id text collate "C" not null, status text collate "C" not null, act_kind text collate "C" not null, input text not null, hash text collate "C" not null,
  reads text not null, reason text collate "C" not null, proposed_by_kind text collate "C" not null, proposed_by_id text collate "C" not null, run_id text collate "C",
  decided_by_id text collate "C", decided_alone bigint not null, note text collate "C", expires_at bigint not null, decided_at bigint, created_at bigint not null, primary key (company_id, id)
);
create table incidents (
  company_id text collate "C" not null, id text collate "C" not null, kind text collate "C" not null, status text collate "C" not null, agent_id text collate "C", task_id text collate "C",
  run_id text collate "C", budget_id text collate "C", webhook_id text collate "C", detail text collate "C" not null, created_at bigint not null, closed_at bigint, primary key (company_id, id)
);
create table secrets (
  company_id text collate "C" not null, id text collate "C" not null, slug text collate "C" not null, description text collate "C" not null, version bigint not null, created_at bigint not null,
  updated_at bigint not null, primary key (company_id, id)
);
create table tools (
  company_id text collate "C" not null, id text collate "C" not null, slug text collate "C" not null, description text collate "C" not null, connection text not null, created_at bigint not null,
  updated_at bigint not null, primary key (company_id, id)
);
create table documents (
  company_id text collate "C" not null, id text collate "C" not null, task_id text collate "C" not null, key text collate "C" not null, title text collate "C" not null, revision bigint not null,
  created_at bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table document_revisions (
  company_id text collate "C" not null, id text collate "C" not null, document_id text collate "C" not null, number bigint not null, title text collate "C" not null, body text collate "C" not null,
  author_kind text collate "C" not null, author_id text collate "C" not null, run_id text collate "C", created_at bigint not null, primary key (company_id, id)
);
create table artifacts (
  company_id text collate "C" not null, id text collate "C" not null, task_id text collate "C", run_id text collate "C", name text collate "C" not null, media_type text collate "C" not null,
  bytes bigint not null, sha256 text collate "C" not null, author_kind text collate "C" not null, author_id text collate "C" not null, created_at bigint not null, primary key (company_id, id)
);
create table notes (
  company_id text collate "C" not null, id text collate "C" not null, kind text collate "C" not null, agent_id text collate "C", about_id text collate "C", title text collate "C" not null,
  body text collate "C" not null, rating bigint, author_kind text collate "C" not null, author_id text collate "C" not null, run_id text collate "C", created_at bigint not null,
  updated_at bigint not null, primary key (company_id, id)
);
create table routines (
  company_id text collate "C" not null, id text collate "C" not null, slug text collate "C" not null, status text collate "C" not null, assignee_kind text collate "C" not null,
  assignee_id text collate "C" not null, task text not null, schedule text, signal text collate "C", catch_up text not null, overlap text collate "C" not null, anchor_at bigint not null,
  last_slot bigint, last_task_id text collate "C", skipped bigint not null, created_at bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table skills (
  company_id text collate "C" not null, id text collate "C" not null, slug text collate "C" not null, description text collate "C" not null, version bigint not null, created_at bigint not null,
  updated_at bigint not null, primary key (company_id, id)
);
create table skill_versions (
  company_id text collate "C" not null, id text collate "C" not null, skill_id text collate "C" not null, number bigint not null, description text collate "C" not null, files text not null,
  created_at bigint not null, primary key (company_id, id)
);
create table access_keys (
  company_id text collate "C" not null, id text collate "C" not null, name text collate "C" not null, digest text collate "C" not null, hint text collate "C" not null, agent_id text collate "C",
  level text collate "C" not null, acts text, agents text, budget_id text collate "C", created_by_kind text collate "C" not null, created_by_id text collate "C" not null, created_at bigint not null,
  expires_at bigint, revoked_at bigint, primary key (company_id, id)
);
create table hooks (
  company_id text collate "C" not null, id text collate "C" not null, name text collate "C" not null, source text collate "C" not null, agent_id text collate "C" not null,
  audience text collate "C" not null, created_by_kind text collate "C" not null, created_by_id text collate "C" not null, created_at bigint not null, revoked_at bigint, refused bigint not null,
  refused_at bigint, primary key (company_id, id)
);
create table webhooks (
  company_id text collate "C" not null, id text collate "C" not null, name text collate "C" not null, url text collate "C" not null, kind text collate "C" not null, records text,
  created_by_kind text collate "C" not null, created_by_id text collate "C" not null, created_at bigint not null, revoked_at bigint, primary key (company_id, id)
);
create table accounts (
  company_id text collate "C" not null, id text collate "C" not null, email text collate "C" not null, name text collate "C" not null, level text collate "C" not null,
  status text collate "C" not null, created_at bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table invitations (
  company_id text collate "C" not null, id text collate "C" not null, digest text collate "C" not null, email text collate "C", kind text collate "C" not null, board_of text collate "C",
  level text collate "C", invited_by_id text collate "C" not null, created_at bigint not null, expires_at bigint not null, used_at bigint, used_by_id text collate "C", revoked_at bigint,
  primary key (company_id, id)
);
create table manifests (
  company_id text collate "C" not null, id text collate "C" not null, entities text not null, digest text collate "C" not null, applied_at bigint not null, primary key (company_id, id)
);
create table retentions (
  company_id text collate "C" not null, id text collate "C" not null, through bigint not null, removed bigint not null, updated_at bigint not null, primary key (company_id, id)
);
create table segments (
  company_id text collate "C" not null, id text collate "C" not null, from_seq bigint not null, to_seq bigint not null, prev text collate "C" not null, hash text collate "C" not null,
  sha256 text collate "C" not null, bytes bigint not null, created_at bigint not null, primary key (company_id, id)
);
create table audit_records (
  company_id text collate "C" not null, seq bigint not null, at bigint not null, action text collate "C" not null, actor_kind text collate "C" not null, actor_id text collate "C" not null,
  on_behalf_of text collate "C", run_id text collate "C", noun text collate "C" not null, entity_id text collate "C" not null, before text, after text, digests text not null,
  prev text collate "C" not null, hash text collate "C" not null, texts text, primary key (company_id, seq)
);
create table heads (
  company_id text collate "C" not null, id text collate "C" not null, seq bigint not null, hash text collate "C" not null, key text collate "C" not null, primary key (company_id, id)
);
create table alarms (
  company_id text collate "C" not null, id text collate "C" not null, of text collate "C" not null, due_at bigint, slot bigint, reasons text not null, lease_until bigint, fence bigint not null,
  owner text collate "C", run_id text collate "C", cursor bigint not null, not_before bigint, failures bigint not null, owed bigint not null, primary key (company_id, id)
);
create table items (
  company_id text collate "C" not null, id text collate "C" not null, agent_id text collate "C" not null, seq bigint not null, cause text collate "C" not null, noun text collate "C" not null,
  ref_id text collate "C" not null, key_ids text not null, deliveries bigint not null, parked_at bigint, created_at bigint not null, primary key (company_id, id)
);
create table balances (
  company_id text collate "C" not null, id text collate "C" not null, budget_id text collate "C" not null, starts_at bigint not null, ends_at bigint, reserved bigint not null, spent bigint not null,
  warned_at bigint, stopped_at bigint, primary key (company_id, id)
);
create table cost_days (
  company_id text collate "C" not null, id text collate "C" not null, day text collate "C" not null, agent_id text collate "C" not null, project_id text collate "C", goal_id text collate "C",
  provider text collate "C", model text collate "C", billed bigint not null, imputed bigint not null, unpriced bigint not null, input_tokens bigint not null, cached_tokens bigint not null,
  output_tokens bigint not null, primary key (company_id, id)
);
create table cost_months (
  company_id text collate "C" not null, id text collate "C" not null, agent_id text collate "C" not null, project_id text collate "C", goal_id text collate "C", provider text collate "C",
  model text collate "C", billed bigint not null, imputed bigint not null, unpriced bigint not null, input_tokens bigint not null, cached_tokens bigint not null, output_tokens bigint not null,
  month text collate "C" not null, primary key (company_id, id)
);
create table cost_totals (
  company_id text collate "C" not null, id text collate "C" not null, billed bigint not null, imputed bigint not null, unpriced bigint not null, input_tokens bigint not null,
  cached_tokens bigint not null, output_tokens bigint not null, primary key (company_id, id)
);
create table sessions (
  company_id text collate "C" not null, id text collate "C" not null, agent_id text collate "C" not null, task_id text collate "C", state text not null, updated_at bigint not null,
  primary key (company_id, id)
);
create table log_chunks (
  company_id text collate "C" not null, stream text collate "C" not null, level text collate "C" not null, text text collate "C" not null, id text collate "C" not null,
  run_id text collate "C" not null, n bigint not null, at bigint not null, primary key (company_id, id)
);
create table sealed_values (
  company_id text collate "C" not null, id text collate "C" not null, box text collate "C" not null, primary key (company_id, id)
);
create table company_keys (
  company_id text collate "C" not null, id text collate "C" not null, wrapped text collate "C" not null, primary key (company_id, id)
);
create table tallies (
  company_id text collate "C" not null, id text collate "C" not null, many bigint not null, expires_at bigint not null, primary key (company_id, id)
);
create table key_uses (
  company_id text collate "C" not null, id text collate "C" not null, at bigint not null, primary key (company_id, id)
);
create table outboxes (
  company_id text collate "C" not null, id text collate "C" not null, seq bigint not null, attempts bigint not null, due_at bigint, problem text collate "C", delivered_at bigint,
  owner text collate "C", fence bigint not null, lease_until bigint, primary key (company_id, id)
);
create table dead_letters (
  company_id text collate "C" not null, id text collate "C" not null, webhook_id text collate "C" not null, seq bigint not null, action text collate "C" not null, status text collate "C" not null,
  attempts bigint not null, problem text collate "C" not null, died_at bigint not null, primary key (company_id, id)
);
create table credentials (
  company_id text collate "C" not null, id text collate "C" not null, password text collate "C", subject text collate "C", primary key (company_id, id)
);
create table logins (
  company_id text collate "C" not null, id text collate "C" not null, operator_id text collate "C" not null, created_at bigint not null, seen_at bigint not null, expires_at bigint not null,
  primary key (company_id, id)
);
create table replies (
  company_id text collate "C" not null, id text collate "C" not null, digest text collate "C" not null, result text, expires_at bigint not null, primary key (company_id, id)
);
create table tombstones (
  id text collate "C" not null, slug text collate "C" not null, name text collate "C" not null, deleted_at bigint not null, deleted_by_id text collate "C" not null, seq bigint not null,
  hash text collate "C" not null, signature text collate "C" not null, primary key (id)
);
create table search_words (
  company_id text collate "C" not null, noun text collate "C" not null, word text collate "C" not null, id text collate "C" not null,
  in_first bigint not null, at bigint not null, primary key (company_id, noun, word, id)
);
create index search_words_by_row on search_words (company_id, noun, id);
`
