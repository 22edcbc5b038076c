import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { fireSchedules } from './fire-schedules.ts'
import { dueInstants, jitterMs } from './schedule-instants.ts'

const hourly = { cron: '0 * * * *', zone: 'UTC' }
const hour = 3_600_000

describe('instants that have passed', () => {
  const at = (text: string): Date => new Date(`2026-03-02T${text}Z`)
  const first = new Date('2026-03-01T00:00:00Z')
  const now = new Date('2026-03-02T01:30:00Z')

  it.each([
    ['one', 1],
    ['none', 0],
    ['all', 24],
  ] as const)('after 26 hours of absence run as the policy %s says: %i', (policy, runs) => {
    const { start, skip } = dueInstants(hourly, first, now, { policy, hours: 24 })

    expect(start).toHaveLength(runs)
    expect(start.length + skip.length).toBe(26)
    expect(skip.every(({ reason }) => reason.startsWith('It was missed'))).toBe(true)
  })

  it('of which one is now start one run, whatever the policy', () => {
    for (const policy of ['one', 'none', 'all'] as const) {
      const due = dueInstants(hourly, at('01:00:00'), at('01:00:02'), { policy, hours: 24 })
      expect(due).toEqual({ start: [at('01:00:00')], skip: [] })
    }
  })

  it('in a long maintenance are made up for after it, however long ago that makes them', () => {
    const weekly = { cron: '0 4 * * 6', zone: 'UTC' }
    const saturday = new Date('2026-03-07T04:00:00Z')
    const weekend = { days: ['saturday', 'sunday'] as const, from: '00:00', until: '00:00', zone: 'UTC' }
    const monday = new Date('2026-03-09T00:00:05Z')

    const { start } = dueInstants(weekly, saturday, monday, { policy: 'one', hours: 24, maintenance: [weekend] })

    expect(start).toEqual([saturday])
    expect(dueInstants(weekly, saturday, monday, { policy: 'one', hours: 24 }).start).toEqual([])
  })

  it('are each accounted for once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('one', 'none', 'all'),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 0, max: 3599 }),
        (policy, hours, seconds) => {
          const until = new Date(first.getTime() + hours * hour + seconds * 1000)
          const { start, skip } = dueInstants(hourly, first, until, { policy, hours: 24 })
          const all = [...start, ...skip.map((skipped) => skipped.at)].map((instant) => instant.getTime())
          expect(new Set(all).size).toBe(hours + 1)
        },
      ),
    )
  })
})

describe('the jitter of a deployment', () => {
  it('is always the same, within its bound, and spreads deployments', () => {
    const delays = Array.from({ length: 200 }, (_, place) => jitterMs({ id: `d${place}`, jitterSeconds: 120 }))

    expect(jitterMs({ id: 'd0', jitterSeconds: 120 })).toBe(delays[0])
    expect(delays.every((delay) => delay >= 0 && delay < 120_000)).toBe(true)
    expect(new Set(delays).size).toBeGreaterThan(150)
  })
})

