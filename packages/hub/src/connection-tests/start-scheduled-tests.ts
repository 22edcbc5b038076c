import { type Kysely, sql } from 'kysely'
import { createId } from '../basics/create-id.ts'
import { HubProblem } from '../basics/problem.ts'
import { startSchemaRead } from '../connection-schemas/start-schema-read.ts'
import { resolveContainer } from '../containers/directory/resolve-container.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Database } from '../database/schema.ts'
import type { PeriodicTask } from '../housekeeping/task.ts'
import { startTests } from '../jobs/start/start-tests.ts'
import { nextTest } from './next-test.ts'
import { noteMissedTests } from './note-missed-tests.ts'

/** Tests that one pass starts; the others come in the next one. */
const mostAtOnce = 100

/**
 * Starts the tests of connections that are due. They run as any test does. Times that passed while no hub was there are made
 * up for by one test.
 */
export const scheduledTestsTask: PeriodicTask = {
  name: 'start-scheduled-tests',
  intervalMs: 10_000,
  run: async (context) => {
    await startScheduledTests(context)
    await noteMissedTests(context)
  },
}

export async function startScheduledTests(context: HubContext): Promise<void> {
  const due = await context.db
    .selectFrom('connection_schedule')
    .select(['account_id', 'connection_id'])
    .where('next_at', '<=', sql<Date>`hub_now()`)
    .orderBy('next_at')
    .limit(mostAtOnce)
    .execute()
  for (const { account_id: account, connection_id: connection } of due) {
    if (context.stopping.aborted) return
    await context.db
      .transaction()
      .execute((trx) => startScheduledTest(context, trx, account, connection))
      // One that fails holds up no other.
      .catch((error: unknown) => context.log.error({ connection, error }, 'A scheduled test could not be started'))
  }
}

async function startScheduledTest(
  context: HubContext,
  trx: Kysely<Database>,
  account: string,
  connection: string,
): Promise<void> {
  const row = await trx
    .selectFrom('connection_schedule')
    .selectAll()
    .select(sql<Date>`hub_now()`.as('now'))
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .where('next_at', '<=', sql<Date>`hub_now()`)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!row) return
  const job = await startOne(context, trx, account, connection, row)
  if (row.reads_schema && job !== undefined) await readSchemaIfDue(context, trx, account, connection, row)
  await trx
    .updateTable('connection_schedule')
    .set({
      next_at: nextTest(row.schedule, row.now),
      ...(job === undefined ? { misses: row.misses + 1 } : { last_job_id: job }),
    })
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .execute()
}

/** Starts one test; undefined when the settings do not even let it begin. */
async function startOne(
  context: HubContext,
  trx: Kysely<Database>,
  account: string,
  connection: string,
  { container_id, probes }: { readonly container_id: string | null; readonly probes: readonly string[] },
): Promise<string | undefined> {
  const request = requestOf(account, 'tests.start')
  const container = await containerOf(trx, account, container_id)
  try {
    const target = { connection, probes: [...probes] }
    const { jobs } = await startTests(context, trx, request, target, { container, matrix: null })
    return jobs[0]?.id
  } catch (error) {
    // Refused before anything was written.
    if (!(error instanceof HubProblem)) throw error
    context.log.info({ account, connection, code: error.code }, 'A scheduled test could not be started')
    return undefined
  }
}

/** The fields of an organization change seldom, and reading them takes about a hundred requests. */
const schemaEveryHours = 20

/** Reads the fields of the organization, too, unless they were read within the day. */
async function readSchemaIfDue(
  context: HubContext,
  trx: Kysely<Database>,
  account: string,
  connection: string,
  { container_id }: { readonly container_id: string | null },
): Promise<void> {
  const read = await trx
    .selectFrom('job')
    .select('id')
    .where('account_id', '=', account)
    .where('connection_id', '=', connection)
    .where('kind', '=', 'operation')
    .where(sql<boolean>`request->'operation'->>'action' = 'read-schema'`)
    .where(sql<boolean>`queued_at > hub_now() - make_interval(hours => ${schemaEveryHours}::int)`)
    .where(sql<boolean>`(state <> 'finished' or outcome = 'OK')`)
    .limit(1)
    .executeTakeFirst()
  if (read !== undefined) return
  const container = await containerOf(trx, account, container_id)
  const wanted = { connection, container, resources: undefined, samples: 50 }
  try {
    await startSchemaRead(context, trx, requestOf(account, 'connectionSchema.read'), wanted)
  } catch (error) {
    // Refused before anything was written.
    if (!(error instanceof HubProblem)) throw error
    context.log.info({ account, connection, code: error.code }, 'A scheduled read of a schema could not be started')
  }
}

function requestOf(account: string, routeId: 'tests.start' | 'connectionSchema.read') {
  return {
    account: { id: account },
    actor: { kind: 'system', id: null, name: 'the schedule' },
    meta: { routeId, requestId: createId(), address: '', ifMatch: undefined },
  } as const
}

/** A container that is gone is replaced by one that can run it, as for a test that names none. */
async function containerOf(trx: Kysely<Database>, account: string, id: string | null): Promise<string | undefined> {
  return id !== null && (await resolveContainer(trx, account, id)) !== undefined ? id : undefined
}
