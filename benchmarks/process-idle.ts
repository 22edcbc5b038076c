// What a hub costs that has 10,000 deployments with a schedule each and nothing to do: its share of a processor, and the
// transactions of its database.
import { sql } from 'kysely'
import { report, round } from './support/measurement.ts'
import { createProcessDatabase, waitForPlanned } from './support/process-database.ts'
import { readProcesses } from './support/processes.ts'
import { startHubProcess } from './support/start-hub-process.ts'

const deployments = 10_000
const seconds = 120

await using database = await createProcessDatabase(deployments, '1 day')
const { db } = database
await using hub = await startHubProcess(database.url)
await waitForPlanned(db, deployments)
await wait(5)

const before = { processorMs: processorMs(), transactions: await transactions() }
await wait(seconds)
const after = { processorMs: processorMs(), transactions: await transactions() }
report([
  {
    what: `hub with ${deployments.toLocaleString('en-US')} idle deployments: share of a processor`,
    against: 'one processor',
    value: round((after.processorMs - before.processorMs) / 1000 / seconds, 4),
    unit: '×',
    reach: { atMost: 0.02 },
    figures: { seconds },
  },
  {
    what: '… and transactions of its database a second',
    against: 'none',
    value: round((after.transactions - before.transactions) / seconds, 1),
    unit: 'requests',
    reach: { atMost: 20 },
    figures: { seconds },
  },
])

function processorMs(): number {
  return readProcesses(hub.pid).reduce((sum, { processorMs: own }) => sum + own, 0)
}

async function transactions(): Promise<number> {
  // Sessions tell their numbers once a second; this connection adds a few transactions of its own.
  const { rows } = await sql<{ count: number }>`
    select (xact_commit + xact_rollback)::float8 as count from pg_stat_database where datname = current_database()`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}

async function wait(durationSeconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, durationSeconds * 1000))
}
