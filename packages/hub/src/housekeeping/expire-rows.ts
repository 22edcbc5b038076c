import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import { removeOldRows } from './remove-old-rows.ts'
import type { RemovalTask } from './task.ts'

export interface RetentionOptions {
  /** How long finished jobs and their events are kept. Default: 90 days. */
  readonly jobRetentionDays?: number | undefined
  /** How long the audit log is kept. Default: 400 days, a year and what an audit of it takes. */
  readonly auditRetentionDays?: number | undefined
}

/** Runs and their batches, as long as the audit log by default. */
const runRetentionDays = 400

/** Records that were set aside; what is said of them stays longer. */
const payloadRetentionDays = 30

const minuteMs = 60_000
const dayMs = 86_400_000
/** Small enough that no statement holds up others for long. */
const batchSize = 1_000

/** Takes away what has expired and what is older than is kept. */
export function createExpiryTasks(options: RetentionOptions = {}): readonly RemovalTask[] {
  const { jobRetentionDays = 90, auditRetentionDays = 400 } = options
  checkDays('jobRetentionDays', jobRetentionDays)
  checkDays('auditRetentionDays', auditRetentionDays)
  return [
    removeExpired('expire-attempts', minuteMs, sql`attempt`, sql`reset_at`),
    removeExpired('expire-one-time-links', 10 * minuteMs, sql`one_time`, sql`expires_at`),
    removeExpired('expire-idempotency-keys', 10 * minuteMs, sql`idempotency`, sql`expires_at`),
    removeExpired('forget-node-losses', 60 * minuteMs, sql`node_loss`, sql`at + interval '1 day'`),
    {
      name: 'forget-old-jobs',
      intervalMs: dayMs,
      remove: (context, now) =>
        removeOldRows(context, {
          table: 'job',
          condition: sql`state = 'finished' and finished_at < ${now}::timestamptz - make_interval(days => ${jobRetentionDays}::int)`,
          oldestFirst: sql`finished_at`,
          keptDays: jobRetentionDays,
        }),
    },
    {
      name: 'forget-old-proposals',
      intervalMs: dayMs,
      remove: (context, now) =>
        removeOldRows(context, {
          table: 'proposal',
          condition: sql`coalesce(decided_at, expires_at) < ${now}::timestamptz - make_interval(days => ${jobRetentionDays}::int)`,
          oldestFirst: sql`created_at`,
          keptDays: jobRetentionDays,
        }),
    },
    {
      name: 'forget-old-runs',
      intervalMs: dayMs,
      remove: async (context, now) => {
        const isOld = (days: number): Piece => sql`< ${now}::timestamptz - make_interval(days => ${days}::int)`
        await removeOldRows(context, {
          table: 'process_run',
          condition: sql`ended_at ${isOld(runRetentionDays)}`,
          oldestFirst: sql`ended_at`,
          keptDays: runRetentionDays,
        })
        await removeOldRows(context, {
          table: 'process_batch',
          condition: sql`state <> 'open' and to_timestamp(opened_at_ms / 1000) ${isOld(runRetentionDays)}`,
          oldestFirst: sql`opened_at_ms`,
          keptDays: runRetentionDays,
        })
        await removeOldRows(context, {
          table: 'process_failure',
          condition: sql`state <> 'open' and last_seen_at ${isOld(jobRetentionDays)}`,
          oldestFirst: sql`last_seen_at`,
          keptDays: jobRetentionDays,
        })
      },
    },
    {
      name: 'forget-old-failure-payloads',
      intervalMs: dayMs,
      remove: (context, now) =>
        removeOldRows(context, {
          table: 'process_failure_payload',
          condition: sql`kept_at < ${now}::timestamptz - make_interval(days => ${payloadRetentionDays}::int)`,
          oldestFirst: sql`kept_at`,
          keptDays: payloadRetentionDays,
        }),
    },
    {
      name: 'forget-old-audit',
      intervalMs: dayMs,
      remove: (context, now) =>
        removeOldRows(context, {
          table: 'audit',
          condition: sql`at < ${now}::timestamptz - make_interval(days => ${auditRetentionDays}::int)`,
          oldestFirst: sql`at`,
          keptDays: auditRetentionDays,
        }),
    },
  ]
}

type Piece = ReturnType<typeof sql>

/** What counts for nothing once it has expired, so that all of it may go at once. */
function removeExpired(name: string, intervalMs: number, table: Piece, endsAt: Piece): RemovalTask {
  return {
    name,
    intervalMs,
    remove: async ({ db, stopping }, now) => {
      while (!stopping.aborted) {
        if ((await deleteBatch(db, table, sql`${endsAt} <= ${now}::timestamptz`)) < batchSize) return
      }
    },
  }
}

/** The condition stands in both places: a row that was renewed meanwhile stays. */
async function deleteBatch(db: Kysely<Database>, table: Piece, condition: Piece): Promise<number> {
  const result = await sql`
    delete from ${table}
    where ctid = any(array(select ctid from ${table} where ${condition} limit ${sql.lit(batchSize)}))
      and ${condition}`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

function checkDays(name: string, days: number): void {
  if (!Number.isInteger(days) || days < 1 || days > 36_500)
    throw new TypeError(`${name} is ${days}; give a whole number of days from 1 to 36500`)
}