describe('a schedule', () => {
  let world: ProcessWorld
  beforeEach(async () => {
    world = await startProcessWorld()
  })
  afterEach(() => world[Symbol.asyncDispose]())

  const soon = (ms = 0): Date => new Date(Date.now() + ms)

  it('that is due starts one run, however many hubs wake for it', async () => {
    const schedule = await world.addSchedule(hourly, soon(-1000))

    await Promise.all([world.fire(schedule), world.fire(schedule)])
    await world.fire(schedule)

    expect(await world.runs()).toMatchObject([{ state: 'queued' }])
  })

  it('that cannot be read holds up no other, and is tried again', async () => {
    const broken = await world.addSchedule({ cron: 'nonsense', zone: 'UTC' }, soon(-1000))
    const schedule = await world.addSchedule(hourly, soon(-1000))

    await expect(fireSchedules(world.context, [broken, schedule])).rejects.toThrow('1 schedules could not start')

    expect(await world.runs()).toMatchObject([{ state: 'queued' }])
  })

  it('that is not due yet starts nothing', async () => {
    const schedule = await world.addSchedule(hourly, soon(hour))

    await world.fire(schedule)

    expect(await world.runs()).toEqual([])
  })

  it.each([
    ['queue-one', ['queued', 'waiting', 'skipped']],
    ['skip', ['queued', 'skipped', 'skipped']],
    ['cancel-running', ['queued', 'waiting', 'skipped']],
  ] as const)('with the overlap policy %s never starts a second run at once', async (overlap, states) => {
    await world.change({ overlap })
    const schedule = await world.addSchedule(hourly, soon(-1000))
    for (let count = 0; count < 3; count++) {
      await world.fire(schedule)
      await advanceDatabaseTime(world.world.test.database, hour)
    }

    expect((await world.runs()).map(({ state }) => state)).toEqual(states)
  })

  it('that makes up for all missed instants keeps to the overlap policy at one that was not missed', async () => {
    await world.change({ overlap: 'skip', catch_up: 'all' })
    await world.startRun()
    const schedule = await world.addSchedule(hourly, soon(-1000))

    await world.fire(schedule)

    expect((await world.runs()).map(({ state }) => state)).toEqual(['queued', 'skipped'])
  })

  it('that makes up for all missed instants lets them run one after the other', async () => {
    await world.change({ overlap: 'skip', catch_up: 'all' })
    const schedule = await world.addSchedule(hourly, soon(-2.5 * hour))

    await world.fire(schedule)

    const states = (await world.runs()).map(({ state }) => state)
    expect(states[0]).toBe('queued')
    expect(states.slice(1)).toEqual(states.slice(1).map(() => 'waiting'))
    expect(states.length).toBeGreaterThanOrEqual(3)
  })

  it('with the policy cancel-running asks for the end of the run that is under way', async () => {
    await world.change({ overlap: 'cancel-running' })
    const run = await world.startRun()
    await world.claim(world.nodes[0])
    const schedule = await world.addSchedule(hourly, soon(-1000))

    await world.fire(schedule)

    const params = { account: world.account, run }
    const { body } = await world.world.owner.client.call('run.get', { params })
    expect(body).toMatchObject({ state: 'running', isCancelRequested: true })
  })

  it('of a paused deployment starts nothing, and is made up for once when it is resumed', async () => {
    const { client } = world.world.owner
    const params = { account: world.account, deployment: world.deployment }
    const schedule = await world.addSchedule(hourly, soon(-5 * hour))
    await client.call('deployment.pause', { params, body: { reason: 'maintenance' } })
    await world.fire(schedule)
    const whilePaused = await world.runs()

    await client.call('deployment.resume', { params })
    await world.fire(schedule)

    expect(whilePaused).toEqual([])
    const states = (await world.runs()).map(({ state }) => state)
    expect(states.filter((state) => state === 'queued')).toHaveLength(1)
    expect(states.filter((state) => state === 'skipped').length).toBeGreaterThanOrEqual(4)
  })

  it('that follows a process starts a run after each of its runs that ended well', async () => {
    const follower = await deployFollower(world)
    await world.startRun()
    const [first] = await world.claim(world.nodes[0])
    await world.end({ node: world.nodes[0], run: first?.run ?? '', attempt: 1 })

    await world.fire(follower.schedule)
    await world.fire(follower.schedule)

    const query = { deployment: follower.deployment }
    const { body } = await world.world.owner.client.call('runs.list', { params: { account: world.account }, query })
    expect(body.items).toMatchObject([{ trigger: 'after', state: 'queued' }])
  })
})

async function deployFollower(world: ProcessWorld): Promise<{ schedule: string; deployment: string }> {
  const { client } = world.world.owner
  const params = { account: world.account }
  const former = await client.call('process.version', { params: { ...params, process: world.process, number: 1 } })
  const definition = { ...former.body.definition, process: 'follower' }
  const applied = await client.call('processes.apply', { params, body: { definition } })
  const place = { ...params, process: applied.body.process ?? '', environment: world.environment }
  const body = { version: 1, ...world.parts, schedules: [{ after: 'ok-to-pay' }] }
  const deployed = (await client.call('process.deploy', { params: place, body })).body
  return { schedule: deployed.schedules[0]?.id ?? '', deployment: deployed.id }
}
