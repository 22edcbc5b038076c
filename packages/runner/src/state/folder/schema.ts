import type { DatabaseSync } from 'node:sqlite'
import { StateError } from './state-error.ts'

/** The steps from an empty file to the tables of today. What was released stays as it is, and changes are added below. */
const steps: readonly string[] = [
  `
create table fact (
  name text primary key,
  value text not null
) without rowid;
create table run (
  id text primary key,
  number integer not null unique,
  definition text not null,
  trigger text not null,
  attempt integer not null,
  started_at_ms integer not null,
  ended_at_ms integer,
  outcome text,
  counters text not null,
  position text not null,
  generation text not null,
  can_continue integer not null default 1,
  receipt text
);
create table batch (
  id text primary key,
  run text not null references run (id),
  number integer not null,
  opened_at_ms integer not null,
  state text not null check (state in ('open', 'delivered', 'dropped')),
  records integer not null,
  outcome text,
  objects text
);
create index batch_of_run on batch (run, number);
create table ledger (
  id text primary key,
  hash text not null,
  state text not null,
  run text not null,
  batch text not null,
  sequence integer not null,
  lost_marks integer not null default 0
) without rowid;
create index ledger_unsettled on ledger (id) where state = 'delivered';
create table failure (
  id text primary key,
  stage text not null,
  class text not null,
  code text not null,
  message text not null,
  field text,
  state text not null check (state in ('open', 'fixed', 'dismissed')),
  attempts integer not null,
  first_seen_ms integer not null,
  last_seen_ms integer not null,
  run text not null,
  fixed_in text,
  reason text
) without rowid;
`,
  `create table outbox (
  number integer primary key autoincrement,
  run text,
  kind text not null,
  content text not null,
  tries integer not null default 0,
  queued_at_ms integer not null
);`,
  `alter table ledger add column updated_at text;
create table seen (
  id text primary key,
  reconciliation text not null
) without rowid;`,
  `alter table ledger add column answer text;
create index ledger_waiting on ledger (id) where state = 'waiting';`,
  `create table input (
  id integer primary key,
  name text not null,
  sha256 text not null,
  definition text not null,
  size_bytes integer not null,
  does_null_clear integer not null,
  state text not null check (state in ('reading', 'loading', 'loaded', 'refused', 'stopped')),
  records integer not null default 0,
  run text not null,
  ended_at_ms integer,
  result text,
  notices text not null default '[]',
  unique (name, sha256, definition)
);
create table input_row (
  input integer not null references input (id),
  row integer not null,
  key text,
  label text not null,
  hash text not null,
  own_name text,
  parent_name text,
  depth integer,
  fields text,
  intent text,
  outcome text,
  detail text,
  is_deferred integer not null default 0,
  settled_at_ms integer,
  run text,
  primary key (input, row)
) without rowid;
create index input_row_key on input_row (input, key);
create index input_row_own_name on input_row (input, own_name) where own_name is not null;
create index input_row_parent on input_row (input, parent_name) where parent_name is not null;
create index input_row_pending on input_row (input, depth, row) where outcome is null;
create index input_row_deferred on input_row (input, row) where is_deferred = 1;
create index input_row_open on input_row (label) where outcome in ('failed', 'held', 'unknown');
create table absent_row (
  input integer not null references input (id),
  key text not null,
  label text not null,
  outcome text not null,
  detail text not null,
  primary key (input, key)
) without rowid;
create table known_record (
  key text primary key,
  id text not null,
  hash text not null,
  record text not null,
  is_inactive integer not null
) without rowid;`,
  `alter table run add column kind text not null default 'run';
alter table run add column stream text not null default 'main';`,
  `create table failure_payload (
  id text primary key,
  payload text not null,
  kept_ms integer not null
) without rowid;
create index failure_payload_kept on failure_payload (kept_ms);
create table edit (
  source_hash text primary key,
  label text not null,
  fields text not null,
  edited_by text not null,
  edited_at_ms integer not null
) without rowid;
alter table input_row add column edited text;
create index input_row_label on input_row (label);
create index known_record_id on known_record (id);
create index absent_row_label on absent_row (label);
alter table ledger add column label text;
create index ledger_label on ledger (label) where label is not null;
alter table failure add column label text;
create index failure_label on failure (label) where label is not null;`,
]

/** Brings the tables of a state up to date. Throws for one that a later version of this program wrote. */
export function prepareSchema(database: DatabaseSync, file: string): void {
  if (versionOf(database) === steps.length) return
  database.exec('begin immediate')
  try {
    // Another program may have done it since.
    const found = versionOf(database)
    if (found > steps.length) {
      throw new StateError(
        'STATE_TOO_NEW',
        `${file} was written by a later version of this program.`,
        'Use that version, or another folder.',
      )
    }
    for (const step of steps.slice(found)) database.exec(step)
    database.exec(`pragma user_version = ${steps.length}; commit`)
  } catch (error) {
    if (database.isTransaction) database.exec('rollback')
    throw error
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('pragma user_version').get()?.user_version ?? 0)
}
