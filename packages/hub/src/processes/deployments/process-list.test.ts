import { createDefinition } from '@coupa-connector/process'
import type { ProcessState } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createId } from '../../basics/create-id.ts'
import { type ProcessWorld, startProcessWorld } from '../../testing/process-world.ts'

let world: ProcessWorld
/** Deployments by the name of their process, each in the state that it is named after. */
const deployments = new Map<string, string>()

beforeAll(async () => {
  world = await startProcessWorld()
  for (const name of ['paused', 'failing', 'late', 'set-aside', 'healthy', 'running']) {
    deployments.set(name, await world.deployProcess(name))
  }
  await addRun('failing', { outcome: 'succeeded' })
  await addRun('failing', { outcome: 'failed' })
  await world.context.db
    .updateTable('deployment')
    .set({ paused_at: sql<Date>`hub_now()`, paused_by_name: 'the hub', paused_reason: '5 runs in a row have failed.' })
    .where('id', '=', deployments.get('failing') ?? '')
    .execute()
  await addRun('paused', { outcome: 'failed' })
  await addRun('late', { outcome: 'succeeded' })
  for (let missed = 0; missed < 3; missed += 1) await addRun('late', { state: 'skipped', isPlanned: true })
  await addRun('set-aside', { outcome: 'partial' })
  await addRun('healthy', { outcome: 'failed' })
  await addRun('healthy', { outcome: 'succeeded' })
  await addRun('healthy', { outcome: 'cancelled' })
  for (let missed = 0; missed < 2; missed += 1) await addRun('healthy', { state: 'skipped', isPlanned: true })
  await addRun('running', { state: 'running' })
  const { client, account } = world.world.owner
  const paused = { account: account.id, deployment: deployments.get('paused') ?? '' }
  await client.call('deployment.pause', { params: paused, body: { reason: 'Month end' } })
  await world.context.db
    .insertInto('process_failure')
    .values({
      deployment_id: deployments.get('set-aside') ?? '',
      record_id: '1',
      stage: 'shape',
      class: 'invalid',
      code: 'VALUE_MISSING',
      message: 'number is empty',
      field: 'number',
      state: 'open',
      attempts: 1,
      first_seen_at: sql<Date>`hub_now()`,
      last_seen_at: sql<Date>`hub_now()`,
      run: createId(),
      fixed_in: null,
      reason: null,
    })
    .execute()
})
afterAll(() => world[Symbol.asyncDispose]())

let runs = 0

async function addRun(
  process: string,
  given: { readonly state?: 'running' | 'skipped'; readonly outcome?: string; readonly isPlanned?: boolean },
): Promise<void> {
  const { state = 'ended', outcome = null, isPlanned = false } = given
  runs += 1
  // Each a moment after the one before.
  const at = sql<Date>`hub_now() + ${runs}::int * interval '1 millisecond'`
  await world.context.db
    .insertInto('process_run')
    .columns([
      'account_id',
      'id',
      'deployment_id',
      'process_id',
      'version',
      'kind',
      'trigger',
      'requested_by',
      'request',
      'state',
      'outcome',
      'counters',
      'receipt',
      'schedule_id',
      'planned_at',
      'created_at',
      'ended_at',
    ])
    .expression((select) =>
      select
        .selectFrom('deployment')
        .select([
          'account_id',
          sql<string>`${createId()}::uuid`.as('id'),
          'id as deployment_id',
          'process_id',
          'version',
          sql<'run'>`'run'`.as('kind'),
          sql<'schedule'>`'schedule'`.as('trigger'),
          sql<string>`'{"kind":"system","id":null,"name":"schedule"}'::jsonb`.as('requested_by'),
          sql<string>`'{"ids":null,"limit":null}'::jsonb`.as('request'),
          sql<'ended'>`${state}`.as('state'),
          sql<string | null>`${outcome}`.as('outcome'),
          sql<string>`'{"delivered":7}'::jsonb`.as('counters'),
          sql<string | null>`null::jsonb`.as('receipt'),
          sql<string | null>`${isPlanned ? createId() : null}::uuid`.as('schedule_id'),
          sql<Date | null>`case when ${isPlanned} then ${at} end`.as('planned_at'),
          at.as('created_at'),
          sql<Date | null>`case when ${state === 'ended'} then ${at} end`.as('ended_at'),
        ])
        .where('id', '=', deployments.get(process) ?? ''),
    )
    .execute()
}

async function list(query: { state?: ProcessState; search?: string; direction?: 'in' | 'out'; environment?: string }) {
  const { client, account } = world.world.owner
  const { body } = await client.call('processes.list', { params: { account: account.id }, query })
  return body.items
}

const names = async (query: Parameters<typeof list>[0]): Promise<string[]> =>
  (await list(query)).map(({ name }) => name)

