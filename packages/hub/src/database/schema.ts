import type { Actor, ApprovalRuleContent, ChangeOperation, Role } from '@coupa-connector/protocol'
import type { AlertTables } from './alert-tables.ts'
import type { Json, Moment, Optional, OptionalJson, OptionalMoment } from './column-types.ts'
import type { ProcessTables } from './process-tables.ts'
import type { SchemaTables } from './schema-tables.ts'

export interface PersonTable {
  id: string
  email: string
  name: string
  password_hash: string | null
  is_installation_administrator: Optional<boolean>
  created_at: Moment
  disabled_at: OptionalMoment
}

export interface IdentityTable {
  issuer: string
  subject: string
  person_id: string
  created_at: Moment
}

export interface AccountTable {
  id: string
  slug: string
  name: string
  draft_use: Optional<'refused' | 'allowed'>
  /** How many runs of processes may use one organization at once. */
  runs_per_organization: Optional<number>
  /** Whether a version reaches production only after another person has approved it. */
  production_deploys: Optional<'alone' | 'with-approval'>
  version: Optional<number>
  created_at: Moment
}

export interface MembershipTable {
  account_id: string
  person_id: string
  role: Role
  created_at: Moment
}

export interface InvitationTable {
  id: string
  account_id: string
  email: string
  role: Role
  token_hash: string
  invited_by: string
  invited_by_name: string
  created_at: Moment
  expires_at: Moment
  accepted_at: OptionalMoment
  revoked_at: OptionalMoment
}

export interface SessionTable {
  id: string
  token_hash: string
  person_id: string
  method: 'password' | 'openid-connect'
  user_agent: string
  address: string
  created_at: Moment
  seen_at: Moment
  expires_at: Moment
}

export interface ApiKeyTable {
  id: string
  account_id: string
  name: string
  role: Exclude<Role, 'owner'>
  key_hash: string
  start: string
  created_by: string
  created_by_name: string
  created_at: Moment
  expires_at: Moment
  last_used_at: OptionalMoment
  revoked_at: OptionalMoment
}

/** Values that can be taken once: set-up links, password resets, sign-ins under way at a provider. */
export interface OneTimeTable {
  hash: string
  purpose: string
  data: Json<Record<string, unknown>>
  expires_at: Moment
}

/** Counters of attempts in a window of time, shared by all hubs. */
export interface AttemptTable {
  bucket: string
  count: number
  reset_at: Moment
}

export interface AuditTable {
  id: string
  /** Null for what happened outside any account. */
  account_id: string | null
  at: Moment
  actor: Json<{ kind: 'person' | 'key' | 'container' | 'system'; id: string | null; name: string }>
  action: string
  outcome: 'done' | 'refused'
  subject_kind: string | null
  subject_id: string | null
  subject_name: string | null
  detail: Json<Record<string, unknown>>
  request_id: string
  address: string
}

/** First answers of creates that carried an `Idempotency-Key`. */
export interface IdempotencyTable {
  /** Account or person, and actor: a key never reaches another's answer. */
  scope: string
  key: string
  request_hash: string
  /** The request that runs, or ran, with the key. */
  holder: string
  /** Null while the first request is under way. */
  answer: OptionalJson<{ status: number; body: unknown; etag: string | null }>
  expires_at: Moment
}

/** A secret, sealed. Rows never change except by re-wrapping with another key. */
export interface SecretTable {
  id: string
  account_id: string
  field: string
  sealed: Json<SealedValue>
  set_at: Moment
  set_by: string
  set_by_name: string
  /** Hosts it may be sent to; null until a connection takes it up. */
  hosts: OptionalJson<readonly string[]>
  /** Null once a connection has taken it up. */
  expires_at: OptionalMoment
}

/**
 * An envelope: the value under a key of its own, that key under the key named by `keyId`. Binary parts in base64. Version 2
 * has a scope.
 */
export interface SealedValue {
  readonly v: 1 | 2
  readonly keyId: string
  readonly wrappedKey: string
  readonly ciphertext: string
}

export interface ConnectionTable {
  account_id: string
  id: string
  name: string
  description: string
  folder: string
  labels: Json<readonly string[]>
  fields: Json<Record<string, string>>
  /** Secret ids by field. */
  secrets: Json<Record<string, string>>
  organization: string
  authentication_type: string
  is_deprecated: boolean
  /** Hash of what takes effect in the settings; every newly set secret changes it. */
  fingerprint: string
  /** Fingerprint of the last settings that passed a test. */
  verified_fingerprint: string | null
  verified_at: OptionalMoment
  /** Last finished test that says something about the settings. */
  last_test: OptionalJson<StoredLastTest>
  /** The state that people were last told of, or that there was nothing to tell of. */
  noted_state: Optional<'verified' | 'failing' | null>
  /** The test that was looked at for changes. */
  noted_test: Optional<string | null>
  revision: number
  /** Name, organization, description, folder and labels in lower case. */
  search_text: string
  created_at: Moment
  created_by_name: string
  updated_at: Moment
  updated_by_name: string
}

