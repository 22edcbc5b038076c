import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

const statements = [
  `alter table membership drop constraint membership_role_check,
    add constraint membership_role_check check (role in ('viewer', 'operator', 'builder', 'administrator', 'owner'))`,
  `alter table invitation drop constraint invitation_role_check,
    add constraint invitation_role_check check (role in ('viewer', 'operator', 'builder', 'administrator', 'owner'))`,
  `alter table api_key drop constraint api_key_role_check,
    add constraint api_key_role_check check (role in ('viewer', 'operator', 'builder', 'administrator'))`,

  `alter table account add column runs_per_organization integer not null default 2`,
  `alter table account add column production_deploys text not null default 'alone'
    check (production_deploys in ('alone', 'with-approval'))`,

  `create table environment (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    name text not null,
    classification text not null check (classification in ('test', 'production')),
    created_at timestamptz not null,
    primary key (account_id, id)
  )`,
  `create unique index environment_name on environment (account_id, lower(name))`,
  `insert into environment (account_id, id, name, classification, created_at)
    select account.id, gen_random_uuid(), kind.name, kind.name, hub_now()
    from account, (values ('test'), ('production')) as kind (name)`,

  `create table destination (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    name text not null,
    kind text not null,
    settings jsonb not null,
    secrets jsonb not null,
    revision integer not null,
    created_at timestamptz not null,
    created_by_name text not null,
    updated_at timestamptz not null,
    updated_by_name text not null,
    primary key (account_id, id)
  )`,
  `create unique index destination_name on destination (account_id, lower(name))`,

  `create table process (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    name text not null,
    latest_version integer not null,
    created_at timestamptz not null,
    created_by_name text not null,
    primary key (account_id, id)
  )`,
  `create unique index process_name on process (account_id, name)`,
  `create table process_version (
    account_id uuid not null,
    process_id uuid not null,
    number integer not null,
    definition jsonb not null,
    sha256 text not null,
    note text not null,
    created_at timestamptz not null,
    created_by_name text not null,
    approved_at timestamptz,
    approved_by uuid,
    approved_by_name text,
    primary key (account_id, process_id, number),
    foreign key (account_id, process_id) references process on delete cascade
  )`,

  `create table deployment (
    account_id uuid not null references account on delete cascade,
    id uuid not null unique,
    process_id uuid not null references process (id),
    environment_id uuid not null references environment (id),
    version integer not null,
    previous_version integer,
    container_id uuid not null,
    connection_id uuid not null,
    destination_id uuid not null references destination (id),
    settings jsonb not null,
    overlap text not null check (overlap in ('queue-one', 'skip', 'cancel-running')),
    catch_up text not null check (catch_up in ('one', 'all', 'none')),
    catch_up_hours double precision not null,
    jitter_seconds integer not null,
    maintenance jsonb not null default '[]',
    marks text,
    pause_after_failures integer,
    failures_in_a_row integer not null default 0,
    paused_at timestamptz,
    paused_by_name text,
    paused_reason text,
    revision integer not null default 1,
    created_at timestamptz not null,
    primary key (account_id, id)
  )`,
  `create unique index deployment_place on deployment (process_id, environment_id)`,
  `create index deployment_connection on deployment (account_id, connection_id)`,
  `create index deployment_destination on deployment (destination_id)`,
  // Ends of a process beside its destination, by the names of its values.
  `create table deployment_end (
    account_id uuid not null references account on delete cascade,
    deployment_id uuid not null references deployment (id) on delete cascade,
    value text not null,
    destination_id uuid not null references destination (id),
    primary key (deployment_id, value)
  )`,
  `create index deployment_end_destination on deployment_end (destination_id)`,
  `create table process_schedule (
    account_id uuid not null references account on delete cascade,
    id uuid not null primary key,
    deployment_id uuid not null references deployment (id) on delete cascade,
    schedule jsonb not null,
    next_at timestamptz
  )`,
  `create index process_schedule_deployment on process_schedule (deployment_id)`,
  `create index process_schedule_next on process_schedule (next_at) where next_at is not null`,
  `create index process_schedule_after on process_schedule (account_id, (schedule->>'after')) where schedule ? 'after'`,

  `create table process_run (
    account_id uuid not null references account on delete cascade,
    id uuid not null primary key,
    deployment_id uuid not null references deployment (id) on delete cascade,
    process_id uuid not null,
    version integer not null,
    kind text not null check (kind in ('run', 'check', 'answers', 'reconcile', 'backfill', 'verify', 'preview')),
    stream text not null default 'main' check (stream in ('main', 'back-fill', 'look')),
    trigger text not null check (trigger in ('schedule', 'person', 'api', 'after', 'retry')),
    requested_by jsonb not null,
    request jsonb not null,
    schedule_id uuid,
    planned_at timestamptz,
    state text not null check (state in ('waiting', 'queued', 'running', 'ended', 'skipped')),
    outcome text,
    code text,
    reason text,
    container_id uuid,
    organization text not null default '',
    marks text,
    node_id uuid,
    node_name text,
    attempt integer not null default 0,
    engine_attempt integer not null default 0,
    idle_attempts integer not null default 0,
    beat_at timestamptz,
    fingerprint text,
    counters jsonb not null,
    position jsonb,
    generation text,
    can_continue boolean not null default false,
    receipt jsonb,
    last_call integer not null default 0,
    last_result jsonb,
    cancel_requested_at timestamptz,
    is_cancel_immediate boolean not null default false,
    created_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz
  )`,
  // Never two at once for one stream of a deployment, and never two for one instant of a schedule, however many hubs there are.
  `create unique index process_run_active on process_run (deployment_id, stream) where state in ('queued', 'running')`,
  // Never two at once that mark the same resource of an organization as exported: each would take the other's marks for its own.
  `create unique index process_run_marks on process_run (account_id, organization, marks)
    where state in ('queued', 'running') and marks is not null and organization <> ''`,
  `create index process_run_organization on process_run (account_id, organization) where state in ('queued', 'running')`,
  `create unique index process_run_planned on process_run (schedule_id, planned_at) where planned_at is not null`,
  `create index process_run_waiting on process_run (deployment_id, created_at) where state = 'waiting'`,
  `create index process_run_container on process_run (container_id) where state in ('queued', 'running')`,
  `create index process_run_list on process_run (account_id, created_at desc, id desc)`,
  `create index process_run_deployment on process_run (deployment_id, created_at desc, id desc)`,
  `create index process_run_succeeded on process_run (deployment_id, ended_at)
    where kind = 'run' and outcome in ('succeeded', 'partial')`,
  `create index process_run_ended on process_run (ended_at) where ended_at is not null`,
  `create index process_run_history on process_run (account_id, ended_at) where ended_at is not null`,

  `create table process_fact (
    deployment_id uuid not null references deployment (id) on delete cascade,
    name text not null,
    value jsonb not null,
    primary key (deployment_id, name)
  )`,
  `create table process_batch (
    deployment_id uuid not null references deployment (id) on delete cascade,
    id text not null,
    run_id uuid not null,
    number integer not null,
    opened_at_ms bigint not null,
    state text not null check (state in ('open', 'delivered', 'dropped')),
    records integer not null,
    outcome jsonb,
    objects jsonb,
    primary key (deployment_id, id)
  )`,
  `create index process_batch_open on process_batch (deployment_id) where state = 'open'`,
  `create index process_batch_run on process_batch (run_id, number)`,
  `create table process_record (
    deployment_id uuid not null references deployment (id) on delete cascade,
    record_id text collate "C" not null,
    hash text not null,
    state text not null,
    run text not null,
    batch text not null,
    sequence bigint not null,
    lost_marks integer not null default 0,
    updated_at text,
    answer jsonb,
    label text collate "C",
    primary key (deployment_id, record_id)
  )`,
  `create index process_record_label on process_record (deployment_id, label) where label is not null`,
  `create table process_seen (
    deployment_id uuid not null references deployment (id) on delete cascade,
    record_id text collate "C" not null,
    reconciliation text not null,
    primary key (deployment_id, record_id)
  )`,
  `create index process_record_unsettled on process_record (deployment_id, record_id) where state = 'delivered'`,
  `create index process_record_waiting on process_record (deployment_id, record_id) where state = 'waiting'`,
  `create table process_failure (
    deployment_id uuid not null references deployment (id) on delete cascade,
    record_id text not null,
    stage text not null,
    class text not null,
    code text not null,
    message text not null,
    field text,
    state text not null check (state in ('open', 'fixed', 'dismissed')),
    attempts integer not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    run text not null,
    -- That set the record aside first since it was last in order.
    first_run text,
    fixed_in text,
    reason text,
    label text collate "C",
    primary key (deployment_id, record_id)
  )`,
  `create index process_failure_open on process_failure (deployment_id) where state = 'open'`,
  `create index process_failure_held on process_failure (deployment_id)
    where state = 'open' and class = 'missing-reference'`,
  `create index process_failure_run on process_failure (deployment_id, run)`,
  `create index process_failure_first_run on process_failure (deployment_id, first_run)`,
  `create index process_failure_label on process_failure (deployment_id, label) where label is not null`,
  // Records that were set aside, for operators. Texts are in JSON as they came.
  `create table process_failure_payload (
    deployment_id uuid not null,
    record_id text not null,
    payload json not null,
    kept_at timestamptz not null,
    primary key (deployment_id, record_id),
    foreign key (deployment_id, record_id) references process_failure on delete cascade
  )`,
  `create index process_failure_payload_kept on process_failure_payload (kept_at)`,
  `create table process_outbox (
    deployment_id uuid not null references deployment (id) on delete cascade,
    number bigint not null,
    run text,
    kind text not null,
    content jsonb not null,
    tries integer not null default 0,
    queued_at timestamptz not null default hub_now(),
    primary key (deployment_id, number)
  )`,

  // What a load was given. Texts are in JSON as they came: jsonb would put names in another order.
  `create table process_input (
    deployment_id uuid not null references deployment (id) on delete cascade,
    number integer not null,
    name text not null,
    sha256 text not null,
    definition text not null,
    size_bytes bigint not null,
    does_null_clear boolean not null,
    state text not null check (state in ('reading', 'loading', 'loaded', 'refused', 'stopped')),
    records integer not null default 0,
    run text not null,
    ended_at timestamptz,
    result text,
    notices jsonb not null default '[]',
    primary key (deployment_id, number),
    unique (deployment_id, name, sha256, definition)
  )`,
  `create table process_input_row (
    deployment_id uuid not null,
    input integer not null,
    row integer not null,
    key text collate "C",
    label text not null,
    hash text not null,
    own_name text,
    parent_name text,
    depth integer,
    fields json,
    intent json,
    outcome text,
    detail json,
    is_deferred boolean not null default false,
    settled_at timestamptz,
    run text,
    edited json,
    primary key (deployment_id, input, row),
    foreign key (deployment_id, input) references process_input on delete cascade
  )`,
  `create index process_input_row_key on process_input_row (deployment_id, input, key)`,
  `create index process_input_row_own_name on process_input_row (deployment_id, input, own_name) where own_name is not null`,
  `create index process_input_row_parent on process_input_row (deployment_id, input, parent_name)
    where parent_name is not null`,
  `create index process_input_row_pending on process_input_row (deployment_id, input, depth, row) where outcome is null`,
  `create index process_input_row_deferred on process_input_row (deployment_id, input, row) where is_deferred`,
  `create index process_input_row_label on process_input_row (deployment_id, label, row)`,
  `create index process_input_row_open on process_input_row (deployment_id, label)
    where outcome in ('failed', 'held', 'unknown')`,
  `create table process_absent_row (
    deployment_id uuid not null,
    input integer not null,
    key text collate "C" not null,
    label text not null,
    outcome text not null,
    detail json not null,
    primary key (deployment_id, input, key),
    foreign key (deployment_id, input) references process_input on delete cascade
  )`,
  `create index process_absent_row_label on process_absent_row (deployment_id, label)`,
  `create table process_known_record (
    deployment_id uuid not null references deployment (id) on delete cascade,
    key text collate "C" not null,
    id text not null,
    hash text not null,
    record json not null,
    is_inactive boolean not null,
    primary key (deployment_id, key)
  )`,
  `create index process_known_record_id on process_known_record (deployment_id, id)`,
  // Corrected records. Each takes the place of the record with this content, in whatever input that comes again.
  `create table process_edit (
    deployment_id uuid not null references deployment (id) on delete cascade,
    source_hash text not null,
    label text not null,
    fields json not null,
    edited_by text not null,
    edited_at timestamptz not null,
    primary key (deployment_id, source_hash)
  )`,
]

/** Processes: definitions, deployments, schedules, runs and what they remember; the role operator. */
export const processes: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of statements) await sql.raw(statement).execute(db)
  },
}
