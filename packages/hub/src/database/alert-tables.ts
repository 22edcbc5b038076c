import type { MaintenanceWindow } from '@coupa-connector/process'
import type { AlertChannelKind, AlertRuleName } from '@coupa-connector/protocol'
import type { Json, Moment, Optional, OptionalJson, OptionalMoment } from './column-types.ts'

export interface AlertChannelTable {
  account_id: string
  id: string
  name: string
  kind: AlertChannelKind
  settings: Json<Record<string, string>>
  /** Secret ids by the field under which they are stored: `alert-webhook.signingSecret`. */
  secrets: Json<Record<string, string>>
  is_enabled: boolean
  quiet_hours: OptionalJson<MaintenanceWindow>
  digest: OptionalJson<{ readonly at: string; readonly zone: string }>
  /** Null without a digest. */
  next_digest_at: OptionalMoment
  last_digest_at: OptionalMoment
  last_sent_at: OptionalMoment
  last_error: Optional<string | null>
  last_error_at: OptionalMoment
  revision: number
  created_at: Moment
  created_by_name: string
  updated_at: Moment
  updated_by_name: string
}

/** What is set for a rule; null inherits. */
export interface AlertRuleTable {
  account_id: string
  id: string
  rule: AlertRuleName
  /** Null: for the whole account. */
  deployment_id: string | null
  is_on: boolean | null
  threshold: number | null
  channels: OptionalJson<readonly string[]>
}

/** Something that people are told. It never holds what is in records. */
export interface AlertTable {
  account_id: string
  id: string
  rule: AlertRuleName
  severity: 'error' | 'warning' | 'info'
  is_resolved: boolean
  /** What begins and ends: alerts of one incident of a subject belong together. */
  incident: string
  subject_kind: 'deployment' | 'connection'
  subject_id: string
  subject_name: string
  title: string
  content: string
  /** Where to look, below the origin of the hub. */
  path: string
  run_id: string | null
  channels: Json<readonly string[]>
  created_at: Moment
}

export interface AlertIncidentTable {
  account_id: string
  subject_id: string
  incident: string
  since: Moment
}

/** An alert as it stands in a message. */
export interface AlertLine {
  readonly id: string
  readonly rule: AlertRuleName
  readonly severity: 'error' | 'warning' | 'info'
  readonly isResolved: boolean
  readonly incident: string
  readonly subject: { readonly kind: 'deployment' | 'connection'; readonly id: string; readonly name: string }
  readonly title: string
  readonly text: string
  readonly path: string
  readonly run: string | null
  /** ISO 8601, UTC. */
  readonly at: string
}

export interface AlertMessageTable {
  account_id: string
  id: string
  channel_id: string
  kind: 'alerts' | 'digest'
  group_key: string
  /** The first alerts; `alert_count` says how many there are. */
  content: Json<readonly AlertLine[]>
  alert_count: number
  state: 'waiting' | 'sending' | 'sent' | 'given-up'
  tries: Optional<number>
  holder: Optional<string | null>
  lease_expires_at: OptionalMoment
  last_error: Optional<string | null>
  created_at: Moment
  due_at: Moment
  sent_at: OptionalMoment
}

export interface ConnectionScheduleTable {
  account_id: string
  connection_id: string
  schedule: Json<Record<string, unknown>>
  container_id: string | null
  probes: Json<readonly string[]>
  /** Whether the fields of the organization are read with a test once a day. */
  reads_schema: Optional<boolean>
  next_at: Moment
  last_job_id: Optional<string | null>
  /** The last test of the schedule that was looked at. */
  judged_job_id: Optional<string | null>
  /** Tests in a row that could not be run. */
  misses: Optional<number>
  set_at: Moment
  set_by_name: string
}

/** The tables of alerts and of tests by schedule. */
export interface AlertTables {
  alert_channel: AlertChannelTable
  alert_rule: AlertRuleTable
  alert: AlertTable
  alert_incident: AlertIncidentTable
  alert_message: AlertMessageTable
  connection_schedule: ConnectionScheduleTable
}
