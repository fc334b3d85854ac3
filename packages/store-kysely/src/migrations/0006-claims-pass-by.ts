/**
 * A claim passes by companies that another one holds: a node that is cut off in the middle of its claim, or a transaction that has written the row of a company, keeps that company back and no other.
 * Only where all that is due is in other hands does it wait, holding none itself and for one of them, for 200 ms at most: most claims end much sooner. What it did not get is still due.
 */
export const claimsPassBy = `
create or replace function paperclip_claim(given bigint, lease_ms bigint, lease_owner text, most bigint)
returns table (company_id text, id text) language plpgsql volatile security definer as $$
#variable_conflict use_column
declare
  moment constant bigint := paperclip_now(given);
  page constant bigint := greatest(2 * most, 200);
  patience constant text := current_setting('lock_timeout');
  mine text[] := '{}';
  others text[] := '{}';
  due text[];
  gained text[];
  missed text[];
  has_waited boolean := false;
  looked bigint;
  leased bigint;
  total bigint := 0;
begin
  while total < most loop
    select coalesce(array_agg(distinct a.company_id), '{}'), count(*) into due, looked from (
      select b.company_id from alarms b
      where coalesce(b.lease_until, b.due_at) <= moment and b.company_id <> all (others)
        and b.company_id not in (select r.company_id from paperclip_room(moment) r where r.free <= 0)
        and exists (select 1 from companies c where c.company_id = b.company_id)
      order by coalesce(b.lease_until, b.due_at), b.company_id, b.id limit page) a;
    exit when looked = 0 and others = '{}';

    -- Two claims never count the leases of one company at once.
    select coalesce(array_agg(l.company_id), '{}') into gained from (
      select c.company_id from companies c where c.company_id = any (due) and c.company_id <> all (mine) for no key update skip locked) l;
    mine := mine || gained;
    select coalesce(array_agg(d.company_id), '{}') into missed from unnest(due) as d (company_id) where d.company_id <> all (mine);
    others := others || missed;

    return query
      with room as materialized (select * from paperclip_room(moment)),
      looked_at as materialized (
        select a.company_id, a.id, coalesce(a.lease_until, a.due_at) as due_at from alarms a
        where coalesce(a.lease_until, a.due_at) <= moment and a.company_id = any (mine)
          and a.company_id not in (select r.company_id from room r where r.free <= 0)
        order by coalesce(a.lease_until, a.due_at), a.company_id, a.id limit page),
      placed as materialized (
        select l.*, row_number() over (partition by l.company_id order by l.due_at, l.id) as place from looked_at l),
      taken as materialized (
        select a.company_id, a.id, p.due_at from placed p join room r on r.company_id = p.company_id and p.place <= r.free
        join alarms a on a.company_id = p.company_id and a.id = p.id
        where coalesce(a.lease_until, a.due_at) <= moment
        order by p.due_at, p.company_id, p.id limit most - total for update of a skip locked),
      written as (
        update alarms a set lease_until = moment + lease_ms, owner = lease_owner, fence = a.fence + 1
        from taken t where a.company_id = t.company_id and a.id = t.id returning a.company_id, a.id)
      select t.company_id, t.id from taken t join written w on w.company_id = t.company_id and w.id = t.id order by t.due_at, t.company_id, t.id;
    get diagnostics leased = row_count;
    total := total + leased;
    continue when looked = page and (leased > 0 or missed <> '{}');
    exit when has_waited or mine <> '{}' or others = '{}';

    -- Whoever waits holds nothing, so nobody waits in a circle.
    has_waited := true;
    begin
      perform set_config('lock_timeout', '200', true);
      perform 1 from companies c where c.company_id = any (others) order by c.company_id limit 1 for no key update;
      perform set_config('lock_timeout', patience, true);
    exception when lock_not_available then
      null;
    end;
    others := '{}';
  end loop;
end $$;

do $$ begin
  execute format('alter function paperclip_claim(bigint, bigint, text, bigint) set search_path = %I, pg_temp', current_schema());
end $$;
`
