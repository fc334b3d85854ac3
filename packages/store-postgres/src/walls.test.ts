import { NOUNS } from '@paperclip/core/store'
import { foundCompany, sampleRow } from '@paperclip/core/testing'
import pg from 'pg'
import { afterAll, beforeAll, expect } from 'vitest'
import { openPostgres } from './open-postgres.ts'
import { asAdmin, onPostgres, rowsOf, testDatabase, type TestDatabase } from './testing/test-database.ts'

const { describe, it } = onPostgres
/** Tables that stand above companies: what marks the database as ours, marks of the installation, and the tombstones of companies that are no more. */
const INSTANCE = ['installation', 'paperclip_meta', 'tombstones']
const CLAIMING = ['paperclip_claim', 'paperclip_next_due']
const INSIDE = "(company_id = current_setting('paperclip.company'::text, true))"

describe('the wall between companies', () => {
  let database: TestDatabase
  const tables = () => rowsOf(database.adminUrl, `
    select c.relname as name, c.relrowsecurity as walled, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id') as of_company
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'v', 'f') order by 1`)

  /** One connection as the serving role, in or above a company. */
  async function serving<T>(company: string | null, act: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: database.url, connectionTimeoutMillis: 10_000, query_timeout: 10_000 })
    await client.connect()
    try {
      if (company !== null) await client.query("select set_config('paperclip.company', $1, false)", [company])
      return await act(client)
    } finally {
      await client.end()
    }
  }
  const many = async (client: pg.Client, table: string) => Number((await client.query<{ many: unknown }>(`select count(*) as many from ${table}`)).rows[0]?.many)
  const refusal = (asked: Promise<unknown>) => asked.then(() => 'nothing', (error: unknown) => (error instanceof pg.DatabaseError ? error.code : error))

  beforeAll(async () => {
    database = await testDatabase()
    const store = await openPostgres({ url: database.url })
    for (const id of ['cmp_a', 'cmp_b']) {
      await foundCompany(store, { id })
      await store.transact(id, async tx => {
        for (const noun of ['session', 'alarm', 'item', 'tally'] as const) await tx.put(noun, sampleRow(noun, 'full', { id: 'one' }))
        for (const noun of ['task', 'note', 'run'] as const) {
          await tx.record({ action: 'fill', noun, before: null, after: sampleRow(noun, 'full', { id: 'one' }), at: new Date(0), actorKind: 'system', actorId: 'test', onBehalfOf: null, runId: null })
        }
      })
    }
    await store.close()
  })
  afterAll(() => database?.drop())

  it('T2: stands before every table of a company, its owner included, and no table escapes it', async () => {
    const found = await tables()
    expect(found.length).toBeGreaterThan(Object.keys(NOUNS).length)
    expect(found.filter(({ of_company }) => of_company !== true).map(({ name }) => name)).toEqual(INSTANCE)
    expect(found.filter(({ of_company, walled, forced }) => of_company === true && !(walled === true && forced === true))).toEqual([])
  })

  it('G10: the role that serves adds to the log of a company, and alters no record of it', async () => {
    const before = await rowsOf(database.adminUrl, "select * from audit_records where company_id = 'cmp_a' order by seq")
    await serving('cmp_a', async client => {
      const same = 'select company_id, seq, at, action, actor_kind, actor_id, on_behalf_of, run_id, noun, entity_id, before, after, digests, prev, hash, texts from audit_records where seq = 1'
      for (const deed of ["update audit_records set action = 'note.write'", 'update audit_records set texts = null where seq = 1', 'truncate audit_records', 'alter table audit_records disable row level security', 'drop table audit_records']) {
        expect([deed, await refusal(client.query(deed))]).toEqual([deed, '42501'])
      }
      expect(await refusal(client.query(`insert into audit_records ${same} on conflict (company_id, seq) do update set action = 'note.write'`))).toBe('42501')
      expect(await refusal(client.query(`insert into audit_records ${same}`)), 'nor is one put in its place').toBe('23505')
      expect(await refusal(client.query("update tasks set title = 'Other'")), 'what may change does').toBe('nothing')
    })
    expect(before.length).toBeGreaterThan(3)
    expect(await rowsOf(database.adminUrl, "select * from audit_records where company_id = 'cmp_a' order by seq")).toEqual(before)
  })

  it('T2: is one policy for what is read and what is written, and no other but those of claims and of the list of companies', async () => {
    const policies = await rowsOf(database.adminUrl, "select tablename, policyname, cmd, qual, with_check, roles::text as roles from pg_policies where schemaname = 'public' order by 1, 2")
    const own = policies.filter(({ policyname }) => policyname === 'inside_the_company')
    expect(own.length).toBe((await tables()).filter(({ of_company }) => of_company === true).length)
    for (const policy of own) expect(policy).toMatchObject({ cmd: 'ALL', qual: INSIDE, with_check: INSIDE, roles: '{public}' })
    const owner = String((await tables()).find(({ name }) => name === 'alarms')?.['owner'])
    expect(policies.filter(({ policyname }) => policyname !== 'inside_the_company')).toMatchObject([
      { tablename: 'alarms', policyname: 'seen_by_claims', roles: `{${owner}}` },
      { tablename: 'companies', policyname: 'seen_by_claims', roles: `{${owner}}` },
      { tablename: 'companies', policyname: 'seen_from_above', cmd: 'SELECT', roles: '{public}' },
    ])
  })

  it('T2: shows a role that serves one company nothing of another, and nothing at all outside of any', async () => {
    const walled = (await tables()).filter(({ of_company }) => of_company === true).map(({ name }) => String(name))
    for (const company of [null, '', 'cmp_nobody']) {
      await serving(company, async client => {
        for (const table of walled) expect([table, await many(client, table)]).toEqual([table, 0])
      })
    }
    await serving('cmp_a', async client => {
      for (const table of walled) expect((await client.query(`select 1 from ${table} where company_id <> 'cmp_a'`)).rowCount, table).toBe(0)
      for (const table of ['sessions', 'alarms', 'tasks', 'notes', 'runs', 'heads', 'companies', 'search_words']) expect(await many(client, table), table).toBeGreaterThan(0)
    })
  })

  it('T2: lets it write no row of another company, nor carry one over', async () => {
    await serving('cmp_a', async client => {
      expect(await refusal(client.query("insert into sessions (company_id, id, agent_id, state, updated_at) values ('cmp_b', 'x', 'a', '1', 0)"))).toBe('42501')
      expect(await refusal(client.query("update sessions set company_id = 'cmp_b'"))).toBe('42501')
      expect((await client.query("update sessions set state = '0' where company_id = 'cmp_b'")).rowCount).toBe(0)
      expect((await client.query("delete from sessions where company_id = 'cmp_b'")).rowCount).toBe(0)
      expect((await client.query("update companies set name = 'Mine' where id = 'cmp_b'")).rowCount).toBe(0)
    })
    expect(await rowsOf(database.adminUrl, 'select company_id, count(*)::int as many from sessions group by 1 order by 1')).toEqual([{ company_id: 'cmp_a', many: 1 }, { company_id: 'cmp_b', many: 1 }])
  })

  it('T2: lets companies be looked at from above, not changed', async () => {
    await serving(null, async client => {
      await client.query("select set_config('paperclip.scope', 'instance', false)")
      expect(await many(client, 'companies')).toBe(2)
      expect(await many(client, 'tasks')).toBe(0)
      expect((await client.query("update companies set name = 'Mine'")).rowCount).toBe(0)
    })
  })

  it('T2: is not for the serving role to move', async () => {
    await serving('cmp_a', async client => {
      for (const attempt of [
        'alter table tasks disable row level security', 'alter table tasks no force row level security', 'drop policy inside_the_company on tasks',
        'create policy wide on tasks using (true)', 'alter table tasks owner to current_user', 'truncate tasks', "update paperclip_meta set value = '0'", 'create table elsewhere (id text)',
      ]) expect(await refusal(client.query(attempt)), attempt).toBe('42501')
      const held = await client.query('set row_security = off').then(() => refusal(client.query('select * from tasks')))
      expect(held).toBe('42501')
    })
  })

  it('T2: is passed by two functions alone, which give back ids, and look nothing up where others could put it', async () => {
    const functions = await rowsOf(database.adminUrl, `
      select p.proname as name, p.prosecdef as definer, array_to_string(p.proconfig, ';') as config, pg_get_function_result(p.oid) as gives,
        has_function_privilege('public', p.oid, 'execute') as public
      from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`)
    expect(functions.filter(({ definer }) => definer === true)).toEqual([
      { name: CLAIMING[0], definer: true, config: 'search_path=public, pg_temp', gives: 'TABLE(company_id text, id text)', public: false },
      { name: CLAIMING[1], definer: true, config: 'search_path=public, pg_temp', gives: 'bigint', public: false },
    ])
  })

  it('T2: is up again after a transaction on a pooled connection, however that ended', async () => {
    const store = await openPostgres({ url: database.url, connections: 1 })
    const pid = async () => (await rowsOf(database.adminUrl, `select pid from pg_stat_activity where datname = current_database() and query <> '' and application_name = 'paperclip'`)).map(({ pid }) => pid)
    const broken = new Error('broken')
    await store.transact('cmp_a', tx => tx.get('task', 'one'))
    const before = await pid()
    for (const end of [async () => 1, () => Promise.reject(broken)]) {
      await store.transact('cmp_a', end).catch(() => {})
      await store.read('cmp_a', end).catch(() => {})
      expect(await store.read('cmp_c', view => view.list('task', { by: 'number' }))).toEqual({ rows: [], next: null })
      expect((await store.instance.companies({})).rows.map(({ id }) => id)).toEqual(['cmp_a', 'cmp_b'])
    }
    await store.transact('cmp_a', tx => tx.put('session', sampleRow('session', 'bare', { id: 'x', agentId: 'a' }))).catch(() => {})
    expect(await pid()).toEqual(before)
    await store.close()
    await asAdmin(database.adminUrl, "delete from sessions where id = 'x'")
  })
})

