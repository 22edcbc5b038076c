import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'
import { isBehind, isWithoutSuccess, type TimedDeployment } from './judge-deployment.ts'
import { watchDeployments } from './watch-deployments.ts'

const hour = 3_600_000

describe('what is late', () => {
  const now = new Date('2026-07-08T12:00:00Z')
  const ago = (hours: number) => new Date(now.getTime() - hours * hour)
  const deployment = (changes: Partial<TimedDeployment> = {}): TimedDeployment => ({
    now,
    is_paused: false,
    counted_since: ago(1000),
    maintenance: [],
    schedules: [{ cron: '30 * * * *', zone: 'UTC' }],
    last_success_at: ago(1),
    last_success_started_at: ago(1),
    ...changes,
  })

  it.each([
    ['after a success an hour ago', {}, false],
    ['when three times of the schedule have passed', { last_success_at: ago(3.6) }, true],
    ['when two have passed', { last_success_at: ago(2.4) }, false],
    ['when it never succeeded', { last_success_at: null }, true],
    ['when it was deployed or resumed just now', { last_success_at: null, counted_since: ago(1) }, false],
    ['while it is paused', { last_success_at: null, is_paused: true }, false],
    ['without times of its own', { last_success_at: null, schedules: [{ after: 'suppliers' }] }, false],
    [
      'over a weekend, of a schedule of weekdays',
      {
        last_success_at: new Date('2026-07-03T04:01:00Z'),
        now: new Date('2026-07-06T03:00:00Z'),
        schedules: [{ cron: '0 4 * * MON-FRI', zone: 'UTC' }],
      },
      false,
    ],
  ] as const)('a deployment is without success: %s', (_words, changes, expected) => {
    expect(isWithoutSuccess(deployment(changes), 3)).toBe(expected)
  })

  it.each([
    ['an hourly run of five hours ago', ago(5), '30 * * * *', true],
    ['an hourly run of three hours ago', ago(3), '30 * * * *', false],
    ['a daily run of twenty hours ago', ago(20), '0 16 * * *', false],
    ['a daily run of three days ago', ago(72), '0 16 * * *', true],
  ])('a deployment is behind: %s', (_words, started, cron, expected) => {
    const changes = { last_success_started_at: started, schedules: [{ cron, zone: 'UTC' }] }
    expect(isBehind(deployment(changes), 4)).toBe(expected)
  })
})

describe('the watch', () => {
  let world: ProcessWorld
  beforeAll(async () => {
    world = await startProcessWorld()
    await world.addSchedule({ everyMinutes: 60 })
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(async () => {
    const { db } = world.context
    await sql`truncate alert, alert_message, alert_incident, alert_rule, process_run, process_batch, process_record`.execute(
      db,
    )
    await sql`update deployment set created_at = hub_now() - interval '60 days'`.execute(db)
    await sql`update process_schedule set created_at = hub_now() - interval '60 days'`.execute(db)
  })

  async function addRun(hoursAgo: number, { outcome = 'succeeded', delivered = 1, lasted = 0 } = {}): Promise<void> {
    await sql`
      insert into process_run (account_id, id, deployment_id, process_id, version, kind, trigger, requested_by, request,
        state, outcome, counters, receipt, created_at, started_at, ended_at)
      values (${world.account}::uuid, ${createId()}::uuid, ${world.deployment}::uuid, ${world.process}::uuid, 1, 'run',
        'schedule', '{}', '{}', 'ended', ${outcome}, '{}', ${JSON.stringify({ delivered })}::jsonb,
        hub_now() - make_interval(secs => ${(hoursAgo + lasted) * 3600}::float8),
        hub_now() - make_interval(secs => ${(hoursAgo + lasted) * 3600}::float8),
        hub_now() - make_interval(secs => ${hoursAgo * 3600}::float8))`.execute(world.context.db)
  }
  const watch = () => watchDeployments(world.context)
  async function told() {
    const rows = await world.context.db.selectFrom('alert').select(['rule', 'title']).orderBy('id').execute()
    return rows.map(({ rule }) => rule)
  }

  it('tells once that no run succeeds, by several hubs, and once when it is over', async () => {
    await addRun(30)
    await addRun(1, { outcome: 'failed' })
    await Promise.all([watch(), watch(), watch()])
    await watch()
    expect(await told()).toEqual(['no-success'])
    await addRun(0)
    await Promise.all([watch(), watch()])
    expect(await told()).toEqual(['no-success', 'run-recovered'])
  })

  it('tells of the lag of a run that took long and succeeded', async () => {
    await addRun(0, { lasted: 6 })
    await watch()
    expect(await told()).toEqual(['lag'])
  })

  it('tells of records whose consumer has not answered for a day', async () => {
    await addRun(0)
    const { db } = world.context
    const wait = async (hoursAgo: number, batch: string): Promise<void> => {
      await sql`insert into process_batch (deployment_id, id, run_id, number, opened_at_ms, state, records)
        values (${world.deployment}::uuid, ${batch}, ${createId()}::uuid, 1,
          (extract(epoch from hub_now() - make_interval(hours => ${hoursAgo}::int)) * 1000)::bigint, 'delivered', 1)`.execute(
        db,
      )
      await sql`insert into process_record (deployment_id, record_id, hash, state, run, batch, sequence)
        values (${world.deployment}::uuid, ${batch}, 'h', 'waiting', 'r', ${batch}, 1)`.execute(db)
    }
    await wait(23, 'young')
    await watch()
    expect(await told()).toEqual([])
    await wait(25, 'old')
    await watch()
    expect(await told()).toEqual(['waiting-answers'])
  })

  it('tells of a day without deliveries only where the rule is on, and there were some in three of four weeks', async () => {
    for (const weeks of [1, 2, 4]) await addRun(weeks * 168 + 2)
    await addRun(0, { delivered: 0 })
    await watch()
    expect(await told()).toEqual([])
    const params = { account: world.account, rule: 'nothing-delivered' } as const
    await world.world.owner.client.call('alertRule.set', { params, body: { isOn: true } })
    await watch()
    expect(await told()).toEqual(['nothing-delivered'])
  })

  it('says nothing more of a rule that was switched off', async () => {
    await addRun(30)
    await watch()
    const params = { account: world.account, rule: 'no-success' } as const
    await world.world.owner.client.call('alertRule.set', {
      params,
      body: { isOn: false, deployment: world.deployment },
    })
    await world.world.owner.client.call('alertRule.set', { params: { ...params, rule: 'lag' }, body: { isOn: false } })
    await watch()
    expect(await told()).toEqual(['no-success'])
  })
})
