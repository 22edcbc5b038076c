import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import type { HubContext } from '../../context/hub-context.ts'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { createPgBossEngine } from '../engine/pg-boss-engine.ts'
import { fireSchedules } from './fire-schedules.ts'

const count = 200

/** Statements that the hub may send for one start, without those of pg-boss: schedules that are due together share them. */
const mostStatements = 1

/** Copies the deployment, with its connection and its process, so that each copy is due now in an organization of its own. */
async function deployMany({ context: { db }, deployment, parts, process }: ProcessWorld): Promise<readonly string[]> {
  const copy = (table: string, changes: string, id: string) =>
    sql
      .raw(`insert into ${table} select (jsonb_populate_record(given, jsonb_build_object(${changes}))).*
        from ${table} as given, generate_series(1, ${count}) as number where given.id = '${id}'`)
      .execute(db)
  const idOf = (kind: number): string => `'id', ('00000000-0000-4000-800${kind}-' || lpad(number::text, 12, '0'))`
  const linkTo = (kind: number, column: string): string => idOf(kind).replace("'id'", `'${column}'`)
  await copy(
    'connection',
    `${idOf(1)}, 'name', 'C' || number, 'organization', 'o' || number || '.coupahost.com'`,
    parts.connection,
  )
  await copy('process', `${idOf(2)}, 'name', 'p-' || number`, process)
  await sql`insert into process_version
    select (jsonb_populate_record(given, jsonb_build_object('process_id', copied.id))).*
    from process_version as given, process as copied
    where given.process_id = ${process}::uuid and copied.name like 'p-%'`.execute(db)
  await copy('deployment', `${idOf(3)}, ${linkTo(1, 'connection_id')}, ${linkTo(2, 'process_id')}`, deployment)
  const { rows } = await sql<{ id: string }>`
    insert into process_schedule (account_id, id, deployment_id, schedule, next_at)
    select account_id, gen_random_uuid(), id, '{"cron":"0 * * * *","zone":"UTC"}', hub_now()
    from deployment where id <> ${deployment}::uuid returning id`.execute(db)
  return rows.map(({ id }) => id)
}

/** A context whose statements are counted; what pg-boss sends is not. */
function counted(context: HubContext): { readonly context: HubContext; readonly statements: () => number } {
  let statements = 0
  const db = context.db.withPlugin({
    transformQuery: ({ node }) => {
      statements++
      return node
    },
    transformResult: async ({ result }) => result,
  })
  return { context: { ...context, db, database: { ...context.database, db } }, statements: () => statements }
}

it('200 deployments that are due at one instant start once each, with a fixed number of statements, on two hubs', async () => {
  await using world = await startProcessWorld()
  const schedules = await deployMany(world)
  const other = createPgBossEngine({ database: world.context.database, log: world.context.log })
  const hubs = [world.context, { ...world.context, runEngine: other }].map(counted)
  for (const schedule of schedules) await world.context.runEngine.plan(world.context.db, schedule, new Date())
  const started = vi.fn()

  for (const { context } of hubs) {
    await context.runEngine.onDue(async (due) => {
      started(due.length)
      await fireSchedules(context, due)
    })
  }
  const readRuns = () =>
    world.context.db
      .selectFrom('process_run')
      .innerJoin('process_schedule', 'process_schedule.id', 'process_run.schedule_id')
      .select(['process_run.id', 'schedule_id', 'state', 'process_run.created_at', 'next_at', 'planned_at'])
      .execute()
  await vi.waitFor(async () => expect(await readRuns()).toHaveLength(count), { timeout: 60_000, interval: 200 })
  await other.close()

  const runs = await readRuns()
  const times = runs.map(({ created_at }) => created_at.getTime())
  expect(new Set(runs.map(({ schedule_id }) => schedule_id)).size).toBe(count)
  expect(runs.every(({ state }) => state === 'queued')).toBe(true)
  expect(runs.every(({ next_at, planned_at }) => Number(next_at) > Number(planned_at))).toBe(true)
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(120_000)
  const statements = hubs.reduce((sum, hub) => sum + hub.statements(), 0)
  expect(statements / count).toBeLessThanOrEqual(mostStatements)
}, 120_000)