describe('the list of processes', () => {
  it.each<[ProcessState, string[]]>([
    ['paused', ['paused']],
    ['failing', ['failing']],
    ['late', ['late']],
    ['set-aside', ['set-aside']],
    ['healthy', ['healthy']],
    ['never-run', ['ok-to-pay', 'running']],
    ['running', ['running']],
    ['not-deployed', []],
  ])('finds those that are %s', async (state, expected) => {
    expect(await names({ state })).toEqual(expected)
  })

  it('counts them by state', async () => {
    const { client, account } = world.world.owner
    const { body } = await client.call('processes.facets', { params: { account: account.id } })

    expect(body).toEqual({
      total: 7,
      states: {
        paused: 1,
        failing: 1,
        late: 1,
        'set-aside': 1,
        healthy: 1,
        'never-run': 2,
        running: 1,
        'not-deployed': 0,
      },
    })
  })

  it('finds all words wherever they are: name, resource, destination, organization', async () => {
    expect(await names({ search: 'pay INVOICES folder' })).toEqual(['ok-to-pay'])
    expect(await names({ search: 'coupahost late' })).toEqual(['late'])
    expect(await names({ search: '100%' })).toEqual([])
  })

  it('narrows to an environment and a direction', async () => {
    const environment = world.environment
    const elsewhere = '00000000-0000-4000-8000-000000000000'

    expect(await names({ environment, state: 'failing' })).toEqual(['failing'])
    expect(await names({ environment: elsewhere })).toEqual([])
    expect(await names({ direction: 'in' })).toEqual([])
    expect(await names({ direction: 'out', search: 'healthy' })).toEqual(['healthy'])
  })

  it('says of each deployment what it moved last, when it last succeeded and what is under way', async () => {
    const [failing] = await list({ search: 'failing' })
    const [running] = await list({ search: 'running' })

    expect(failing).toMatchObject({ direction: 'out', resource: 'suppliers' })
    expect(failing?.deployments[0]).toMatchObject({
      organization: 'acme.coupahost.com',
      lastRun: { kind: 'run', outcome: 'failed', delivered: 7 },
      activeRun: null,
    })
    expect(failing?.deployments[0]?.lastSuccessAt).not.toBeNull()
    expect(running?.deployments[0]).toMatchObject({ activeRun: { state: 'running' }, lastSuccessAt: null })
  })

  it('gives the next five instants of a schedule to whoever looks at one process', async () => {
    await world.addSchedule({ everyMinutes: 60 }, new Date('2026-06-01T05:00:00Z'))
    const { client, account } = world.world.owner
    const params = { account: account.id, process: world.process }

    const one = (await client.call('process.get', { params })).body.deployments[0]
    const [listed] = await list({ search: 'ok-to-pay' })

    expect(one).toMatchObject({ nextAt: '2026-06-01T05:00:00.000Z' })
    expect(one?.schedules[0]?.upcoming).toHaveLength(5)
    expect(listed?.deployments[0]?.schedules[0]?.upcoming).toEqual([])
  })

  it('says what another version means for what was delivered before', async () => {
    const { client, account } = world.world.owner
    const params = { account: account.id, process: world.process }
    const { body: first } = await client.call('process.version', { params: { ...params, number: 1 } })
    const source = { ...(first.definition.source as object), where: { status: { in: ['approved'] } } }
    await client.call('processes.apply', {
      params: { account: account.id },
      body: { definition: { ...first.definition, source } },
    })

    const { body } = await client.call('process.comparison', { params: { ...params, number: 2 }, query: {} })

    expect(body).toMatchObject({ kind: 'new-stream', changes: [{ path: 'source.where' }] })
  })

  it('keeps the order of columns, in which files have them, and takes another order for another version', async () => {
    const { client, account } = world.world.owner
    const columns = { invoice_number: '^.invoice-number', line_id: 'id', id: '^.id' }
    const draft = createDefinition({
      ...{ template: 'E01', destination: 'files', format: 'csv', shape: 'flat', name: 'in-order' },
    } as const)
    const apply = async (given: object) => {
      const definition = { ...draft, mapping: { ...draft.mapping, columns: given } } as never
      return (await client.call('processes.apply', { params: { account: account.id }, body: { definition } })).body
    }
    const { process } = await apply(columns)

    const again = await apply(columns)
    const turned = await apply(Object.fromEntries(Object.entries(columns).reverse()))

    const params = { account: account.id, process: process ?? '', number: 1 }
    const { definition } = (await client.call('process.version', { params })).body
    const kept = definition as unknown as { mapping: { columns: object } }
    expect(Object.keys(kept.mapping.columns)).toEqual(Object.keys(columns))
    expect([again.change, turned.change]).toEqual(['unchanged', 'new-version'])
    expect(turned.comparison).toMatchObject({ kind: 'compatible', changes: [{ path: 'mapping.columns' }] })
  })
})
