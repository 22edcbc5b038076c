import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noteConnectionStates } from '../alerts/watch/note-connection-states.ts'
import { finishJobs } from '../jobs/end/finish-jobs.ts'
import { advanceDatabaseTime } from '../testing/database/test-database.ts'
import { hearNodes } from '../testing/hear-nodes.ts'
import { type ProcessWorld, startProcessWorld } from '../testing/process-world.ts'
import { noteMissedTests } from './note-missed-tests.ts'
import { startScheduledTests } from './start-scheduled-tests.ts'

let world: ProcessWorld
let connection: string
beforeAll(async () => {
  world = await startProcessWorld()
  connection = world.parts.connection
})
afterAll(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  const { db } = world.context
  await sql`truncate alert, alert_message, alert_incident, alert_rule, connection_schedule, job cascade`.execute(db)
  await sql`update connection set noted_state = null, noted_test = null, last_test = null, verified_fingerprint = null,
    verified_at = null`.execute(db)
  await stayOnline()
})

const params = () => ({ account: world.account, connection })
const client = () => world.world.owner.client

async function stayOnline(): Promise<void> {
  const { db } = world.context
  await hearNodes(db)
  await sql`update session set seen_at = hub_now(), expires_at = hub_now() + interval '12 hours'`.execute(db)
}
async function moveOn(minutes: number): Promise<void> {
  await advanceDatabaseTime(world.world.test.database, minutes * 60_000)
  await stayOnline()
}
const schedule = async (body: object = { schedule: { everyMinutes: 60 } }) =>
  (await client().call('connectionSchedule.set', { params: params(), body: body as never })).body.schedule
const read = async () => (await client().call('connectionSchedule.get', { params: params() })).body.schedule
const start = () => startScheduledTests(world.context)
async function jobs() {
  return await world.context.db.selectFrom('job').selectAll().orderBy('id').execute()
}

/** Lets the test that waits end as a node would say it, and the hub look at it. */
async function finish(outcome: string, report: object = {}): Promise<void> {
  const waiting = (await jobs()).find(({ state }) => state !== 'finished')
  if (!waiting) throw new Error('no test waits')
  const common = { title: outcome, report: { outcome, ...report }, result: null, kind: 'test' } as const
  const end = { job: waiting.id, attempt: waiting.attempt, outcome, ...common }
  await finishJobs(world.context.db, [end], sql`true`)
  await look()
}
async function look(): Promise<void> {
  await Promise.all([noteConnectionStates(world.context), noteConnectionStates(world.context)])
  await noteMissedTests(world.context)
}
async function test(outcome: string, report: object = {}): Promise<void> {
  await moveOn(61)
  await start()
  await finish(outcome, report)
}
async function told() {
  const rows = await world.context.db.selectFrom('alert').select(['rule', 'content', 'title']).orderBy('id').execute()
  return rows.map(({ rule, content }) => ({ rule, text: content }))
}
const toldRules = async () => (await told()).map(({ rule }) => rule)

describe('the schedule of a connection', () => {
  it('is said in words with its next time, and is removed', async () => {
    expect(await read()).toBeNull()
    const set = await schedule({ schedule: { cron: '0 6 * * *', zone: 'Europe/Berlin' }, probes: ['invoices'] })
    expect(set).toMatchObject({
      words: 'At 06:00, in Europe/Berlin',
      container: null,
      probes: ['invoices'],
      lastTest: null,
    })
    expect(await read()).toEqual(set)
    await client().call('connectionSchedule.delete', { params: params() })
    expect(await read()).toBeNull()
  })

  it.each([
    [{ schedule: { cron: '0 6 * *', zone: 'UTC' } }, 'body.schedule.cron'],
    [{ schedule: { cron: '0 6 * * *', zone: 'Mars' } }, 'body.schedule.zone'],
    [{ schedule: { everyMinutes: 0 } }, 'body.schedule.everyMinutes'],
  ])('%j is refused at its field', async (body, field) => {
    await expect(schedule(body)).rejects.toMatchObject({ code: 'SETTINGS_INVALID', problem: { fields: [{ field }] } })
  })

  it('starts one test at each of its times, however many hubs there are, and one for times that were missed', async () => {
    await schedule()
    await start()
    expect(await jobs()).toEqual([])
    await moveOn(61)
    await Promise.all([start(), start(), start()])
    const [job] = await jobs()
    expect(await jobs()).toHaveLength(1)
    expect(job).toMatchObject({ connection_id: connection, requested_by: { kind: 'system', name: 'the schedule' } })
    expect((await read())?.lastTest).toMatchObject({ job: job?.id })
    await moveOn(26 * 60)
    await start()
    await start()
    expect(await jobs()).toHaveLength(2)
  })
})

describe('what scheduled tests find', () => {
  it('a connection that turns red is told of once, and its recovery once', async () => {
    await schedule()
    for (const outcome of ['OK', 'OK', 'INVALID_CLIENT', 'INVALID_CLIENT', 'OK', 'OK']) await test(outcome)
    expect(await told()).toEqual([
      {
        rule: 'connection-failing',
        text: 'The test on the container Berlin ended with INVALID_CLIENT: INVALID_CLIENT.',
      },
      { rule: 'connection-recovered', text: 'The test on the container Berlin ended with OK: OK.' },
    ])
  })

  it('a connection that never passed is told of to nobody', async () => {
    await schedule()
    for (const outcome of ['INVALID_CLIENT', 'OK']) await test(outcome)
    expect(await toldRules()).toEqual([])
  })

  it('other scopes, another token lifetime and a new warning of a test that passes are told of', async () => {
    await schedule()
    const before = { grantedScopes: ['a.read', 'b.read'], tokenLifetimeSeconds: 86_400, warnings: [] }
    await test('OK', before)
    await test('OK', { ...before, tokenLifetimeSeconds: 86_000 })
    expect(await toldRules()).toEqual([])
    const warnings = [{ code: 'API_KEY_DEPRECATED', message: 'API keys are deprecated.' }]
    await test('OK', { grantedScopes: ['b.read', 'c.read'], tokenLifetimeSeconds: 3600, warnings })
    await test('OK', { grantedScopes: ['b.read', 'c.read'], tokenLifetimeSeconds: 3600, warnings })
    expect(await told()).toEqual([
      {
        rule: 'connection-drift',
        text: 'No longer granted: a.read. Newly granted: c.read. A token is valid for 3600 seconds, and was for 86000. API keys are deprecated.',
      },
    ])
  })

  it('three tests in a row that cannot be run are told of once, and the first that runs again', async () => {
    await schedule()
    for (let miss = 0; miss < 4; miss++) await test('CONTAINER_LOST')
    await test('OK')
    expect(await toldRules()).toEqual(['connection-not-tested', 'connection-recovered'])
  })
})
