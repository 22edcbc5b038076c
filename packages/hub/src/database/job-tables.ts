import type { Json, Moment, Optional, OptionalJson, OptionalMoment } from './column-types.ts'

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
