import type { MaintenanceWindow } from '@coupa-connector/process'
import type {
  RunKind,
  RunParameters,
  RunStream,
  StoredAnswer,
  StoredLoadOutcome,
  StoredRecordEdit,
} from '@coupa-connector/protocol'
import type { Generated } from 'kysely'
import type { Json, Moment, Optional, OptionalJson, OptionalMoment } from './column-types.ts'

export interface EnvironmentTable {
  account_id: string
  id: string
  name: string
  classification: 'test' | 'production'
  created_at: Moment
}

export interface DestinationTable {
  account_id: string
  id: string
  name: string
  kind: string
  settings: Json<Record<string, string>>
  /** Secret ids by the field under which they are stored: `postgresql.password`. */
  secrets: Json<Record<string, string>>
  revision: number
  created_at: Moment
  created_by_name: string
  updated_at: Moment
  updated_by_name: string
}

export interface ProcessTable {
  account_id: string
  id: string
  name: string
  latest_version: number
  created_at: Moment
  created_by_name: string
}

export interface ProcessVersionTable {
  account_id: string
  process_id: string
  number: number
  definition: Json<Record<string, unknown>>
  sha256: string
  note: string
  created_at: Moment
  created_by_name: string
  /** Who found it fit for production: a person. */
  approved_at: OptionalMoment
  approved_by: Optional<string | null>
  approved_by_name: Optional<string | null>
}

/** A version of a process in an environment, with its values. What was delivered belongs to it, and not to the version. */
export interface DeploymentTable {
  account_id: string
  id: string
  process_id: string
  environment_id: string
  version: number
  previous_version: number | null
  /** As the account names it: its own container, or its attachment to a cloud. */
  container_id: string
  connection_id: string
  destination_id: string
  settings: Json<Record<string, string>>
  overlap: 'queue-one' | 'skip' | 'cancel-running'
  catch_up: 'one' | 'all' | 'none'
  catch_up_hours: number
  jitter_seconds: number
  /** Times of the week in which nothing starts by schedule. */
  maintenance: Json<readonly MaintenanceWindow[]>
  /** The resource whose records it marks as exported; null where it marks nothing. */
  marks: string | null
  pause_after_failures: number | null
  failures_in_a_row: Optional<number>
  paused_at: OptionalMoment
  paused_by_name: string | null
  paused_reason: string | null
  resumed_at: OptionalMoment
  revision: Optional<number>
  created_at: Moment
}

export interface ProcessScheduleTable {
  account_id: string
  id: string
  deployment_id: string
  schedule: Json<Record<string, unknown>>
  /** The next instant, without the jitter; null for a process that follows another. */
  next_at: OptionalMoment
  created_at: Optional<Date>
}

export interface ProcessRunTable {
  account_id: string
  id: string
  deployment_id: string
  process_id: string
  version: number
  kind: RunKind
  /** Runs of a stream follow one another. */
  stream: Optional<RunStream>
  trigger: 'schedule' | 'person' | 'api' | 'after' | 'retry'
  requested_by: Json<{ kind: 'person' | 'key' | 'container' | 'system'; id: string | null; name: string }>
  request: Json<{
    readonly ids: readonly number[] | null
    readonly limit: number | null
    readonly parameters?: RunParameters | undefined
  }>
  schedule_id: string | null
  planned_at: OptionalMoment
  state: 'waiting' | 'queued' | 'running' | 'ended' | 'skipped'
  outcome: string | null
  code: string | null
  reason: string | null
  /** The container that runs it: that of the deployment, or the cloud behind its attachment. Null while it waits. */
  container_id: string | null
  /** Host of the organization, for the division of its rate. */
  organization: Optional<string>
  /** The resource whose records it marks as exported. */
  marks: Optional<string | null>
  node_id: string | null
  node_name: string | null
  /** Rises with every node that takes it: what an older holder writes is refused. */
  attempt: Optional<number>
  /** The attempt as the engine counts it. */
  engine_attempt: Optional<number>
  /** How often it was taken since it last got on. */
  idle_attempts: Optional<number>
  beat_at: OptionalMoment
  /** Fingerprint of what is read, how it is shaped and where it goes. */
  fingerprint: string | null
  counters: Json<Record<string, number>>
  position: OptionalJson<unknown>
  generation: string | null
  can_continue: Optional<boolean>
  receipt: OptionalJson<Record<string, unknown>>
  /** The last call of this attempt, and what it was answered: one whose answer was lost is sent again. */
  last_call: Optional<number>
  last_result: OptionalJson<unknown>
  cancel_requested_at: OptionalMoment
  is_cancel_immediate: Optional<boolean>
  created_at: Moment
  started_at: OptionalMoment
  ended_at: OptionalMoment
}

/** Facts that a deployment remembers: the organization, watermarks, the key of its hashes, the last sequence number. */
export interface ProcessFactTable {
  deployment_id: string
  name: string
  value: Json<unknown>
}

export interface ProcessBatchTable {
  deployment_id: string
  id: string
  run_id: string
  number: number
  opened_at_ms: number
  state: 'open' | 'delivered' | 'dropped'
  records: number
  outcome: OptionalJson<Record<string, unknown>>
  objects: OptionalJson<readonly unknown[]>
}

