import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import { jobLimits } from '../jobs/job/job-limits.ts'

/**
 * How far ahead a moment may lie: for so long an interval, or as far as it lies from the moment in the column named. One
 * that lies further ahead is brought back to that. `unheard` is for what has happened nobody knows when.
 */
type Repair = { readonly within: string } | { readonly since: string } | 'unheard'

const past: Repair = { within: '0' }
const day: Repair = { within: '24 hours' }

/** The moments that something is decided by. */
const repairs: Readonly<Record<string, Readonly<Record<string, Repair>>>> = {
  invitation: { expires_at: { since: 'created_at' }, created_at: past },
  session: { expires_at: { since: 'created_at' }, created_at: past, seen_at: past },
  api_key: { expires_at: { since: 'created_at' }, created_at: past, last_used_at: past },
  installer_token: { expires_at: { since: 'created_at' }, created_at: past },
  one_time: { expires_at: day },
  attempt: { reset_at: { within: '1 minute' } },
  idempotency: { expires_at: day },
  secret: { expires_at: day },
  container_node: {
    started_at: past,
    enrolled_at: past,
    // Nobody knows when it was heard. One that lives says so in five seconds.
    last_seen_at: 'unheard',
    previous_credential_expires_at: { within: '5 minutes' },
  },
  job: {
    deadline_at: { since: 'queued_at' },
    pickup_deadline_at: { within: `${jobLimits.pickupMs} milliseconds` },
    lease_expires_at: { within: `${jobLimits.leaseMs} milliseconds` },
    cancel_requested_at: past,
    cancel_told_at: past,
    queued_at: past,
    started_at: past,
    finished_at: past,
  },
  proposal: { expires_at: { since: 'created_at' }, created_at: past },
  node_loss: { at: past },
  organization_use: { expires_at: { within: '15 seconds' } },
  node_token: { lock_expires_at: { within: '2 minutes' } },
  // A run that was heard of in the future would never be missed; a missed one is offered again and goes on.
  process_run: { beat_at: past, created_at: past, started_at: past, ended_at: past, cancel_requested_at: past },
  process_failure: { last_seen_at: past },
  process_failure_payload: { kept_at: past },
  process_outbox: { queued_at: past },
  alert_channel: { next_digest_at: { within: '25 hours' } },
  alert_message: { due_at: { within: '25 hours' }, lease_expires_at: { within: '2 minutes' } },
}

/** Moments that stay as they were written: what they say is only shown, or is judged by whoever reads them. */
const history: Readonly<Record<string, readonly string[]>> = {
  housekeeping: ['next_run_at'],
  write_check: ['checked_at'],
  database_clock: ['seen_at', 'steady_since', 'went_back_at'],
  person: ['created_at', 'disabled_at'],
  identity: ['created_at'],
  account: ['created_at'],
  membership: ['created_at'],
  invitation: ['accepted_at', 'revoked_at'],
  api_key: ['revoked_at'],
  audit: ['at'],
  secret: ['set_at'],
  connection: ['verified_at', 'created_at', 'updated_at'],
  connection_revision: ['changed_at'],
  container: ['created_at'],
  installer_token: ['revoked_at'],
  cloud_share: ['created_at'],
  cloud_attachment: ['created_at'],
  job_event: ['at'],
  proposal: ['decided_at'],
  approval_rule: ['created_at'],
  node_token: ['expires_at'],
  environment: ['created_at'],
  destination: ['created_at', 'updated_at'],
  process: ['created_at'],
  process_version: ['created_at', 'approved_at'],
  deployment: ['paused_at', 'resumed_at', 'created_at'],
  // What it follows from is the schedule; firing it works out the next one from the time that it is.
  process_schedule: ['next_at', 'created_at'],
  process_run: ['planned_at'],
  process_failure: ['first_seen_at'],
  process_edit: ['edited_at'],
  process_input: ['ended_at'],
  // Records from the future are tried again for longer.
  process_input_row: ['settled_at'],
  alert_channel: ['last_digest_at', 'last_sent_at', 'last_error_at', 'created_at', 'updated_at'],
  alert: ['created_at'],
  alert_incident: ['since'],
  alert_message: ['created_at', 'sent_at'],
  // Starting a test works the next one out from the time that it is.
  connection_schedule: ['next_at', 'set_at'],
  schema_snapshot: ['read_at'],
  schema_drift: ['from_at', 'at'],
}

/** Every moment of the tables that this file has judged: `table.column`. */
export const judgedMoments: readonly string[] = [
  ...Object.entries(repairs).flatMap(([table, columns]) => Object.keys(columns).map((column) => `${table}.${column}`)),
  ...Object.entries(history).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)),
]

/** After the clock went back: lets nothing last longer than it would had it been written now. */
export async function bringBackFutureMoments({ log }: HubContext, trx: Kysely<Database>): Promise<void> {
  for (const [table, columns] of Object.entries(repairs)) {
    const latest = Object.entries(columns).map(([column, repair]) => ({ column, value: latestOf(column, repair) }))
    const { numAffectedRows } = await sql`
      update ${sql.table(table)} set ${sql.join(latest.map(({ column, value }) => sql`${sql.ref(column)} = ${value}`))}
      where ${sql.join(
        latest.map(({ column, value }) => sql`${sql.ref(column)} > ${value}`),
        sql` or `,
      )}`.execute(trx)
    if (numAffectedRows) log.info({ table, rows: Number(numAffectedRows) }, 'Moments in the future were brought back')
  }
}

/** The moment itself, or the latest that it may be. Not `least`, which makes a moment of a null. */
function latestOf(column: string, repair: Repair): RawBuilder<unknown> {
  const moment = sql.ref(column)
  if (repair === 'unheard') return clamp(moment, sql`hub_now()`, sql`hub_now() - interval '1 minute'`)
  if ('within' in repair) return clamp(moment, sql`hub_now() + ${repair.within}::interval`)
  return sql`${moment} - greatest(${sql.ref(repair.since)} - hub_now(), interval '0')`
}

function clamp(moment: RawBuilder<unknown>, latest: RawBuilder<unknown>, instead = latest): RawBuilder<unknown> {
  return sql`case when ${moment} > ${latest} then ${instead} else ${moment} end`
}
