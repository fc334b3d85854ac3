import { driver } from './recorder.ts'

/** What there shall be, and over how many days what is there is spread. */
export interface History { runs: number; records: number; days: number }

type Database = ReturnType<typeof driver>

const DAY_MS = 86_400_000
/** What comes about by running. All of it is copied as often as runs are, the log as often as there shall be records. */
const GROWS = ['runs', 'movements', 'tasks', 'messages', 'verdicts', 'incidents', 'approvals', 'audit_records'] as const
/** Columns that are numbered, or are a time without its name saying so. */
const NUMBERED = new Set(['number', 'seq']), TIMES = new Set(['at', 'slot', 'until', 'not_before'])

/**
 * Makes a long history of a short one: the rows that real runs have left are copied into the database file as they are, each time with other ids, later numbers and later times, so
 * that those of one copy belong together; then all of it is set back, so that it ends now. What a copy does not keep is the chain of the log. Indexes are made again once all is there.
 */
export function multiply(file: string, { runs, records, days }: History): void {
  const database = driver(file)
  for (const pragma of ['journal_mode = off', 'synchronous = off', 'cache_size = -500000', 'temp_store = memory']) database.exec(`pragma ${pragma}`)
  const indexes = rowsOf<{ name: string; sql: string }>(database, `select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (${GROWS.map(name => `'${name}'`).join()})`)
  for (const { name } of indexes) database.exec(`drop index ${name}`)
  database.exec('create temp table grows (id text primary key) without rowid')
  for (const table of GROWS) if (table !== 'audit_records') database.exec(`insert into grows select id from ${table}`)
  const copies = Math.ceil(runs / countOf(database, 'runs')), step = Math.floor((days * DAY_MS) / copies)
  for (const table of GROWS) copy(database, table, { copies: table === 'audit_records' ? Math.ceil(records / countOf(database, table)) : copies, step })
  spreadCosts(database, { copies, days })
  database.exec('update heads set seq = (select max(seq) from audit_records) where company_id in (select company_id from companies)')
  database.exec('update outboxes set seq = (select max(seq) from audit_records)')          // webhooks have kept up
  database.exec(`update companies set created_at = created_at - ${copies * step}`)
  for (const { sql } of indexes) database.exec(sql)
  database.close()
}

/** Copies what is in a table; the last copy, which is what really happened, is now. */
function copy(database: Database, table: string, { copies, step }: { copies: number; step: number }): void {
  const columns = rowsOf<{ name: string; type: string }>(database, `select name, type from pragma_table_info('${table}')`), many = columns.some(({ name }) => name === 'number' || name === 'seq') ? mostOf(database, table) : 0
  const terms = columns.map(({ name, type }) => {
    if (name === 'identifier') return `substr(identifier, 1, instr(identifier, '-')) || (number + copy * ${many})`
    if (NUMBERED.has(name)) return `${name} + copy * ${many}`
    if (type === 'INTEGER' && (TIMES.has(name) || name.endsWith('_at'))) return `${name} + copy * ${step}`
    if (name === 'id' || (name.endsWith('_id') && name !== 'company_id')) return `case when ${name} in (select id from grows) then ${name} || '-' || copy else ${name} end`
    return name
  })
  const names = columns.map(({ name }) => name).join(), order = columns.some(({ name }) => name === 'seq') ? 'seq' : 'id'
  database.exec(`create temp table one as select * from ${table} order by ${order}`)
  database.exec(`with recursive copies (copy) as (select 1 union all select copy + 1 from copies where copy < ${copies - 1}) insert into ${table} (${names}) select ${terms.join()} from copies cross join one`)
  database.exec('drop table one')
  const times = columns.filter(({ name, type }) => type === 'INTEGER' && (TIMES.has(name) || name.endsWith('_at')))
  database.exec(`update ${table} set ${times.map(({ name }) => `${name} = ${name} - ${(copies - 1) * step}`).join()}`)
}

/** What each day cost: what one day did, on every day. */
function spreadCosts(database: Database, { copies, days }: { copies: number; days: number }): void {
  const times = Math.max(1, Math.round(copies / days)), [{ names = '' } = {}] = rowsOf<{ names: string }>(database, "select group_concat(name) as names from pragma_table_info('cost_days')")
  const grown = ['billed', 'imputed', 'unpriced', 'input_tokens', 'cached_tokens', 'output_tokens']
  database.exec(`update cost_days set ${grown.map(name => `${name} = ${name} * ${times}`).join()}`)
  const terms = names.split(',').map(name => (name === 'day' ? "date(day, '-' || back || ' days')" : name === 'id' ? "replace(id, day, date(day, '-' || back || ' days'))" : name))
  database.exec('create temp table one as select * from cost_days')
  database.exec(`with recursive backs (back) as (select 1 union all select back + 1 from backs where back < ${days - 1}) insert into cost_days (${names}) select ${terms.join()} from backs cross join one`)
  const months = names.replace('day', 'month'), sums = names.split(',').map(name => (grown.includes(name) ? `sum(${name})` : name === 'day' ? 'substr(day, 1, 7)' : name === 'id' ? 'replace(min(id), min(day), substr(day, 1, 7))' : name))
  database.exec('delete from cost_months')
  database.exec(`insert into cost_months (${months}) select ${sums.join()} from cost_days group by substr(day, 1, 7), agent_id, project_id, goal_id, provider, model`)
  database.exec('delete from cost_totals')
  database.exec(`insert into cost_totals (company_id, id, ${grown.join()}) select company_id, day, ${grown.map(name => `sum(${name})`).join()} from cost_days group by company_id, day`)
}

const rowsOf = <T>(database: Database, sql: string): T[] => database.prepare(sql).all() as T[]
const countOf = (database: Database, table: string): number => rowsOf<{ many: number }>(database, `select count(*) as many from ${table}`)[0]?.many ?? 0
const mostOf = (database: Database, table: string): number => rowsOf<{ many: number }>(database, `select max(${table === 'tasks' ? 'number' : 'seq'}) as many from ${table}`)[0]?.many ?? 0
