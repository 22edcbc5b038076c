import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table approval_rule (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    connection_id uuid not null,
    content jsonb not null,
    created_by jsonb not null,
    created_at timestamptz not null,
    primary key (account_id, id),
    foreign key (account_id, connection_id) references connection on delete cascade
  )`,
  `create index approval_rule_connection on approval_rule (account_id, connection_id)`,
  // The rule that let a proposal through, which may be gone, and what counts for its limits.
  `alter table proposal add column rule_id uuid, add column rule_name text, add column amount numeric`,
  `create index proposal_rule on proposal (account_id, rule_id, decided_at) where rule_id is not null`,
]

/** Rules of an account for changes that need no person. */
export const approvalRules: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
