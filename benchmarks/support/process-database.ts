import { sql } from 'kysely'
import { startOwnServer } from '../../packages/hub/src/testing/database/own-server.ts'
import { type ProcessWorld, startProcessWorld } from '../../packages/hub/src/testing/process-world.ts'

/** A database with deployments that a schedule starts, on a PostgreSQL server of its own. */
export interface ProcessDatabase extends AsyncDisposable {
  readonly url: string
  readonly db: ProcessWorld['context']['db']
}

/**
 * Deploys a process so many times, each over an organization of its own and with a schedule whose next instant is told as an
 * interval of SQL from now.
 */
export async function createProcessDatabase(deployments: number, nextIn: string): Promise<ProcessDatabase> {
  const server = await startOwnServer()
  process.env.TEST_POSTGRESQL_URL = server.url
  const world = await startProcessWorld()
  const { db } = world.context
  await sql`
    with places as (
      select n, gen_random_uuid() as process, gen_random_uuid() as connection
      from generate_series(1, ${deployments}::int) n
    ), connected as (
      insert into connection
      select (jsonb_populate_record(c, jsonb_build_object('id', places.connection, 'name', 'copy-' || n,
        'organization', 'copy-' || n || '.coupahost.com'))).*
      from connection c, places where c.id = ${world.parts.connection}::uuid
    ), copied as (
      insert into process
      select (jsonb_populate_record(p, jsonb_build_object('id', places.process, 'name', 'copy-' || n))).*
      from process p, places where p.id = ${world.process}::uuid
    ), versions as (
      insert into process_version
      select (jsonb_populate_record(v, jsonb_build_object('process_id', places.process))).*
      from process_version v, places where v.process_id = ${world.process}::uuid
    ), deployed as (
      insert into deployment
      select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'process_id', places.process,
        'connection_id', places.connection))).*
      from deployment d, places where d.id = ${world.deployment}::uuid returning account_id, id
    )
    insert into process_schedule (account_id, id, deployment_id, schedule, next_at)
    select account_id, gen_random_uuid(), id, '{"cron": "0 * * * *", "zone": "UTC"}', hub_now() + ${nextIn}::interval
    from deployed`.execute(db)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  const url = new URL(server.url)
  url.pathname = `/${rows[0]?.name}`
  return {
    url: url.href,
    db,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

/** Waits until as many schedules as are told are with the engine of runs. */
export async function waitForPlanned(db: ProcessDatabase['db'], schedules: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ planned: number }>`
      select count(*)::int as planned from coupa_connector_queue.job where name = 'due' and state = 'created'`
      .execute(db)
      .catch(() => ({ rows: [] }))
    if (rows[0]?.planned === schedules) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
