import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  // All times in SQL come from here. Statements of one transaction may see different times, indexes can be used, and tests can
  // move the time. Code outside the database uses the hub's clock and never compares the two.
  `create function hub_now() returns timestamptz language sql stable as 'select statement_timestamp()'`,

  `create table installation (key text primary key, value jsonb not null)`,
  `create table housekeeping (task text primary key, next_run_at timestamptz not null, holder uuid)`,
  // One row: what the hubs saw of the clock that hub_now() reads.
  `create table database_clock (
    id boolean primary key default true check (id),
    seen_at timestamptz not null,
    steady_since timestamptz not null,
    went_back_at timestamptz
  )`,
  // One row: when a hub last tried whether the database takes writes.
  `create table write_check (id boolean primary key default true check (id), checked_at timestamptz not null)`,

  `create table person (
    id uuid primary key,
    email text not null,
    name text not null,
    password_hash text,
    is_installation_administrator boolean not null default false,
    created_at timestamptz not null,
    disabled_at timestamptz
  )`,
  `create unique index person_email on person (lower(email))`,
  `create table identity (
    issuer text not null,
    subject text not null,
    person_id uuid not null references person on delete cascade,
    created_at timestamptz not null,
    primary key (issuer, subject)
  )`,
  `create unique index identity_person on identity (person_id, issuer)`,

  `create table account (
    id uuid primary key,
    slug text not null unique,
    name text not null,
    draft_use text not null default 'refused' check (draft_use in ('refused', 'allowed')),
    version integer not null default 1,
    created_at timestamptz not null
  )`,
  `create table membership (
    account_id uuid not null references account on delete cascade,
    person_id uuid not null references person on delete cascade,
    role text not null check (role in ('viewer', 'builder', 'administrator', 'owner')),
    created_at timestamptz not null,
    primary key (account_id, person_id)
  )`,
  `create index membership_person on membership (person_id)`,
  `create table invitation (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    email text not null,
    role text not null check (role in ('viewer', 'builder', 'administrator', 'owner')),
    token_hash text not null unique,
    invited_by uuid not null,
    invited_by_name text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    accepted_at timestamptz,
    revoked_at timestamptz
  )`,
  `create index invitation_account on invitation (account_id, created_at)`,
  `create index invitation_email on invitation (lower(email)) where accepted_at is null and revoked_at is null`,
  `create table session (
    id uuid primary key,
    token_hash text not null unique,
    person_id uuid not null references person on delete cascade,
    method text not null check (method in ('password', 'openid-connect')),
    user_agent text not null,
    address text not null,
    created_at timestamptz not null,
    seen_at timestamptz not null,
    expires_at timestamptz not null
  )`,
  `create index session_person on session (person_id)`,
  `create table api_key (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    name text not null,
    role text not null check (role in ('viewer', 'builder', 'administrator')),
    key_hash text not null unique,
    start text not null,
    created_by uuid not null,
    created_by_name text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
  )`,
  `create index api_key_account on api_key (account_id, created_at)`,
  `create table one_time (
    hash text primary key,
    purpose text not null,
    data jsonb not null,
    expires_at timestamptz not null
  )`,
  `create table attempt (bucket text primary key, count integer not null, reset_at timestamptz not null)`,

  `create table audit (
    id uuid primary key,
    account_id uuid references account on delete cascade,
    at timestamptz not null,
    actor jsonb not null,
    action text not null,
    outcome text not null check (outcome in ('done', 'refused')),
    subject_kind text,
    subject_id uuid,
    subject_name text,
    detail jsonb not null,
    request_id text not null,
    address text not null
  )`,
  `create index audit_account on audit (account_id, at desc, id desc)`,
  `create index audit_age on audit (at)`,
  `create index audit_subject on audit (account_id, subject_id, at desc)`,

  `create table idempotency (
    scope text not null,
    key text not null,
    request_hash text not null,
    holder uuid not null,
    answer json,
    expires_at timestamptz not null,
    primary key (scope, key)
  )`,

  `create table secret (
    id uuid not null,
    account_id uuid not null references account on delete cascade,
    field text not null,
    sealed jsonb not null,
    set_at timestamptz not null,
    set_by uuid not null,
    set_by_name text not null,
    hosts jsonb,
    expires_at timestamptz,
    primary key (account_id, id)
  )`,
  `create index secret_expiry on secret (expires_at) where expires_at is not null`,
  `create index secret_key on secret ((sealed->>'keyId'))`,

  `create table connection (
    account_id uuid not null references account on delete cascade,
    id uuid not null,
    name text not null,
    description text not null,
    folder text not null,
    labels jsonb not null,
    fields jsonb not null,
    secrets jsonb not null,
    organization text not null,
    authentication_type text not null,
    is_deprecated boolean not null,
    fingerprint text not null,
    verified_fingerprint text,
    verified_at timestamptz,
    last_test jsonb,
    revision integer not null,
    search_text text not null,
    created_at timestamptz not null,
    created_by_name text not null,
    updated_at timestamptz not null,
    updated_by_name text not null,
    primary key (account_id, id)
  )`,
  `create unique index connection_name on connection (account_id, lower(name))`,
  `create index connection_list on connection (account_id, lower(name), id)`,
  // Finds who references a secret.
  `create index connection_secrets on connection using gin (secrets jsonb_path_ops)`,
  `create table connection_revision (
    account_id uuid not null references account on delete cascade,
    connection_id uuid not null,
    revision integer not null,
    name text not null,
    fields jsonb not null,
    changes jsonb not null,
    changed_by jsonb not null,
    changed_at timestamptz not null,
    primary key (account_id, connection_id, revision)
  )`,

  `create table container (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    kind text not null check (kind in ('atom', 'molecule', 'cloud')),
    name text not null,
    allow_browsing boolean not null,
    max_concurrent_jobs integer not null default 8,
    version integer not null default 1,
    noted_status text check (noted_status in ('online', 'offline')),
    created_at timestamptz not null,
    primary key (account_id, id)
  )`,
  `create unique index container_name on container (account_id, lower(name))`,
  `create table installer_token (
    id uuid primary key,
    account_id uuid not null references account on delete cascade,
    kind text not null check (kind in ('atom', 'molecule', 'cloud')),
    container_id uuid,
    token_hash text not null unique,
    start text not null,
    created_by_name text not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    max_uses integer not null,
    used_count integer not null default 0,
    revoked_at timestamptz,
    foreign key (account_id, container_id) references container (account_id, id) on delete cascade
  )`,
  `create index installer_token_account on installer_token (account_id, created_at)`,
  `create index installer_token_container on installer_token (account_id, container_id)`,
  `create table container_node (
    id uuid primary key,
    container_id uuid not null references container (id) on delete cascade,
    name text not null,
    credential_hash text not null unique,
    previous_credential_hash text unique,
    previous_credential_expires_at timestamptz,
    version text not null,
    connector_version text not null,
    boot_id uuid,
    reported_status text not null default 'starting' check (reported_status in ('starting', 'online', 'stopping', 'stopped')),
    started_at timestamptz,
    last_seen_at timestamptz,
    clock_difference_ms double precision,
    capacity integer not null default 1,
    enrolled_at timestamptz not null
  )`,
  `create unique index container_node_name on container_node (container_id, lower(name))`,
  `create table cloud_share (
    container_id uuid not null references container (id) on delete cascade,
    account_id uuid not null references account on delete cascade,
    max_attachments integer not null,
    max_concurrent_jobs integer not null,
    created_at timestamptz not null,
    primary key (container_id, account_id)
  )`,
  `create index cloud_share_account on cloud_share (account_id)`,
  `create table cloud_attachment (
    account_id uuid not null,
    id uuid not null unique,
    container_id uuid not null,
    name text not null,
    version integer not null default 1,
    created_at timestamptz not null,
    primary key (account_id, id),
    foreign key (container_id, account_id) references cloud_share (container_id, account_id) on delete cascade
  )`,
  `create unique index cloud_attachment_name on cloud_attachment (account_id, lower(name))`,
  `create index cloud_attachment_container on cloud_attachment (container_id)`,

  `create table job (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    kind text not null check (kind in ('test', 'operation')),
    container_id uuid,
    attachment_id uuid,
    container_name text not null,
    container_kind text not null,
    connection_id uuid,
    connection_name text,
    connection_revision integer,
    fingerprint text,
    matrix_id uuid,
    draft_id uuid,
    requested_by jsonb not null,
    request jsonb not null,
    organization text not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'finished')),
    outcome text,
    title text,
    report jsonb,
    -- As it was written: in jsonb the fields of its records would lose their order.
    result json,
    attempt integer not null default 0,
    lost_leases integer not null default 0,
    event_count integer not null default 0,
    node_id uuid,
    node_name text,
    node_boot_id uuid,
    lease_expires_at timestamptz,
    pickup_deadline_at timestamptz not null,
    deadline_at timestamptz not null,
    cancel_requested_at timestamptz,
    cancel_told_at timestamptz,
    queued_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz,
    correlation_id text not null,
    primary key (account_id, id),
    check ((state = 'finished') = (outcome is not null)),
    check ((state = 'running') = (lease_expires_at is not null))
  )`,
  `create index job_queue on job (container_id, queued_at, id) where state = 'queued'`,
  `create index job_running on job (container_id, account_id) where state = 'running'`,
  `create index job_lease on job (lease_expires_at) where state = 'running'`,
  `create index job_node on job (node_id) where state = 'running'`,
  `create index job_pickup on job (pickup_deadline_at) where state = 'queued'`,
  `create index job_list on job (account_id, queued_at desc, id desc)`,
  `create index job_history on job (account_id, kind, queued_at desc, id desc)`,
  `create index job_connection on job (account_id, connection_id, queued_at desc)`,
  // Finds whether settings that are being stored have passed a test.
  `create index job_fingerprint on job (account_id, fingerprint) where state = 'finished' and kind = 'test'`,
  `create index job_draft on job (account_id, draft_id) where draft_id is not null`,
  `create index job_matrix on job (account_id, matrix_id) where matrix_id is not null`,
  `create index job_finished on job (finished_at) where state = 'finished'`,
  `create table job_event (
    job_id uuid not null references job (id) on delete cascade,
    sequence integer not null,
    at timestamptz not null,
    type text not null,
    data jsonb not null,
    primary key (job_id, sequence)
  )`,

  `create table node_loss (
    job_id uuid not null,
    attempt integer not null,
    account_id uuid not null references account on delete cascade,
    fingerprint text not null,
    node_id uuid not null,
    boot_id uuid,
    at timestamptz not null,
    is_certain boolean not null,
    primary key (job_id, attempt)
  )`,
  `create index node_loss_settings on node_loss (account_id, fingerprint)`,
  `create index node_loss_node on node_loss (node_id)`,
  `create table organization_use (
    organization text not null,
    account_id uuid not null references account on delete cascade,
    node_id uuid not null references container_node on delete cascade,
    expires_at timestamptz not null,
    primary key (organization, account_id, node_id)
  )`,
  `create index organization_use_node on organization_use (node_id)`,
  `create table node_token (
    container_id uuid not null references container (id) on delete cascade,
    account_id uuid not null references account on delete cascade,
    key text not null,
    sequence integer not null default 0,
    sealed jsonb,
    expires_at timestamptz,
    lock_holder uuid,
    lock_expires_at timestamptz,
    primary key (container_id, account_id, key)
  )`,
]

/** The first tables. */
export const initial: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
