/** One table per noun, that of tombstones, and the words that are searched. */
export const tables = `
create table companies (
  company_id text not null, id text not null, slug text not null, name text not null, mission text not null, status text not null, zone text not null, prefix text not null,
  board_minimum integer not null, max_runs integer not null, agent_runs_per_hour integer not null, created_at integer not null, updated_at integer not null, primary key (company_id, id)
) strict;
create table members (
  company_id text not null, id text not null, name text not null, level text not null, created_at integer not null, primary key (company_id, id)
) strict;
create table roles (
  company_id text not null, id text not null, slug text not null, title text not null, description text not null, permissions text not null, heartbeat text, budget text, tools text not null,
  secrets text not null, skills text not null, created_at integer not null, updated_at integer not null, primary key (company_id, id)
) strict;
create table agents (
  company_id text not null, id text not null, slug text not null, name text not null, role_id text not null, reports_to text, status text not null, instructions text not null, adapter text not null,
  heartbeat text not null, tools text, skills text not null, revision integer not null, anchor_at integer not null, created_at integer not null, updated_at integer not null,
  primary key (company_id, id)
) strict;
create table holds (
  company_id text not null, id text not null, agent_id text not null, cause text not null, budget_id text, reason text not null, created_at integer not null, primary key (company_id, id)
) strict;
create table revisions (
  company_id text not null, id text not null, agent_id text not null, number integer not null, configuration text not null, created_at integer not null, primary key (company_id, id)
) strict;
create table goals (
  company_id text not null, id text not null, title text not null, description text not null, parent_id text, owner_id text, team_id text, status text not null, metric text, due_at integer,
  created_at integer not null, updated_at integer not null, primary key (company_id, id)
) strict;
create table projects (
  company_id text not null, id text not null, slug text not null, name text not null, description text not null, lead_id text, goal_id text, status text not null, created_at integer not null,
  updated_at integer not null, primary key (company_id, id)
) strict;
create table tasks (
  company_id text not null, id text not null, number integer not null, identifier text not null, title text not null, description text not null, acceptance text not null, status text not null,
  priority text not null, assignee_kind text, assignee_id text, reviewer_kind text, reviewer_id text, parent_id text, project_id text, goal_id text, routine_id text, labels text not null,
  due_at integer, not_before integer, checkout_run_id text, checkout_fence integer, blocked_reason text, result text, parked_at integer, failed_runs integer not null, idle_runs integer not null,
  depth integer not null, key_ids text not null, created_by_kind text not null, created_by_id text not null, created_at integer not null, started_at integer, finished_at integer,
  updated_at integer not null, primary key (company_id, id)
) strict;
create table blockers (
  company_id text not null, id text not null, task_id text not null, blocker_id text not null, created_at integer not null, primary key (company_id, id)
) strict;
create table verdicts (
  company_id text not null, id text not null, task_id text not null, agent_id text, verdict text not null, by_kind text not null, by_id text not null, created_at integer not null,
  primary key (company_id, id)
) strict;
create table messages (
  company_id text not null, id text not null, kind text not null, task_id text, from_kind text not null, from_id text not null, to_kind text, to_id text, body text not null, ask_id text,
  due_at integer, answered_at integer, escalated_at integer, run_id text, created_at integer not null, primary key (company_id, id)
) strict;
create table signals (
  company_id text not null, id text not null, source text not null, agent_id text not null, payload text not null, created_at integer not null, primary key (company_id, id)
) strict;
create table runs (
  company_id text not null, id text not null, agent_id text not null, status text not null, fence integer not null, revision integer not null, slot integer, causes text not null,
  depth integer not null, task_id text, project_id text, goal_id text, managers text not null, key_ids text not null, balances text not null, cap integer not null, reserved integer not null,
  spent integer not null, imputed integer not null, unpriced integer not null, estimated integer not null, up_to integer not null, summary text, error text, failure text, notices text not null,
  touched text not null, handle text, until integer, answer text, cancel_reason text, started_at integer not null, ended_at integer, primary key (company_id, id)
) strict;
create table budgets (
  company_id text not null, id text not null, scope text not null, scope_id text not null, window_kind text not null, limit_micros integer not null, warn_percent integer not null,
  created_at integer not null, updated_at integer not null, primary key (company_id, id)
) strict;
create table movements (
  company_id text not null, id text not null, kind text not null, amount integer not null, run_id text not null, agent_id text not null, task_id text, project_id text, goal_id text,
  balances text not null, usage_id text, provider text, model text, input_tokens integer not null, cached_tokens integer not null, output_tokens integer not null, billing text not null,
  estimated integer not null, overrun integer not null, created_at integer not null, primary key (company_id, id)
) strict;
create table approvals (
  company_id text not null, id text not null, status text not null, act_kind text not null, input text not null, hash text not null, reads text not null, reason text not null,
  proposed_by_kind text not null, proposed_by_id text not null, run_id text, decided_by_id text, decided_alone integer not null, note text, expires_at integer not null, decided_at integer,
  created_at integer not null, primary key (company_id, id)
) strict;
create table incidents (
  company_id text not null, id text not null, kind text not null, status text not null, agent_id text, task_id text, run_id text, budget_id text, webhook_id text, detail text not null,
  created_at integer not null, closed_at integer, primary key (company_id, id)
) strict;
create table secrets (
  company_id text not null, id text not null, slug text not null, description text not null, version integer not null, created_at integer not null, updated_at integer not null,
  primary key (company_id, id)
) strict;
create table tools (
  company_id text not null, id text not null, slug text not null, description text not null, connection text not null, created_at integer not null, updated_at integer not null,
  primary key (company_id, id)
) strict;
create table documents (
  company_id text not null, id text not null, task_id text not null, key text not null, title text not null, revision integer not null, created_at integer not null, updated_at integer not null,
  primary key (company_id, id)
) strict;
create table document_revisions (
  company_id text not null, id text not null, document_id text not null, number integer not null, title text not null, body text not null, author_kind text not null, author_id text not null,
  run_id text, created_at integer not null, primary key (company_id, id)
) strict;
create table artifacts (
  company_id text not null, id text not null, task_id text, run_id text, name text not null, media_type text not null, bytes integer not null, sha256 text not null, author_kind text not null,
  author_id text not null, created_at integer not null, primary key (company_id, id)
) strict;
create table notes (
  company_id text not null, id text not null, kind text not null, agent_id text, about_id text, title text not null, body text not null, rating integer, author_kind text not null,
  author_id text not null, run_id text, created_at integer not null, updated_at integer not null, primary key (company_id, id)
) strict;
create table routines (
  company_id text not null, id text not null, slug text not null, status text not null, assignee_kind text not null, assignee_id text not null, task text not null, schedule text, signal text,
  catch_up text not null, overlap text not null, anchor_at integer not null, last_slot integer, last_task_id text, skipped integer not null, created_at integer not null, updated_at integer not null,
  primary key (company_id, id)
) strict;
create table skills (
  company_id text not null, id text not null, slug text not null, description text not null, version integer not null, created_at integer not null, updated_at integer not null,
  primary key (company_id, id)
) strict;
create table skill_versions (
  company_id text not null, id text not null, skill_id text not null, number integer not null, description text not null, files text not null, created_at integer not null,
  primary key (company_id, id)
) strict;
create table access_keys (
  company_id text not null, id text not null, name text not null, digest text not null, hint text not null, agent_id text, level text not null, acts text, agents text, budget_id text,
  created_by_kind text not null, created_by_id text not null, created_at integer not null, expires_at integer, revoked_at integer, primary key (company_id, id)
) strict;
create table hooks (
  company_id text not null, id text not null, name text not null, source text not null, agent_id text not null, audience text not null, created_by_kind text not null, created_by_id text not null,
  created_at integer not null, revoked_at integer, refused integer not null, refused_at integer, primary key (company_id, id)
) strict;
create table webhooks (
  company_id text not null, id text not null, name text not null, url text not null, kind text not null, records text, created_by_kind text not null, created_by_id text not null,
  created_at integer not null, revoked_at integer, primary key (company_id, id)
) strict;
create table accounts (
  company_id text not null, id text not null, email text not null, name text not null, level text not null, status text not null, created_at integer not null, updated_at integer not null,
  primary key (company_id, id)
) strict;
create table invitations (
  company_id text not null, id text not null, digest text not null, email text, kind text not null, board_of text, level text, invited_by_id text not null, created_at integer not null,
  expires_at integer not null, used_at integer, used_by_id text, revoked_at integer, primary key (company_id, id)
) strict;
create table manifests (
  company_id text not null, id text not null, entities text not null, digest text not null, applied_at integer not null, primary key (company_id, id)
) strict;
create table retentions (
  company_id text not null, id text not null, through integer not null, removed integer not null, updated_at integer not null, primary key (company_id, id)
) strict;
create table segments (
  company_id text not null, id text not null, from_seq integer not null, to_seq integer not null, prev text not null, hash text not null, sha256 text not null, bytes integer not null,
  created_at integer not null, primary key (company_id, id)
) strict;
create table audit_records (
  company_id text not null, seq integer not null, at integer not null, action text not null, actor_kind text not null, actor_id text not null, on_behalf_of text, run_id text, noun text not null,
  entity_id text not null, before text, after text, digests text not null, prev text not null, hash text not null, texts text, primary key (company_id, seq)
) strict;
create table heads (
  company_id text not null, id text not null, seq integer not null, hash text not null, key text not null, primary key (company_id, id)
) strict;
create table alarms (
  company_id text not null, id text not null, of text not null, due_at integer, slot integer, reasons text not null, lease_until integer, fence integer not null, owner text, run_id text,
  cursor integer not null, not_before integer, failures integer not null, owed integer not null, primary key (company_id, id)
) strict;
create table items (
  company_id text not null, id text not null, agent_id text not null, seq integer not null, cause text not null, noun text not null, ref_id text not null, key_ids text not null,
  deliveries integer not null, parked_at integer, created_at integer not null, primary key (company_id, id)
) strict;
create table balances (
  company_id text not null, id text not null, budget_id text not null, starts_at integer not null, ends_at integer, reserved integer not null, spent integer not null, warned_at integer,
  stopped_at integer, primary key (company_id, id)
) strict;
create table cost_days (
  company_id text not null, id text not null, day text not null, agent_id text not null, project_id text, goal_id text, provider text, model text, billed integer not null, imputed integer not null,
  unpriced integer not null, input_tokens integer not null, cached_tokens integer not null, output_tokens integer not null, primary key (company_id, id)
) strict;
create table cost_months (
  company_id text not null, id text not null, agent_id text not null, project_id text, goal_id text, provider text, model text, billed integer not null, imputed integer not null,
  unpriced integer not null, input_tokens integer not null, cached_tokens integer not null, output_tokens integer not null, month text not null, primary key (company_id, id)
) strict;
create table cost_totals (
  company_id text not null, id text not null, billed integer not null, imputed integer not null, unpriced integer not null, input_tokens integer not null, cached_tokens integer not null,
  output_tokens integer not null, primary key (company_id, id)
) strict;
create table sessions (
  company_id text not null, id text not null, agent_id text not null, task_id text, state text not null, updated_at integer not null, primary key (company_id, id)
) strict;
create table log_chunks (
  company_id text not null, stream text not null, level text not null, text text not null, id text not null, run_id text not null, n integer not null, at integer not null,
  primary key (company_id, id)
) strict;
create table sealed_values (
  company_id text not null, id text not null, box text not null, primary key (company_id, id)
) strict;
create table company_keys (
  company_id text not null, id text not null, wrapped text not null, primary key (company_id, id)
) strict;
create table tallies (
  company_id text not null, id text not null, many integer not null, expires_at integer not null, primary key (company_id, id)
) strict;
create table key_uses (
  company_id text not null, id text not null, at integer not null, primary key (company_id, id)
) strict;
create table outboxes (
  company_id text not null, id text not null, seq integer not null, attempts integer not null, due_at integer, problem text, delivered_at integer, owner text, fence integer not null,
  lease_until integer, primary key (company_id, id)
) strict;
create table dead_letters (
  company_id text not null, id text not null, webhook_id text not null, seq integer not null, action text not null, status text not null, attempts integer not null, problem text not null,
  died_at integer not null, primary key (company_id, id)
) strict;
create table credentials (
  company_id text not null, id text not null, password text, subject text, primary key (company_id, id)
) strict;
create table logins (
  company_id text not null, id text not null, operator_id text not null, created_at integer not null, seen_at integer not null, expires_at integer not null, primary key (company_id, id)
) strict;
create table replies (
  company_id text not null, id text not null, digest text not null, result text, expires_at integer not null, primary key (company_id, id)
) strict;
create table tombstones (
  id text not null, slug text not null, name text not null, deleted_at integer not null, deleted_by_id text not null, seq integer not null, hash text not null, signature text not null,
  primary key (id)
) strict;
create table search_entries (
  entry integer primary key, company_id text not null, noun text not null, id text not null, at integer not null, unique (company_id, noun, id)
) strict;
create virtual table search_words using fts5(first, other, content='', contentless_delete=1, detail=column, tokenize='ascii');
`
