import { createDefinition } from '@coupa-connector/process'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { advanceDatabaseTime } from '../../testing/database/test-database.ts'
import { type HeldAttempt, type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { startWaitingRuns } from './start-waiting-runs.ts'

let world: ProcessWorld
beforeEach(async () => {
  world = await startProcessWorld()
})
afterEach(() => world[Symbol.asyncDispose]())

const hour = 3_600_000
const organization = 'acme.coupahost.com'

async function take(room?: number): Promise<readonly HeldAttempt[]> {
  const [node] = world.nodes
  const taken = await world.claim(node, room)
  return taken.map(({ run, attempt }) => ({ node, run, attempt }))
}

async function deployAll(names: readonly string[], template?: string): Promise<readonly string[]> {
  const deployments: string[] = []
  for (const name of names) {
    deployments.push(await world.deployProcess(name, template === undefined ? {} : { template }))
  }
  return deployments
}

const stateOf = async (run: string): Promise<string> => (await world.readRun(run)).state

async function allowRuns(runsPerOrganization: number): Promise<void> {
  const { client } = world.world.owner
  const params = { account: world.account }
  const { etag } = await client.call('account.get', { params })
  await client.call('account.update', { params, body: { policy: { runsPerOrganization } }, ifMatch: etag ?? '' })
}

async function countActive(): Promise<number> {
  const rows = await world.context.db
    .selectFrom('process_run')
    .select('id')
    .where('state', 'in', ['queued', 'running'])
    .execute()
  return rows.length
}

describe('runs that use one organization', () => {
  it('are two at once; the third waits, says for what, and begins when one of them has ended', async () => {
    const deployments = await deployAll(['one', 'two', 'three'])
    const runs: string[] = []
    for (const deployment of deployments) runs.push(await world.startRun(deployment))
    const [first, , third = ''] = runs
    const held = await take()

    const waiting = await world.readRun(third)
    await world.end(held[0] as HeldAttempt)

    expect(held.map(({ run }) => run)).toEqual(runs.slice(0, 2))
    expect(held[0]?.run).toBe(first)
    expect(waiting).toMatchObject({
      state: 'waiting',
      reason: `2 runs use ${organization}, and the account allows 2 at once.`,
    })
    expect(await world.readRun(third)).toMatchObject({ state: 'queued', reason: null })
  })

  it('say in the list of runs why they wait', async () => {
    for (const deployment of await deployAll(['one', 'two', 'three'])) await world.startRun(deployment)

    const { body } = await world.world.owner.client.call('runs.list', { params: { account: world.account }, query: {} })

    expect(body.items.map(({ state, reason }) => [state, reason?.includes('allows 2 at once') ?? false])).toEqual([
      ['waiting', true],
      ['queued', false],
      ['queued', false],
    ])
  })

  it('are as many at once as the account allows, also those that wait already', async () => {
    const runs: string[] = []
    for (const deployment of await deployAll(['one', 'two', 'three', 'four']))
      runs.push(await world.startRun(deployment))

    await allowRuns(3)
    await startWaitingRuns(world.context)

    expect(await Promise.all(runs.map(stateOf))).toEqual(['queued', 'queued', 'queued', 'waiting'])
  })

  it('do not wait for those of another organization, and neither does a check', async () => {
    for (const deployment of await deployAll(['one', 'two'])) await world.startRun(deployment)
    const changes = {
      url: 'https://other.coupahost.com/api',
      accessTokenUrl: 'https://other.coupahost.com/oauth2/token',
    }
    const connection = (await world.world.createConnection('Other', changes)).id
    const other = await world.deployProcess('other', { connection })

    const elsewhere = await world.startRun(other)
    const params = { account: world.account, deployment: world.deployment }
    const check = (await world.world.owner.client.call('runs.start', { params, body: { kind: 'check' } })).body

    expect([await stateOf(elsewhere), check.state]).toEqual(['queued', 'queued'])
  })

  it('are never more at once, however many begin and end together, and all of them have their turn', async () => {
    const deployments = await deployAll(['one', 'two', 'three', 'four', 'five', 'six'])

    await Promise.all(deployments.map((deployment) => world.startRun(deployment)))
    const active = [await countActive()]
    let ended = 0
    while (ended < deployments.length) {
      const held = await take()
      await Promise.all(held.map((attempt) => world.end(attempt)))
      ended += held.length
      if (held.length === 0) await startWaitingRuns(world.context)
      active.push(await countActive())
    }

    expect(Math.max(...active)).toBe(2)
    expect(await countActive()).toBe(0)
  })

  it('are counted where the connection leads by now, when it was changed before a node took them', async () => {
    const [one = ''] = await deployAll(['one'])
    const run = await world.startRun(one)
    await world.context.db.updateTable('connection').set({ organization: 'moved.coupahost.com' }).execute()

    const taken = await take()
    const afterwards = await stateOf(run)
    await startWaitingRuns(world.context)

    expect([taken, afterwards]).toEqual([[], 'waiting'])
    expect(await take()).toMatchObject([{ run }])
  })
})

describe('runs that mark the same records of an organization', () => {
  it('never run at once: the second names the first, and begins when that has ended', async () => {
    const other = await world.deployProcess('vouchers', { template: 'E01' })
    const first = await world.startRun()
    const second = await world.startRun(other)

    const waiting = await world.readRun(second)
    const [held] = await take()
    await world.end(held as HeldAttempt, 'failed')

    expect(waiting).toMatchObject({
      state: 'waiting',
      reason: `The run ${first} of ok-to-pay in test marks invoices of ${organization}, and only one run at a time does.`,
    })
    expect(await stateOf(second)).toBe('queued')
  })

  it('let those run that mark others, or that only read the same', async () => {
    const orders = await world.deployProcess('orders', { template: 'E04' })
    const reader = await world.deployProcess('reader', { template: 'E01', acknowledge: 'none' })
    await allowRuns(5)
    await world.startRun()

    const runs = [await world.startRun(orders), await world.startRun(reader)]

    expect(await Promise.all(runs.map(stateOf))).toEqual(['queued', 'queued'])
  })

  it('do not hold up a run behind them that marks others', async () => {
    const [again = ''] = await deployAll(['again'], 'E01')
    await world.startRun()
    const blocked = await world.startRun(again)
    const orders = await world.deployProcess('orders', { template: 'E04' })

    const free = await world.startRun(orders)

    expect([await stateOf(blocked), await stateOf(free)]).toEqual(['waiting', 'queued'])
  })

  it('run one after the other, however many begin together', async () => {
    const deployments = [world.deployment, ...(await deployAll(['one', 'two', 'three'], 'E01'))]

    await Promise.all(deployments.map((deployment) => world.startRun(deployment)))

    for (let ended = 0; ended < deployments.length; ended++) {
      expect(await countActive()).toBe(1)
      const [held] = await take()
      await world.end(held as HeldAttempt)
    }
    expect(await countActive()).toBe(0)
  })

  it('are told by the version that is deployed: one that only reads waits for nobody', async () => {
    const { client } = world.world.owner
    const params = { account: world.account }
    const reader = { template: 'E01', destination: 'files', name: 'ok-to-pay', acknowledge: 'none' }
    const definition = createDefinition(reader) as never
    const other = await world.deployProcess('vouchers', { template: 'E01' })
    await world.startRun(other)
    await client.call('processes.apply', { params, body: { definition } })
    const place = { ...params, process: world.process, environment: world.environment }
    await client.call('process.deploy', { params: place, body: { version: 2, ...world.parts } })
    const reading = await world.startRun()
    const [, held] = await take()
    await world.end(held as HeldAttempt)

    await client.call('deployment.rollback', { params: { ...params, deployment: world.deployment } })
    const marking = await world.startRun()

    expect(held?.run).toBe(reading)
    expect(await stateOf(marking)).toBe('waiting')
  })
})

describe('a node', () => {
  it('is given as many runs as it has room for, and another node the rest', async () => {
    await allowRuns(10)
    for (const deployment of await deployAll(['one', 'two', 'three', 'four', 'five', 'six'])) {
      await world.startRun(deployment)
    }

    const claims = [await world.claim(world.nodes[0], 4), await world.claim(world.nodes[1], 4)]

    expect(claims.map((taken) => taken.length)).toEqual([4, 2])
  })
})

describe('maintenance of a deployment', () => {
  const hourly = { cron: '0 * * * *', zone: 'UTC' }
  const database = () => world.world.test.database

  it('starts nothing by schedule, and what was due is made up for once after it', async () => {
    await world.maintain(1, 3)
    const schedule = await world.addSchedule(hourly, new Date(Date.now() - 1000))
    await world.fire(schedule)
    const during = await world.runs()
    await advanceDatabaseTime(database(), 1.5 * hour)
    await world.fire(schedule)
    const later = await world.runs()
    await advanceDatabaseTime(database(), 1.5 * hour)

    await world.fire(schedule)
    await world.fire(schedule)

    expect([during, later]).toEqual([[], []])
    const states = (await world.runs()).map(({ state }) => state)
    expect(states.filter((state) => state === 'queued')).toHaveLength(1)
    expect(states.filter((state) => state === 'skipped').length).toBeGreaterThanOrEqual(2)
  })

  it('keeps a run waiting that was made before, which says until when', async () => {
    const schedule = await world.addSchedule(hourly, new Date(Date.now() - 1000))
    await world.startRun()
    await world.fire(schedule)
    const [held] = await take()
    await world.maintain(1, 3)

    await world.end(held as HeldAttempt)
    await startWaitingRuns(world.context)
    const { id = '' } = (await world.runs()).find(({ state }) => state === 'waiting') ?? {}
    const waiting = await world.readRun(id)
    await advanceDatabaseTime(database(), 3 * hour)
    await startWaitingRuns(world.context)

    expect(waiting.reason).toMatch(/^The deployment is in maintenance until \d{4}-\S+:00\.000Z\.$/)
    expect((await world.runs()).find((run) => run.id === id)?.state).toBe('queued')
  })

  it('takes a run back from the queue that no node has begun', async () => {
    const schedule = await world.addSchedule(hourly, new Date(Date.now() - 1000))
    await world.fire(schedule)
    await world.maintain(1, 3)

    expect(await take()).toEqual([])

    expect(await world.runs()).toMatchObject([{ state: 'waiting' }])
    await advanceDatabaseTime(database(), 3 * hour)
    await startWaitingRuns(world.context)
    expect(await take()).toHaveLength(1)
  })

  it('does not keep what somebody asks for, which goes ahead of what waits', async () => {
    const schedule = await world.addSchedule(hourly, new Date(Date.now() - 1000))
    await world.fire(schedule)
    await world.maintain(1, 3)
    await take()

    const run = await world.startRun()

    expect(await take()).toMatchObject([{ run }])
    expect((await world.runs()).map(({ state }) => state)).toEqual(['waiting', 'running'])
  })

  it('is deployed with the process, and shown in words', async () => {
    const { client } = world.world.owner
    const place = { account: world.account, process: world.process, environment: world.environment }
    const sunday = { days: ['sunday'] as ['sunday'], from: '02:00', until: '06:00', zone: 'Europe/Berlin' }
    const deploy = async (maintenance: (typeof sunday)[]) =>
      await client.call('process.deploy', { params: place, body: { version: 1, ...world.parts, maintenance } })

    const { body } = await deploy([sunday])

    expect(body.maintenance).toEqual([{ ...sunday, words: 'Sunday, 02:00 to 06:00, in Europe/Berlin' }])
    await expect(deploy([{ ...sunday, zone: 'Berlin' }])).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      problem: {
        fields: [{ field: 'body.maintenance.0', message: expect.stringContaining('"Berlin" is not a time zone') }],
      },
    })
  })
})
