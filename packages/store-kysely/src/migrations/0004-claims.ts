/** Leases, over the walls: these two functions alone see the alarms of all companies, as the owner of the tables, and give back ids and times. */
export const claims = `
create policy seen_by_claims on companies to current_user using (true) with check (true);
create policy seen_by_claims on alarms to current_user using (true) with check (true);

create function paperclip_now(given bigint) returns bigint language sql volatile as $$
  select coalesce(given, (extract(epoch from clock_timestamp()) * 1000)::bigint)
$$;

create function paperclip_room(moment bigint) returns table (company_id text, free bigint, first_end bigint) language sql stable as $$
  select c.company_id, c.max_runs - coalesce(h.many, 0), h.first_end from companies c
  left join (select a.company_id, count(*) as many, min(a.lease_until) as first_end from alarms a where a.lease_until > moment group by a.company_id) h
    on h.company_id = c.company_id
$$;

create function paperclip_next_due(given bigint) returns bigint language plpgsql volatile security definer as $$
declare
  moment constant bigint := paperclip_now(given);
  first record;
  held bigint;
begin
  select coalesce(a.lease_until, a.due_at) as due_at, a.company_id, c.max_runs into first from alarms a join companies c on c.company_id = a.company_id
    where coalesce(a.lease_until, a.due_at) is not null order by coalesce(a.lease_until, a.due_at) limit 1;
  if not found then return null; end if;
  -- Nothing can come before the first of all. Only if its company has no room are the leases of all companies counted.
  select count(*) into held from (select 1 from alarms a where a.company_id = first.company_id and a.lease_until > moment limit first.max_runs) l;
  if held < first.max_runs then return first.due_at; end if;
  return (with room as materialized (select * from paperclip_room(moment))
    select least(
      (select coalesce(a.lease_until, a.due_at) from alarms a
        where coalesce(a.lease_until, a.due_at) is not null and a.company_id not in (select r.company_id from room r where r.free <= 0)
          and exists (select 1 from companies c where c.company_id = a.company_id)
        order by coalesce(a.lease_until, a.due_at) limit 1),
      (select min(r.first_end) from room r where r.free <= 0)));
end $$;

create function paperclip_claim(given bigint, lease_ms bigint, lease_owner text, most bigint)
returns table (company_id text, id text) language plpgsql volatile security definer as $$
#variable_conflict use_column
declare
  moment constant bigint := paperclip_now(given);
  page constant bigint := greatest(2 * most, 200);
  mine text[] := '{}';
  due text[];
  gained text[];
  looked bigint;
  leased bigint;
  total bigint := 0;
begin
  while total < most loop
    select array_agg(distinct a.company_id), count(*) into due, looked from (
      select b.company_id from alarms b
      where coalesce(b.lease_until, b.due_at) <= moment and b.company_id not in (select r.company_id from paperclip_room(moment) r where r.free <= 0)
        and exists (select 1 from companies c where c.company_id = b.company_id)
      order by coalesce(b.lease_until, b.due_at), b.company_id, b.id limit page) a;
    exit when due is null;

    -- Two claims never count the leases of one company at once. Only the first turn waits, in one order for all; later ones pass over what is taken, so nobody waits in a circle.
    if total = 0 and mine = '{}' then
      select array_agg(l.company_id) into gained from (
        select c.company_id from companies c where c.company_id = any (due) order by c.company_id for no key update) l;
    else
      select array_agg(l.company_id) into gained from (
        select c.company_id from companies c where c.company_id = any (due) and c.company_id <> all (mine) for no key update skip locked) l;
    end if;
    mine := mine || coalesce(gained, '{}');

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
    exit when leased = 0 or looked < page;
  end loop;
end $$;

do $$ begin
  execute format('alter function paperclip_next_due(bigint) set search_path = %I, pg_temp', current_schema());
  execute format('alter function paperclip_claim(bigint, bigint, text, bigint) set search_path = %I, pg_temp', current_schema());
end $$;
revoke all on function paperclip_next_due(bigint), paperclip_claim(bigint, bigint, text, bigint) from public;
`
