import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { queueRuns } from './queue-runs.ts'

async function addFollower({ context, account, deployProcess }: ProcessWorld, process: string): Promise<string> {
  const id = createId()
  await context.db
    .insertInto('process_schedule')
    .values({
      account_id: account,
      id,
      deployment_id: await deployProcess('follower'),
      schedule: JSON.stringify({ after: process }),
      next_at: null,
    })
    .execute()
  return id
}

/** How many transactions of the database wait for a lock. */
async function countWaiting({ context }: ProcessWorld): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::int as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(context.db)
  return rows[0]?.waiting ?? 0
}

it('a run that ends does not wait for a schedule that starts a run in the same organization and waits for it', async () => {
  await using world = await startProcessWorld()
  const { context } = world
  const [node] = world.nodes
  const schedule = await addFollower(world, 'ok-to-pay')
  await context.db.updateTable('account').set({ runs_per_organization: 1 }).execute()
  await world.startRun()
  const waiting = await world.startRun(await world.deployProcess('other'))
  const [taken] = await world.claim(node)
  const held = { node, run: taken?.run ?? '', attempt: taken?.attempt ?? 0 }

  const ended = await context.db.transaction().execute(async (trx) => {
    await trx.selectFrom('process_schedule').select('id').where('id', '=', schedule).forUpdate().execute()
    const ending = world.end(held)
    await vi.waitFor(async () => expect(await countWaiting(world)).toBe(1), { timeout: 10_000 })
    await queueRuns(context, trx, [waiting])
    return { ending }
  })
  await ended.ending

  expect((await world.readRun(held.run)).state).toBe('ended')
  expect((await world.readRun(waiting)).state).toBe('queued')
})
