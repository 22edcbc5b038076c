import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { fireTogether } from './fire-together.ts'

const hourly = { cron: '0 * * * *', zone: 'UTC' }

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

/** Deploys a process with a schedule that is due; returns the schedule. */
async function deployDue(name: string, options?: Parameters<ProcessWorld['deployProcess']>[1]): Promise<string> {
  return await addDue(await world.deployProcess(name, options))
}

async function addDue(deployment: string, schedule: Readonly<Record<string, unknown>> = hourly): Promise<string> {
  const id = createId()
  const next_at = new Date(Date.now() - 1000)
  await world.context.db
    .insertInto('process_schedule')
    .values({ account_id: world.account, id, deployment_id: deployment, schedule: JSON.stringify(schedule), next_at })
    .execute()
  return id
}

async function statesOf(schedules: readonly string[]): Promise<readonly (string | undefined)[]> {
  const rows = await world.context.db
    .selectFrom('process_run')
    .select(['schedule_id', 'state', 'outcome'])
    .where('schedule_id', 'in', schedules)
    .execute()
  const states = schedules.map((schedule) => rows.find(({ schedule_id }) => schedule_id === schedule))
  return states.map((row) => row?.outcome ?? row?.state)
}

async function readPlanned(): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ schedule: string; at: Date }>`
    select singleton_key as schedule, start_after as at from coupa_connector_queue.job where name = 'due'`.execute(
    world.context.db,
  )
  return new Map(rows.map(({ schedule, at }) => [schedule, at.getTime()]))
}

describe('schedules that are due together', () => {
  it('start as many runs in an organization as the account allows, and the others wait', async () => {
    const schedules = [await deployDue('one'), await deployDue('two'), await deployDue('three')]

    expect(await fireTogether(world.context, schedules)).toEqual([])

    const states = await statesOf(schedules)
    expect(states.toSorted()).toEqual(['queued', 'queued', 'waiting'])
    const [node] = world.nodes
    const held = await world.claim(node)
    expect(held).toHaveLength(2)
    await world.end({ node, run: held[0]?.run ?? '', attempt: 1 })
    expect((await statesOf(schedules)).filter((state) => state === 'waiting')).toEqual([])
  })

  it('let one run at a time mark a resource of an organization', async () => {
    const marking = { template: 'E01' }
    const schedules = [await deployDue('one', marking), await deployDue('two', marking)]

    expect(await fireTogether(world.context, schedules)).toEqual([])

    expect((await statesOf(schedules)).toSorted()).toEqual(['queued', 'waiting'])
  })

  it('are each planned for the instant after that, also where one was planned for another moment', async () => {
    const schedules = [await deployDue('one'), await deployDue('two')]
    const [first = ''] = schedules
    await world.context.runEngine.plan(world.context.db, first, new Date(Date.now() + 7 * 24 * 3_600_000))

    await fireTogether(world.context, schedules)

    const rows = await world.context.db.selectFrom('process_schedule').select(['id', 'next_at']).execute()
    const planned = await readPlanned()
    for (const schedule of schedules) {
      const next = rows.find(({ id }) => id === schedule)?.next_at?.getTime()
      expect(next).toBeGreaterThan(Date.now())
      expect(planned.get(schedule)).toBe(next)
    }
  })

  it('keep to the overlap policy of each deployment', async () => {
    const busy = await world.deployProcess('busy')
    const strict = await world.deployProcess('strict')
    await world.context.db.updateTable('deployment').set({ overlap: 'skip' }).where('id', '=', strict).execute()
    for (const deployment of [busy, strict]) await world.startRun(deployment)
    const schedules = [await addDue(busy), await addDue(strict)]

    expect(await fireTogether(world.context, schedules)).toEqual([])

    expect(await statesOf(schedules)).toEqual(['waiting', 'skipped'])
  })

  it('start nothing in deployments that are paused or in maintenance', async () => {
    const paused = await world.deployProcess('paused')
    await world.context.db
      .updateTable('deployment')
      .set({ paused_at: sql<Date>`hub_now()` })
      .where('id', '=', paused)
      .execute()
    await world.maintain(1, 4)
    const schedules = [await addDue(paused), await addDue(world.deployment), await deployDue('one')]

    expect(await fireTogether(world.context, schedules)).toEqual([])

    expect(await statesOf(schedules)).toEqual([undefined, undefined, 'queued'])
    const planned = await readPlanned()
    expect(planned.has(schedules[0] ?? '')).toBe(false)
    expect(planned.get(schedules[1] ?? '')).toBeGreaterThan(Date.now() + 3_600_000)
  })

  it('do not wait for one whose container is gone: its run fails', async () => {
    const lost = await world.deployProcess('lost')
    await world.context.db.updateTable('deployment').set({ container_id: createId() }).where('id', '=', lost).execute()
    const schedules = [await addDue(lost), await deployDue('one')]

    expect(await fireTogether(world.context, schedules)).toEqual([])

    expect(await statesOf(schedules)).toEqual(['failed', 'queued'])
  })

  it('leave for a transaction of its own what cannot be read, follows a process, or is the second of a deployment', async () => {
    const deployment = await world.deployProcess('one')
    const broken = await addDue(await world.deployProcess('two'), { cron: 'nonsense', zone: 'UTC' })
    const follower = await addDue(await world.deployProcess('three'), { after: 'one' })
    const both = [await addDue(deployment), await addDue(deployment, { everyMinutes: 60 })]

    const left = await fireTogether(world.context, [broken, follower, ...both])

    expect(left).toHaveLength(3)
    expect(left).toEqual(expect.arrayContaining([broken, follower]))
    expect((await statesOf(both)).filter((state) => state === 'queued')).toHaveLength(1)
  })

  it('leave what another transaction holds, and wait for none', async () => {
    const held = await world.deployProcess('held')
    const schedules = [await addDue(held), await deployDue('free')]

    const left = await world.context.database.requests.transaction().execute(async (trx) => {
      await trx.selectFrom('deployment').select('id').where('id', '=', held).forUpdate().execute()
      return await fireTogether(world.context, schedules)
    })

    expect(left).toEqual([schedules[0]])
    expect(await statesOf(schedules)).toEqual([undefined, 'queued'])
  })
})