export interface StoredLastTest {
  readonly job: string
  readonly outcome: string
  readonly title: string
  readonly finishedAt: string
  readonly container: { readonly id: string | null; readonly name: string }
  readonly fingerprint: string
}

export interface ConnectionRevisionTable {
  account_id: string
  connection_id: string
  revision: number
  name: string
  fields: Json<Record<string, string>>
  changes: Json<readonly { field: string; from: string | null; to: string | null; isSecret: boolean }[]>
  changed_by: Json<{ kind: 'person' | 'key' | 'container' | 'system'; id: string | null; name: string }>
  changed_at: Moment
}

export interface InstallerTokenTable {
  id: string
  account_id: string
  kind: 'atom' | 'molecule' | 'cloud'
  container_id: string | null
  token_hash: string
  start: string
  created_by_name: string
  created_at: Moment
  expires_at: Moment
  max_uses: number
  used_count: Optional<number>
  revoked_at: OptionalMoment
}

/** A container by its owner. Attachments are in a table of their own. */
export interface ContainerTable {
  account_id: string
  id: string
  kind: 'atom' | 'molecule' | 'cloud'
  name: string
  allow_browsing: boolean
  max_concurrent_jobs: Optional<number>
  version: Optional<number>
  /** What the audit log said last; null before it was first heard of. */
  noted_status: Optional<'online' | 'offline' | null>
  created_at: Moment
}

export interface ContainerNodeTable {
  id: string
  container_id: string
  name: string
  credential_hash: string
  /** The credential before the last rotation, while it still works. */
  previous_credential_hash: string | null
  previous_credential_expires_at: OptionalMoment
  version: string
  connector_version: string
  boot_id: string | null
  reported_status: Optional<'starting' | 'online' | 'stopping' | 'stopped'>
  started_at: OptionalMoment
  last_seen_at: OptionalMoment
  clock_difference_ms: number | null
  capacity: Optional<number>
  enrolled_at: Moment
}

export interface CloudShareTable {
  container_id: string
  /** The tenant. */
  account_id: string
  max_attachments: number
  max_concurrent_jobs: number
  created_at: Moment
}

/** What a tenant sees as its container. */
export interface CloudAttachmentTable {
  /** The tenant. */
  account_id: string
  id: string
  container_id: string
  name: string
  version: Optional<number>
  created_at: Moment
}

export interface JobTable {
  account_id: string
  id: string
  kind: 'test' | 'operation'
  /** The container that runs it; null when none was found. For an attachment the cloud behind it. */
  container_id: string | null
  attachment_id: string | null
  /** As the account sees it, kept for the history. */
  container_name: string
  container_kind: string
  connection_id: string | null
  connection_name: string | null
  connection_revision: number | null
  fingerprint: string | null
  matrix_id: string | null
  /** The form that was tested, until it is saved and for the history after that. */
  draft_id: string | null
  requested_by: Json<{ kind: 'person' | 'key' | 'container' | 'system'; id: string | null; name: string }>
  request: Json<StoredJobRequest>
  /** Of the organization, for the division of its rate. */
  organization: string
  state: Optional<'queued' | 'running' | 'finished'>
  outcome: string | null
  title: string | null
  report: OptionalJson<Record<string, unknown>>
  result: OptionalJson<Record<string, unknown>>
  /** Rises with every lease: what an older holder reports is refused. */
  attempt: Optional<number>
  /** How often a node lost it: a job is given to another one once. */
  lost_leases: Optional<number>
  /** Number of its last event. */
  event_count: Optional<number>
  node_id: string | null
  node_name: string | null
  /** The program of the node that was given it last. */
  node_boot_id: string | null
  lease_expires_at: OptionalMoment
  /** How long it may wait to be picked up. */
  pickup_deadline_at: Moment
  /** By when it must be finished. */
  deadline_at: Moment
  cancel_requested_at: OptionalMoment
  /** When the node that holds it was told, by a poll, of the wish to cancel. */
  cancel_told_at: OptionalMoment
  queued_at: Moment
  started_at: OptionalMoment
  finished_at: OptionalMoment
  correlation_id: string
}

