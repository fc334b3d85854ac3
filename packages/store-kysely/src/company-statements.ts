import { PostgresSearch } from './postgres-search.ts'
import { RowStatements } from './row-statements.ts'
import type { SqlDialect } from './sql-dialect.ts'
import type { CompanyStatements } from './sql-rows.ts'
import { SqliteSearch } from './sqlite-search.ts'

/** The statements over a company's rows for those who only read, and for those who write with claims beside them. */
export function companyStatements(dialect: SqlDialect): { reading: CompanyStatements; writing: CompanyStatements } {
  const words = dialect === 'sqlite' ? new SqliteSearch() : new PostgresSearch()
  const reading: CompanyStatements = { rows: new RowStatements(dialect), words }
  return { reading, writing: dialect === 'sqlite' ? reading : { rows: new RowStatements(dialect, 'with claims beside'), words } }
}
