import type { Run } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import { notFound } from '../../basics/problem.ts'
import { readCursor, toPage } from '../../database/cursor.ts'
import type { Database } from '../../database/schema.ts'
import { directionOf } from '../definitions/described-process.ts'
import { failuresOfRuns } from './failures-of-runs.ts'
import { findObstacles, type Obstacle } from './run-obstacles.ts'

/** A node that was not heard of for so long about a run is about to lose it. */
const silentMs = 15_000

/** One run. Throws `NOT_FOUND`. */
export async function readRun(db: Kysely<Database>, account: string, id: string): Promise<Run> {
  const row = await selectRuns(db, account).where('process_run.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('run')
  return toRun(row, await beside(db, account, [row]))
}

/** A page of the runs of an account, the newest first. */
export async function listRuns(
  db: Kysely<Database>,
  account: string,
  query: {
    readonly limit: number
    readonly cursor?: string | undefined
    readonly process?: string | undefined
    readonly deployment?: string | undefined
    readonly environment?: string | undefined
    readonly state?: Run['state'] | undefined
    readonly outcome?: string | undefined
    readonly kind?: Run['kind'] | undefined
  },
): Promise<{ items: Run[]; nextCursor: string | null }> {
  const place = readCursor(query.cursor, z.tuple([z.iso.datetime(), z.uuid()]))
  const { process, deployment, environment, state, outcome, kind } = query
  const rows = await selectRuns(db, account)
    .$if(process !== undefined, (select) => select.where('process_run.process_id', '=', process ?? ''))
    .$if(deployment !== undefined, (select) => select.where('process_run.deployment_id', '=', deployment ?? ''))
    .$if(environment !== undefined, (select) => select.where('deployment.environment_id', '=', environment ?? ''))
    .$if(outcome !== undefined, (select) => select.where('process_run.outcome', '=', outcome ?? ''))
    .$if(kind !== undefined, (select) => select.where('process_run.kind', '=', kind ?? 'run'))
    .$if(state !== undefined, (select) => select.where('process_run.state', '=', state ?? 'ended'))
    .$if(place !== undefined, (select) =>
      select.where(
        sql<boolean>`(date_trunc('milliseconds', process_run.created_at), process_run.id)
          < (${place?.[0]}::timestamptz, ${place?.[1]}::uuid)`,
      ),
    )
    .orderBy(sql`date_trunc('milliseconds', process_run.created_at)`, 'desc')
    .orderBy('process_run.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const found = await beside(db, account, rows)
  return toPage(
    rows,
    query.limit,
    (row) => toRun(row, found),
    ({ created_at, id }) => [created_at.toISOString(), id],
  )
}

function selectRuns(db: Kysely<Database>, account: string) {
  return db
    .selectFrom('process_run')
    .innerJoin('process', 'process.id', 'process_run.process_id')
    .innerJoin('deployment', 'deployment.id', 'process_run.deployment_id')
    .innerJoin('environment', 'environment.id', 'deployment.environment_id')
    .selectAll('process_run')
    .leftJoin('process_version', (join) =>
      join
        .onRef('process_version.process_id', '=', 'process_run.process_id')
        .onRef('process_version.number', '=', 'process_run.version'),
    )
    .select(['process.name as process_name', 'environment.name as environment_name', 'environment.classification'])
    .select(directionOf().as('direction'))
    .select(
      sql<boolean>`process_run.state = 'running'
        and process_run.beat_at < hub_now() - ${silentMs}::float8 * interval '1 millisecond'`.as('is_interrupted'),
    )
    .where('process_run.account_id', '=', account)
}

type RunRow = Awaited<ReturnType<ReturnType<typeof selectRuns>['executeTakeFirstOrThrow']>>

/** What is found out when somebody looks, because it changes without the run. */
interface BesideRuns {
  /** What waiting runs wait for. */
  readonly obstacles: ReadonlyMap<string, Obstacle>
  /** What became of the records that runs set aside. */
  readonly failures: ReadonlyMap<string, Run['failures']>
}

async function beside(
  db: Kysely<Database>,
  account: string,
  rows: readonly Pick<RunRow, 'id' | 'state' | 'started_at' | 'deployment_id'>[],
): Promise<BesideRuns> {
  const waiting = rows.filter(({ state }) => state === 'waiting').map(({ id }) => id)
  const started = rows.filter(({ started_at }) => started_at !== null)
  return {
    obstacles: await findObstacles(db, account, waiting),
    failures: await failuresOfRuns(
      db,
      started.map(({ id, deployment_id: deployment }) => ({ id, deployment })),
    ),
  }
}

function toRun(row: RunRow, { obstacles, failures }: BesideRuns): Run {
  return {
    id: row.id,
    kind: row.kind,
    process: { id: row.process_id, name: row.process_name },
    deployment: row.deployment_id,
    environment: row.environment_name,
    classification: row.classification,
    direction: row.direction,
    organization: row.organization === '' ? null : row.organization,
    version: row.version,
    trigger: row.trigger,
    requestedBy: row.requested_by,
    plannedAt: row.planned_at?.toISOString() ?? null,
    state: row.state,
    outcome: row.outcome,
    code: row.code,
    reason: row.reason ?? obstacles.get(row.id)?.reason ?? null,
    attempt: row.attempt,
    node: row.node_name,
    isInterrupted: row.is_interrupted,
    isCancelRequested: row.cancel_requested_at !== null,
    counters: row.counters,
    receipt: row.receipt,
    failures: failures.get(row.id) ?? null,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
  }
}
