import { dayStarts } from '@coupa-connector/process'
import type { HistoryDay, QueryOf, Routes } from '@coupa-connector/protocol'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/schema.ts'

/** Counters of exports and loads that say what became of records. A run has those of its direction. */
const moved = ['delivered', 'created', 'updated', 'inactivated']
const unchanged = ['unchanged']
const failed = ['quarantined', 'refused', 'failed', 'held', 'unknown']

/** Kinds of runs that move records. */
const movingKinds = ['run', 'answers', 'reconcile', 'backfill']

type HistoryFilter = { readonly account: string } & QueryOf<Routes['history.read']>

interface DayRow {
  readonly day: number
  readonly succeeded: number
  readonly partial: number
  readonly failed: number
  readonly cancelled: number
  readonly skipped: number
  readonly moved_records: number
  readonly unchanged_records: number
  readonly failed_records: number
  readonly requests: number
  readonly median_ms: number | null
  readonly longest_ms: number | null
}

/** What the runs of an account came to on each of the last days, today by the time of the database. The oldest day comes first. */
export async function readHistory(db: Kysely<Database>, filter: HistoryFilter): Promise<readonly HistoryDay[]> {
  const { rows: clock } = await sql<{ now: Date }>`select hub_now() as now`.execute(db)
  const starts = dayStarts(clock[0]?.now.getTime() ?? 0, filter.zone, filter.days)
  const rows = new Map((await readDays(db, starts, filter)).map((row) => [row.day, row]))
  const name = new Intl.DateTimeFormat('sv-SE', { timeZone: filter.zone, dateStyle: 'short' })
  return starts.map((startMs, place) => toDay(name.format(startMs), startMs, rows.get(place + 1)))
}

async function readDays(
  db: Kysely<Database>,
  starts: readonly number[],
  { account, process, environment }: HistoryFilter,
): Promise<readonly DayRow[]> {
  const moments = starts.map((startMs) => new Date(startMs).toISOString())
  const durationMs = sql`extract(epoch from run.ended_at - run.started_at) * 1000`
  const ofProcess = process === undefined ? sql`true` : sql`run.process_id = ${process}::uuid`
  const ofEnvironment = environment === undefined ? sql`true` : sql`deployment.environment_id = ${environment}::uuid`
  const { rows } = await sql<DayRow>`
    select width_bucket(run.ended_at, ${moments}::timestamptz[]) as day,
      count(*) filter (where run.outcome = 'succeeded')::integer as succeeded,
      count(*) filter (where run.outcome = 'partial')::integer as partial,
      count(*) filter (where run.outcome = 'failed')::integer as failed,
      count(*) filter (where run.outcome = 'cancelled')::integer as cancelled,
      count(*) filter (where run.state = 'skipped')::integer as skipped,
      ${sumOf(moved)} as moved_records,
      ${sumOf(unchanged)} as unchanged_records,
      ${sumOf(failed)} as failed_records,
      ${sumOf(['requests'])} as requests,
      percentile_cont(0.5) within group (order by ${durationMs})::float8 as median_ms,
      max(${durationMs})::float8 as longest_ms
    from process_run as run
    join deployment on deployment.id = run.deployment_id
    where run.account_id = ${account}::uuid and run.ended_at >= ${moments[0]}::timestamptz
      and run.kind = any(${movingKinds}::text[]) and ${ofProcess} and ${ofEnvironment}
    group by 1`.execute(db)
  return rows
}

function sumOf(counters: readonly string[]): RawBuilder<number> {
  const each = counters.map((counter) => sql`coalesce((run.counters->>${counter})::float8, 0)`)
  return sql<number>`sum(${sql.join(each, sql` + `)})::float8`
}

function toDay(day: string, startMs: number, row: DayRow | undefined): HistoryDay {
  const whole = (duration: number | null | undefined): number | null => (duration == null ? null : Math.round(duration))
  return {
    day,
    startsAt: new Date(startMs).toISOString(),
    runs: {
      succeeded: row?.succeeded ?? 0,
      partial: row?.partial ?? 0,
      failed: row?.failed ?? 0,
      cancelled: row?.cancelled ?? 0,
      skipped: row?.skipped ?? 0,
    },
    records: {
      moved: row?.moved_records ?? 0,
      unchanged: row?.unchanged_records ?? 0,
      failed: row?.failed_records ?? 0,
    },
    requests: row?.requests ?? 0,
    medianMs: whole(row?.median_ms),
    longestMs: whole(row?.longest_ms),
  }
}
