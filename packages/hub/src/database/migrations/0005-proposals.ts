import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table proposal (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    connection_id uuid not null,
    operation jsonb not null,
    reason text not null,
    agent text not null,
    proposed_by jsonb not null,
    -- What is proposed once more by the same, while nobody has decided, is the same proposal.
    fingerprint text not null,
    state text not null check (state in ('open', 'approved', 'refused')),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    decided_by jsonb,
    decided_at timestamptz,
    note text not null default '',
    job_id uuid references job (id) on delete set null,
    primary key (account_id, id),
    foreign key (account_id, connection_id) references connection on delete cascade
  )`,
  `create unique index proposal_open on proposal (account_id, fingerprint) where state = 'open'`,
  `create index proposal_newest on proposal (account_id, created_at desc, id desc)`,
  `create index proposal_connection on proposal (account_id, connection_id)`,
  `create index proposal_job on proposal (job_id) where job_id is not null`,
]

/** Changes that agents propose and people decide. */
export const proposals: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