/** What a job needs to run, without any secret: secrets are opened from their rows when a node takes the lease. */
export type StoredJobRequest =
  | {
      readonly kind: 'test'
      /** The settings are not those of the stored connection as they stand. */
      readonly isDraft: boolean
      readonly fields: Record<string, string>
      readonly secrets: Record<string, string>
      readonly probes: readonly string[]
    }
  | {
      readonly kind: 'operation'
      readonly fields: Record<string, string>
      /** Those of the other end have its kind before their name. */
      readonly secrets: Record<string, string>
      readonly operation: Record<string, unknown>
      /** The other end of a process, for a look at it. */
      readonly destination?: { readonly kind: string; readonly settings: Record<string, string> } | undefined
    }

export interface JobEventTable {
  job_id: string
  sequence: number
  at: Moment
  type: string
  data: Json<Record<string, unknown>>
}

/** Which nodes call an organization for an account now; a row that is not renewed gives its share back. */
export interface OrganizationUseTable {
  organization: string
  account_id: string
  node_id: string
  expires_at: Moment
}

/** Access tokens that the nodes of a container share, sealed, per tenant. */
export interface NodeTokenTable {
  container_id: string
  account_id: string
  key: string
  sequence: Optional<number>
  sealed: OptionalJson<SealedValue>
  expires_at: OptionalMoment
  lock_holder: string | null
  lock_expires_at: OptionalMoment
}

/** Facts about the installation: its id, and which sealing keys it has used. */
export interface InstallationTable {
  key: string
  value: Json<unknown>
}

/** When a hub next does what all hubs do in turn. */
/** A node that was lost with a job in it. */
export interface NodeLossTable {
  job_id: string
  attempt: number
  account_id: string
  /** Of the settings of the job. */
  fingerprint: string
  node_id: string
  /** The program that was lost. */
  boot_id: string | null
  at: Moment
  /** The node came back as another program. */
  is_certain: boolean
}

/** One row: what the hubs saw of the clock that `hub_now()` reads. */
export interface DatabaseClockTable {
  id: Optional<boolean>
  /** The latest time that a hub saw. */
  seen_at: Moment
  /** Since when the clock has not leapt. */
  steady_since: Moment
  went_back_at: OptionalMoment
}

/** One row: when a hub last tried whether the database takes writes. */
export interface WriteCheckTable {
  id: Optional<boolean>
  checked_at: Moment
}

export interface HousekeepingTable {
  task: string
  /** While a hub does it: when that hub is taken for dead. */
  next_run_at: Moment
  holder: string | null
}

export interface ProposalTable {
  account_id: string
  id: string
  connection_id: string
  operation: Json<ChangeOperation>
  reason: string
  /** The program that proposed it, by its own word. */
  agent: string
  proposed_by: Json<Actor>
  fingerprint: string
  state: 'open' | 'approved' | 'refused'
  created_at: Moment
  expires_at: Moment
  decided_by: OptionalJson<Actor>
  decided_at: OptionalMoment
  note: Optional<string>
  /** What carries it out; null before it is approved, and when the job is forgotten. */
  job_id: string | null
  /** The rule that let it through, and the amount that counts for the limits of that rule. */
  rule_id: Optional<string | null>
  rule_name: Optional<string | null>
  amount: Optional<string | null>
}

/** Changes that need no person. */
export interface ApprovalRuleTable {
  account_id: string
  id: string
  connection_id: string
  content: Json<Omit<ApprovalRuleContent, 'connection'>>
  created_by: Json<Actor>
  created_at: Moment
}

/** All tables of the hub. Columns are snake_case here and nowhere above the stores. */
export interface Database extends ProcessTables, AlertTables, SchemaTables {
  person: PersonTable
  identity: IdentityTable
  account: AccountTable
  membership: MembershipTable
  invitation: InvitationTable
  session: SessionTable
  api_key: ApiKeyTable
  one_time: OneTimeTable
  attempt: AttemptTable
  audit: AuditTable
  idempotency: IdempotencyTable
  secret: SecretTable
  connection: ConnectionTable
  connection_revision: ConnectionRevisionTable
  installer_token: InstallerTokenTable
  container: ContainerTable
  container_node: ContainerNodeTable
  cloud_share: CloudShareTable
  cloud_attachment: CloudAttachmentTable
  job: JobTable
  job_event: JobEventTable
  proposal: ProposalTable
  approval_rule: ApprovalRuleTable
  node_loss: NodeLossTable
  organization_use: OrganizationUseTable
  node_token: NodeTokenTable
  installation: InstallationTable
  housekeeping: HousekeepingTable
  database_clock: DatabaseClockTable
  write_check: WriteCheckTable
}
