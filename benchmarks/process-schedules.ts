// 1,000 schedules that are due at one instant, with two hubs on one PostgreSQL: how long it takes until the last of their runs
// waits for a node, and whether each has exactly one.
import { sql } from 'kysely'
import { report, round } from './support/measurement.ts'
import { createProcessDatabase, waitForPlanned } from './support/process-database.ts'
import { startHubProcess } from './support/start-hub-process.ts'

const schedules = 1000
const longestSeconds = 60

await using database = await createProcessDatabase(schedules, '1 day')
const { db } = database
await using _first = await startHubProcess(database.url)
await using _second = await startHubProcess(database.url)
await waitForPlanned(db, schedules)
const { rows } = await sql<{ due: Date }>`
  with moved as (update process_schedule set next_at = hub_now() + interval '5 seconds' returning next_at)
  select max(next_at) as due from moved`.execute(db)
const due = rows[0]?.due
await sql`update coupa_connector_queue.job set start_after = ${due} where name = 'due'`.execute(db)

const { seconds, runs, distinct } = await waitForRuns()
report([
  {
    what: '1,000 schedules due at one instant, two hubs on PostgreSQL: until the last run waits for a node',
    against: 'the instant',
    value: round(seconds * 1000, 0),
    unit: 'ms',
    reach: { atMost: 2000 },
    figures: { schedules },
  },
  {
    what: '… and runs that are missing or there twice',
    against: 'none',
    value: Math.abs(runs - distinct) + Math.abs(schedules - distinct),
    unit: 'jobs',
    reach: { exactly: 0 },
    figures: { runs, distinct },
  },
])

async function waitForRuns(): Promise<{ readonly seconds: number; readonly runs: number; readonly distinct: number }> {
  for (;;) {
    const found = await sql<{ seconds: number; runs: number; distinct: number }>`
      select extract(epoch from hub_now() - ${due}::timestamptz)::float8 as seconds, count(*)::int as runs,
        count(distinct schedule_id)::int as distinct
      from process_run where state = 'queued'`.execute(db)
    const [row] = found.rows
    if (row && (row.distinct >= schedules || row.seconds > longestSeconds)) return row
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
