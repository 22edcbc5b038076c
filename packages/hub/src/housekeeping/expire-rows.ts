import { type Kysely, sql } from 'kysely'
import type { Database } from '../database/schema.ts'
import type { HubContext } from '../hub-context.ts'
import type { HousekeepingTask } from './task.ts'

export interface RetentionOptions {
  /** How long finished jobs and their events are kept. Default: 90 days. */
  readonly jobRetentionDays?: number | undefined
  /** How long the audit log is kept. Default: 400 days, a year and what an audit of it takes. */
  readonly auditRetentionDays?: number | undefined
}

const minuteMs = 60_000
/** Small enough that no statement holds up others, on the one connection of the embedded database either. */
const batchSize = 1_000

/** Takes away what has expired and what is older than is kept. */
export function createExpiryTasks(options: RetentionOptions = {}): readonly HousekeepingTask[] {
  const { jobRetentionDays = 90, auditRetentionDays = 400 } = options
  checkDays('jobRetentionDays', jobRetentionDays)
  checkDays('auditRetentionDays', auditRetentionDays)
  return [
    task('expire-attempts', minuteMs, sql`attempt`, sql`reset_at <= hub_now()`),
    task('expire-one-time-links', 10 * minuteMs, sql`one_time`, sql`expires_at <= hub_now()`),
    task('expire-idempotency-keys', 10 * minuteMs, sql`idempotency`, sql`expires_at <= hub_now()`),
    task(
      'forget-old-jobs',
      60 * minuteMs,
      sql`job`,
      sql`state = 'finished' and finished_at < hub_now() - make_interval(days => ${jobRetentionDays}::int)`,
    ),
    task(
      'forget-old-audit',
      60 * minuteMs,
      sql`audit`,
      sql`at < hub_now() - make_interval(days => ${auditRetentionDays}::int)`,
    ),
  ]
}

type Piece = ReturnType<typeof sql>

function task(name: string, intervalMs: number, table: Piece, condition: Piece): HousekeepingTask {
  return { name, intervalMs, run: (context) => deleteInBatches(context, table, condition) }
}

async function deleteInBatches({ db, stopping }: HubContext, table: Piece, condition: Piece): Promise<void> {
  for (;;) {
    if (stopping.aborted) return
    if ((await deleteBatch(db, table, condition)) < batchSize) return
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
