import type { Actor, ApprovalRuleContent, ChangeOperation } from '@coupa-connector/protocol'
import type { AlertTables } from './alert-tables.ts'
import type { Json, Moment, Optional, OptionalJson, OptionalMoment } from './column-types.ts'
import type {
  ConnectionRevisionTable,
  ConnectionTable,
  NodeTokenTable,
  OrganizationUseTable,
  SecretTable,
} from './connection-tables.ts'
import type {
  CloudAttachmentTable,
  CloudShareTable,
  ContainerNodeTable,
  ContainerTable,
  InstallerTokenTable,
} from './container-tables.ts'
import type { JobEventTable, JobTable, NodeLossTable } from './job-tables.ts'
import type {
  AccountTable,
  ApiKeyTable,
  AttemptTable,
  IdentityTable,
  InvitationTable,
  MembershipTable,
  OneTimeTable,
  PersonTable,
  SessionTable,
} from './people-tables.ts'
import type { ProcessTables } from './process-tables.ts'
import type { SchemaTables } from './schema-tables.ts'

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

/** Facts about the installation: its id, and which sealing keys it has used. */
export interface InstallationTable {
  key: string
  value: Json<unknown>
}

/** When a hub next does what all hubs do in turn. */
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
