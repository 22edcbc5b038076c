import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HubClock } from '../../basics/hub-clock.ts'
import { advanceDatabaseTime, readDatabaseTime } from '../../testing/database/test-database.ts'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { startTestHub } from '../../testing/test-hub.ts'
import { fireSchedules } from './fire-schedules.ts'

const hourly = { cron: '0 * * * *', zone: 'UTC' }
const hour = 3_600_000

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const database = () => world.world.test.database

/** A full hour of the database, late enough that the first request after it counts as use of the session. */
async function nextFullHour(): Promise<number> {
  return Math.ceil((Date.parse(await readDatabaseTime(database())) + 10 * 60_000) / hour) * hour
}

async function moveTo(timeMs: number): Promise<void> {
  await advanceDatabaseTime(database(), timeMs - Date.parse(await readDatabaseTime(database())))
}

async function take(): Promise<HeldAttempt> {
  const [node] = world.nodes
  const [taken] = await world.claim(node)
  if (!taken) throw new Error('no run was taken')
  return { node, run: taken.run, attempt: taken.attempt }
}

const isActive = ({ state }: { readonly state: string }): boolean => state === 'queued' || state === 'running'

describe('a hub that was away for 26 hours', () => {
  it.each([
    ['one', 1],
    ['none', 0],
    ['all', 24],
  ] as const)(
    'starts as many runs as the policy %s says, one at a time, and accounts for each instant',
    async (policy, runs) => {
      await world.change({ catch_up: policy })
      const first = await nextFullHour()
      const schedule = await world.addSchedule(hourly, new Date(first))
      await moveTo(first + 25.5 * hour)

      await Promise.all([world.fire(schedule), fireSchedules(world.context, [schedule])])

      const rows = await world.runs()
      const instants = rows.map(({ planned_at }) => planned_at?.getTime()).sort()
      expect(instants).toEqual(Array.from({ length: 26 }, (_, place) => first + place * hour))
      expect(rows.filter(({ state }) => state !== 'skipped')).toHaveLength(runs)
      expect(rows.filter(({ state, reason }) => state === 'skipped' && !reason?.startsWith('It was missed'))).toEqual(
        [],
      )
      for (let ended = 0; ended < runs; ended++) {
        expect((await world.runs()).filter(isActive)).toHaveLength(1)
        await world.end(await take())
      }
      expect((await world.runs()).filter(({ state }) => state === 'ended')).toHaveLength(runs)
    },
  )
})

describe('a run that lasts two and a half intervals', () => {
  /** Goes to so many hours after the first instant, and wakes the schedule as a hub does. */
  async function begin() {
    const first = await nextFullHour()
    const schedule = await world.addSchedule(hourly, new Date(first))
    const at = async (hours: number): Promise<readonly string[]> => {
      await moveTo(first + hours * hour + 1000)
      await world.fire(schedule)
      const rows = await world.runs()
      expect(rows.filter(isActive).length).toBeLessThanOrEqual(1)
      return rows.toSorted((one, other) => Number(one.planned_at) - Number(other.planned_at)).map(({ state }) => state)
    }
    return { at, schedule }
  }

  it('lets one run wait and skips the rest with queue-one', async () => {
    const { at } = await begin()
    await at(0)
    const long = await take()
    expect(await at(1)).toEqual(['running', 'waiting'])
    expect(await at(2)).toEqual(['running', 'waiting', 'skipped'])

    await world.end(long)

    expect(await at(2.5)).toEqual(['ended', 'queued', 'skipped'])
    await world.end(await take())
    expect(await at(3)).toEqual(['ended', 'ended', 'skipped', 'queued'])
  })

  it('skips every instant with skip', async () => {
    await world.change({ overlap: 'skip' })
    const { at } = await begin()
    await at(0)
    const long = await take()
    await at(1)
    expect(await at(2)).toEqual(['running', 'skipped', 'skipped'])

    await world.end(long)

    expect(await at(2.5)).toEqual(['ended', 'skipped', 'skipped'])
    expect(await at(3)).toEqual(['ended', 'skipped', 'skipped', 'queued'])
  })

  it('is cancelled with cancel-running, and the next one begins when it has ended', async () => {
    await world.change({ overlap: 'cancel-running' })
    const { at } = await begin()
    await at(0)
    const long = await take()
    expect(await at(1)).toEqual(['running', 'waiting'])
    const { isCancelRequested } = await world.readRun(long.run)

    await world.end(long, 'cancelled')

    expect(isCancelRequested).toBe(true)
    expect(await at(1.2)).toEqual(['ended', 'queued'])
  })

  it('stays the only one when the deployment is resumed at that moment', async () => {
    const { client } = world.world.owner
    const params = { account: world.account, deployment: world.deployment }
    const { at, schedule } = await begin()
    await at(0)
    const long = await take()
    await client.call('deployment.pause', { params, body: { reason: '' } })
    expect(await at(1)).toEqual(['running'])
    expect(await at(2)).toEqual(['running'])

    await Promise.all([client.call('deployment.resume', { params }), world.fire(schedule), world.end(long)])

    expect(await at(2.1)).toEqual(['ended', 'skipped', 'queued'])
  })

  it.each(['queue-one', 'skip', 'cancel-running'] as const)(
    'is never joined by a second one with %s, however resuming, its end and the instant fall together',
    async (overlap) => {
      await world.change({ overlap })
      const { client } = world.world.owner
      const params = { account: world.account, deployment: world.deployment }
      const { at, schedule } = await begin()
      await at(0)
      for (let instant = 1; instant <= 4; instant++) {
        const long = await take()
        await client.call('deployment.pause', { params, body: { reason: '' } })
        await at(instant)
        const resume = () => client.call('deployment.resume', { params })
        await Promise.all([world.end(long), resume(), world.fire(schedule), fireSchedules(world.context, [schedule])])

        expect((await world.runs()).filter(isActive).length).toBeLessThanOrEqual(1)
        await world.fire(schedule)
        if ((await world.runs()).filter(isActive).length === 0) await world.startRun()
      }
    },
  )
})

describe('a planned instant', () => {
  it('starts by the clock of the database within two seconds, whatever the clocks of hubs and nodes show', async () => {
    const skewed = (skewMs: number): HubClock => ({
      now: () => Date.now() + skewMs,
      monotonicMs: () => performance.now(),
      sleep: async (durationMs, signal) => {
        const { setTimeout: wait } = await import('node:timers/promises')
        await wait(durationMs, undefined, signal ? { signal } : {})
      },
    })
    const common = { database: database(), housekeeping: {} } as const
    const { hub: behind } = await startTestHub({ ...common, clock: skewed(-180_000) })
    const { hub: ahead } = await startTestHub({ ...common, clock: skewed(600_000) })
    try {
      const due = new Date(Date.parse(await readDatabaseTime(database())) + 2500)
      const schedule = await world.addSchedule(hourly, due)
      await world.context.runEngine.plan(world.context.db, schedule, due)

      await vi.waitFor(async () => expect(await world.runs()).toHaveLength(1), { timeout: 10_000, interval: 50 })

      const [run] = await world.runs()
      const { createdAt } = await world.readRun(run?.id ?? '')
      const lateMs = Date.parse(createdAt) - due.getTime()
      expect(run).toMatchObject({ state: 'queued', planned_at: due })
      expect(lateMs).toBeGreaterThanOrEqual(0)
      expect(lateMs).toBeLessThan(2000)
    } finally {
      await Promise.all([behind.close(), ahead.close()])
    }
  })
})
