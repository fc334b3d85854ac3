import type { SqlDialect } from '../sql-dialect.ts'
import { wallsOfCompanies } from './0003-walls.ts'

/** Marks of the installation as a whole; and where nodes share a database and no disk, the bytes of companies. They are compressed where that is worth it before they come here. */
export const installation: Readonly<Record<SqlDialect, string>> = {
  sqlite: 'create table installation (name text not null primary key, value text not null) strict;',
  postgres: `
create table installation (name text collate "C" not null primary key, value text not null);
create table blobs (company_id text collate "C" not null, sha256 text collate "C" not null, body bytea not null, primary key (company_id, sha256));
alter table blobs alter column body set storage external;
${wallsOfCompanies}`,
}
