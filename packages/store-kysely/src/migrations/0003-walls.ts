/** Puts every table of companies behind the wall that is not yet: a migration that adds one ends with this. */
export const wallsOfCompanies = `
do $$
declare
  walled record;
  inside constant text := 'company_id = current_setting(''paperclip.company'', true)';
begin
  for walled in
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and a.attname = 'company_id' and not a.attisdropped and not c.relforcerowsecurity
  loop
    execute format('alter table %I enable row level security, force row level security', walled.name);
    execute format('create policy inside_the_company on %I using (%s) with check (%s)', walled.name, inside, inside);
  end loop;
end $$;`

/**
 * Every row that names a company is behind its wall: whoever has not entered the company in this transaction sees no row of it and writes none, the owner
 * of the tables included. Companies themselves may be looked at from above, and are then read only.
 */
export const walls = `${wallsOfCompanies}
create policy seen_from_above on companies for select using (current_setting('paperclip.scope', true) = 'instance');
`