describe('a serving role', () => {
  it('T2: is refused if the wall does not hold it: a superuser, an owner, a member of the owner, one that may pass by', async () => {
    const { url, ownerUrl, adminUrl, drop } = await testDatabase()
    const [{ role, owner } = { role: '', owner: '' }] = await rowsOf(adminUrl, `select '${new pg.Client({ connectionString: url }).user ?? ''}' as role, tableowner as owner from pg_tables where tablename = 'alarms'`)
    await expect(openPostgres({ url: adminUrl })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('superuser') })
    await expect(openPostgres({ url: ownerUrl })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('owns the tables') })
    const passer = `${String(role)}_passer`, member = `${String(role)}_member`
    await asAdmin(adminUrl, `create role ${passer} login bypassrls password 'p'; create role ${member} login password 'm'; grant ${String(owner)} to ${member}; grant ${String(role)} to ${passer}`)
    try {
      await expect(openPostgres({ url: url.replace(/\/\/[^@]*@/, `//${passer}:p@`) })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('BYPASSRLS') })
      await expect(openPostgres({ url: url.replace(/\/\/[^@]*@/, `//${member}:m@`) })).rejects.toMatchObject({ code: 'misconfigured', message: expect.stringContaining('member of the role') })
    } finally {
      await asAdmin(adminUrl, `drop role ${passer}; drop role ${member}`)
    }
    await (await openPostgres({ url })).close()
    await drop()
  })

  it('is accepted whatever it is, where the second wall is waived', async () => {
    const { ownerUrl, drop } = await testDatabase('empty')
    const store = await openPostgres({ url: ownerUrl, wall: 'waived' })
    expect(await foundCompany(store)).toBe('cmp_a')
    await store.transact('cmp_a', tx => tx.put('alarm', sampleRow('alarm', 'bare', { id: 'a', dueAt: new Date(0) })))
    expect((await store.alarms.claim({ owner: 'me', leaseMs: 1, limit: 1 })).map(({ alarm }) => alarm.id)).toEqual(['a'])
    await store.close()
    await drop()
  })
})
