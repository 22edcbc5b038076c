import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // What was read of the fields of an organization. Once it is noted, there is one of a connection: what changed stays as drift.
  `create table schema_snapshot (
    account_id uuid not null,
    connection_id uuid not null,
    job_id uuid not null,
    read_at timestamptz not null,
    content jsonb not null,
    is_noted boolean not null default false,
    primary key (account_id, connection_id, job_id),
    foreign key (account_id, connection_id) references connection on delete cascade
  )`,
  `create index schema_snapshot_new on schema_snapshot (read_at) where not is_noted`,

  `create table schema_drift (
    account_id uuid not null,
    connection_id uuid not null,
    id uuid not null primary key,
    from_at timestamptz not null,
    at timestamptz not null,
    count integer not null,
    -- The first of them.
    changes jsonb not null,
    foreign key (account_id, connection_id) references connection on delete cascade
  )`,
  `create index schema_drift_list on schema_drift (account_id, connection_id, at desc, id desc)`,
  `create index schema_drift_age on schema_drift (at)`,

  `alter table connection_schedule add column reads_schema boolean not null default false`,
]

/** The fields of organizations: what was read last, and what has changed. */
export const schemaSnapshots: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