/** What is known of a record that was delivered: one line of the ledger. */
export interface ProcessRecordTable {
  deployment_id: string
  record_id: string
  hash: string
  state: string
  run: string
  batch: string
  sequence: number
  lost_marks: Optional<number>
  /** When the record was changed in Coupa, as the runner writes it. */
  updated_at: string | null
  /** What the consumer answered to this delivery. */
  answer: OptionalJson<StoredAnswer>
  /** The number by which people know the record. */
  label: Optional<string | null>
}

/** What the reconciliation under way has seen in Coupa. */
export interface ProcessSeenTable {
  deployment_id: string
  record_id: string
  reconciliation: string
}

export interface ProcessFailureTable {
  deployment_id: string
  record_id: string
  stage: string
  class: string
  code: string
  message: string
  field: string | null
  state: 'open' | 'fixed' | 'dismissed'
  attempts: number
  first_seen_at: Moment
  last_seen_at: Moment
  /** That set the record aside last. */
  run: string
  /** That set it aside first since it was last in order. */
  first_run: Generated<string | null>
  fixed_in: string | null
  reason: string | null
  /** The number by which people know the record. */
  label: Optional<string | null>
}

/** A record that was set aside, without what is sensitive. */
export interface ProcessFailurePayloadTable {
  deployment_id: string
  record_id: string
  payload: Json<Record<string, unknown>>
  kept_at: Moment
}

/** What another system is to be told of a deployment, and was not yet. */
export interface ProcessOutboxTable {
  deployment_id: string
  number: Generated<number>
  /** The run that it is about; null for what happened between two runs. */
  run: string | null
  kind: string
  content: Json<unknown>
  /** How often its sending was begun. */
  tries: Optional<number>
  queued_at: OptionalMoment
}

/** What a load was given: a file, the answer of a query. */
export interface ProcessInputTable {
  deployment_id: string
  number: number
  name: string
  sha256: string
  /** Fingerprint of what is made of it. */
  definition: string
  size_bytes: number
  does_null_clear: boolean
  state: 'reading' | 'loading' | 'loaded' | 'refused' | 'stopped'
  records: Optional<number>
  /** The run that took it last. */
  run: string
  ended_at: OptionalMoment
  result: string | null
  notices: Json<readonly string[]>
}

/** A record of an input, and what became of it. */
export interface ProcessInputRowTable {
  deployment_id: string
  input: number
  row: number
  /** In one form for equal values; null where the load has no key, or the record none. */
  key: string | null
  /** The key for people. */
  label: string
  hash: string
  own_name: string | null
  parent_name: string | null
  /** Records that others name are less deep than these. Null while the input is read. */
  depth: number | null
  /** The record as it came; null once nobody needs it any more. */
  fields: OptionalJson<Record<string, unknown>>
  /** What was about to be sent. */
  intent: OptionalJson<Record<string, unknown>>
  outcome: StoredLoadOutcome | null
  detail: OptionalJson<Record<string, unknown>>
  is_deferred: Optional<boolean>
  settled_at: OptionalMoment
  /** The run that gave it its outcome. */
  run: string | null
  /** Who corrected it, and when. */
  edited: OptionalJson<StoredRecordEdit>
}

/** What became of a record that an input does not have any more. */
export interface ProcessAbsentRowTable {
  deployment_id: string
  input: number
  key: string
  label: string
  outcome: StoredLoadOutcome
  detail: Json<Record<string, unknown>>
}

/** What a load knows of a record in Coupa. */
export interface ProcessKnownRecordTable {
  deployment_id: string
  key: string
  id: string
  hash: string
  record: Json<Record<string, unknown>>
  is_inactive: boolean
}

/** A corrected record, which takes the place of the one with that content. */
export interface ProcessEditTable {
  deployment_id: string
  source_hash: string
  label: string
  fields: Json<Record<string, unknown>>
  edited_by: string
  edited_at: Moment
}

/** An end of a deployed process beside its destination, by the name of a value: Coupa's inbox, a place of answers. */
export interface DeploymentEndTable {
  account_id: string
  deployment_id: string
  value: string
  destination_id: string
}

/** The tables of processes. */
export interface ProcessTables {
  environment: EnvironmentTable
  destination: DestinationTable
  process: ProcessTable
  process_version: ProcessVersionTable
  deployment: DeploymentTable
  deployment_end: DeploymentEndTable
  process_schedule: ProcessScheduleTable
  process_run: ProcessRunTable
  process_fact: ProcessFactTable
  process_batch: ProcessBatchTable
  process_record: ProcessRecordTable
  process_seen: ProcessSeenTable
  process_failure: ProcessFailureTable
  process_failure_payload: ProcessFailurePayloadTable
  process_outbox: ProcessOutboxTable
  process_input: ProcessInputTable
  process_input_row: ProcessInputRowTable
  process_absent_row: ProcessAbsentRowTable
  process_known_record: ProcessKnownRecordTable
  process_edit: ProcessEditTable
}
