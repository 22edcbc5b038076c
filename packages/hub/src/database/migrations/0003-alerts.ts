import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `create table alert_channel (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    name text not null,
    kind text not null,
    settings jsonb not null,
    secrets jsonb not null,
    is_enabled boolean not null,
    quiet_hours jsonb,
    digest jsonb,
    next_digest_at timestamptz,
    last_digest_at timestamptz,
    last_sent_at timestamptz,
    last_error text,
    last_error_at timestamptz,
    revision integer not null,
    created_at timestamptz not null,
    created_by_name text not null,
    updated_at timestamptz not null,
    updated_by_name text not null,
    primary key (account_id, id)
  )`,
  `create unique index alert_channel_name on alert_channel (account_id, lower(name))`,
  `create index alert_channel_digest on alert_channel (next_digest_at) where next_digest_at is not null`,

  // What differs from the defaults; without a deployment it is for the whole account.
  `create table alert_rule (
    account_id uuid not null references account on delete cascade,
    id uuid not null primary key,
    rule text not null,
    deployment_id uuid references deployment (id) on delete cascade,
    is_on boolean,
    threshold double precision,
    channels jsonb
  )`,
  `create unique index alert_rule_place on alert_rule (account_id, rule, coalesce(deployment_id, '00000000-0000-0000-0000-000000000000'))`,
  `create index alert_rule_deployment on alert_rule (deployment_id) where deployment_id is not null`,

  `create table alert (
    account_id uuid not null references account on delete cascade,
    id uuid not null primary key,
    rule text not null,
    severity text not null check (severity in ('error', 'warning', 'info')),
    is_resolved boolean not null,
    incident text not null,
    subject_kind text not null check (subject_kind in ('deployment', 'connection')),
    subject_id uuid not null,
    subject_name text not null,
    title text not null,
    content text not null,
    path text not null,
    run_id uuid,
    -- The channels that it goes to.
    channels jsonb not null,
    created_at timestamptz not null
  )`,
  `create index alert_list on alert (account_id, created_at desc, id desc)`,
  `create index alert_subject on alert (account_id, subject_id, created_at desc, id desc)`,
  `create index alert_age on alert (created_at)`,

  // What an alert was raised for and is not over.
  `create table alert_incident (
    account_id uuid not null references account on delete cascade,
    subject_id uuid not null,
    incident text not null,
    since timestamptz not null,
    primary key (account_id, subject_id, incident)
  )`,

  // The outbox. While it waits, a message takes up further alerts of its group; from the first try on it stays as it is.
  `create table alert_message (
    account_id uuid not null references account on delete cascade,
    id uuid not null primary key,
    channel_id uuid not null references alert_channel (id) on delete cascade,
    kind text not null check (kind in ('alerts', 'digest')),
    group_key text not null,
    content jsonb not null,
    alert_count integer not null,
    state text not null check (state in ('waiting', 'sending', 'sent', 'given-up')),
    tries integer not null default 0,
    holder uuid,
    lease_expires_at timestamptz,
    last_error text,
    created_at timestamptz not null,
    due_at timestamptz not null,
    sent_at timestamptz
  )`,
  `create unique index alert_message_group on alert_message (channel_id, group_key) where state = 'waiting'`,
  `create index alert_message_due on alert_message (due_at) where state in ('waiting', 'sending')`,
  `create index alert_message_channel on alert_message (channel_id, group_key, created_at)`,
  `create index alert_message_list on alert_message (account_id, created_at desc, id desc)`,
  `create index alert_message_age on alert_message (created_at)`,

  `create table connection_schedule (
    account_id uuid not null,
    connection_id uuid not null,
    schedule jsonb not null,
    container_id uuid,
    probes jsonb not null,
    next_at timestamptz not null,
    last_job_id uuid,
    -- The last test of the schedule that was looked at, and how many in a row could not be run.
    judged_job_id uuid,
    misses integer not null default 0,
    set_at timestamptz not null,
    set_by_name text not null,
    primary key (account_id, connection_id),
    foreign key (account_id, connection_id) references connection on delete cascade
  )`,
  `create index connection_schedule_next on connection_schedule (next_at)`,

  // Since when the times of a schedule count as missed.
  `alter table process_schedule add column created_at timestamptz not null default hub_now()`,
  `alter table deployment add column resumed_at timestamptz`,

  // The state and the test that people were told of, or that there was nothing to tell of.
  `alter table connection add column noted_state text, add column noted_test uuid`,
  // States of before are known already: nobody is told of them.
  `update connection set noted_state = case
      when last_test->>'fingerprint' = fingerprint and last_test->>'outcome' not in ('OK', 'OK_DEPRECATED_AUTH') then 'failing'
      when verified_fingerprint = fingerprint then 'verified' end,
    noted_test = (last_test->>'job')::uuid`,
]

/** Alerts: channels, rules, what happened and the outbox; tests of connections by schedule. */
export const alerts: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
