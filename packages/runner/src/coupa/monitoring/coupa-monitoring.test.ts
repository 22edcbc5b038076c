import { describe, expect, it } from 'vitest'
import { createMonitoredWorld, integrationCode, monitored } from '../../testing/monitored-world.ts'

/** Every value of a switch that says what Coupa does with runs and records of integrations. */
const switches = [
  {},
  { 'success-record': 'resolved' },
  { 'integration-of-error': 'as-given' },
  { 'resolve-answer': 'array' },
  { 'mark-exported-action': 'record-only' },
  { 'create-status': '200' },
] as const

describe('monitoring of level 3', () => {
  it.each(switches)(
    'reports the run, each record and each failure, and resolves what is fixed (%j)',
    async (quirks) => {
      await using world = await createMonitoredWorld({ quirks })
      const { due } = world
      const bad = due.slice(0, 3)
      const good = due.slice(3)
      world.spoil(bad)

      const first = await world.run({ change: monitored(3) })
      const [run] = await world.runs()

      expect(first).toMatchObject({ outcome: 'partial', delivered: good.length, refused: 3 })
      expect(first.coupaMonitoring).toEqual({
        ...{ level: 3, integration: integrationCode, coupaRun: run?.id, status: 'reported', waiting: 0 },
        ...{ history: good.length, errors: 3, resolved: 0, dropped: 0, notes: [] },
      })
      expect(run).toMatchObject({
        ...{ status: 'errored', 'total-records': due.length, 'records-processed': good.length },
      })
      expect((await world.history()).map((record) => record['document-id']).toSorted(byNumber)).toEqual(good)
      const errors = await world.errors()
      expect(errors.map((error) => error['document-id']).toSorted(byNumber)).toEqual(bad)
      expect(errors[0]).toMatchObject({
        ...{ 'document-type': 'InvoiceHeader', 'contact-alert-type': 'Functional', resolved: false },
        responses: [{ 'response-code': expect.any(String), 'response-message': expect.stringContaining('note') }],
      })

      world.mend(bad)
      const second = await world.run({ change: monitored(3) })

      expect(second.coupaMonitoring).toMatchObject({ history: 3, errors: 0, resolved: 3, status: 'reported' })
      expect((await world.errors()).every(({ resolved }) => resolved === true)).toBe(true)
      expect((await world.runs()).map(({ status }) => status)).toEqual(['errored', 'successful'])
    },
  )

  it('takes one request a record beside its mark, and a look-up of each kind a page', async () => {
    await using world = await createMonitoredWorld({ records: { invoices: 1000 } })
    const startedMs = performance.now()

    const { requests, delivered } = await world.run({ change: monitored(3) })

    const monitoring = world.sandbox.requests.filter(({ path }) => path.includes('/integration'))
    const updates = monitoring.filter(({ method, path }) => method === 'PUT' && /integration_runs\/\d+$/.test(path))
    const pages = Math.ceil(delivered / 50)
    // The integration, its contacts, the newest run; the run is created, started and ended.
    expect(monitoring.length - updates.length).toBeLessThanOrEqual(delivered + 2 * pages + 6)
    expect(updates.length).toBeLessThanOrEqual(1 + (performance.now() - startedMs) / 10_000)
    expect(requests).toBeLessThanOrEqual(3 * delivered)
  })

  it('reports what a reconciliation delivers', async () => {
    await using world = await createMonitoredWorld({ records: { invoices: 120 } })
    const change = monitored(3, { source: { mode: 'reconcile', where: {} }, acknowledge: { mode: 'none' } })

    const { delivered, coupaMonitoring } = await world.run({ change })

    expect(delivered).toBe(120)
    expect(coupaMonitoring).toMatchObject({ status: 'reported', history: 120 })
  })

  it('resolves what other programs left open for this integration, and nothing of another one', async () => {
    await using world = await createMonitoredWorld()
    const [document] = world.due
    const other = world.sandbox.control.ids('integrations')[0]
    const errorOf = async (integration: { code: string } | { id: number | undefined }): Promise<unknown> => {
      const run = await world.connection.resource<string>('integration_runs').create({ integration })
      const body = { 'integration-run-id': run.id, 'contact-alert-type': 'Both', responses: [] }
      const about = { 'document-type': 'InvoiceHeader', 'document-id': document }
      return (await world.connection.resource<string>('integration_errors').create({ ...body, ...about })).id
    }
    const own = await errorOf({ code: integrationCode })
    const foreign = await errorOf({ id: other })

    await world.run({ change: monitored(3) })

    const resolved = (await world.errors()).filter((error) => error.resolved).map(({ id }) => id)
    expect(resolved).toEqual([own])
    expect((await world.errors()).map(({ id }) => id)).toContain(foreign)
  })

  it('resolves errors of other programs that show no integration by their run', async () => {
    await using world = await createMonitoredWorld({ quirks: { 'integration-of-error': 'as-given' } })
    const [document] = world.due
    const run = await world.connection
      .resource<string>('integration_runs')
      .create({ integration: { code: integrationCode } })
    await world.connection.resource<string>('integration_errors').create({
      ...{ 'integration-run-id': run.id, 'contact-alert-type': 'Both' },
      ...{ 'document-type': 'InvoiceHeader', 'document-id': document },
    })

    const { coupaMonitoring } = await world.run({ change: monitored(3) })

    expect(coupaMonitoring).toMatchObject({ resolved: 1 })
  })
})

describe('monitoring of level 2', () => {
  it('reports errors and resolves its own, and keeps no history', async () => {
    await using world = await createMonitoredWorld()
    const bad = world.due.slice(0, 2)
    world.spoil(bad)

    const first = await world.run({ change: monitored(2) })
    world.mend(bad)
    const second = await world.run({ change: monitored(2) })

    expect(first.coupaMonitoring).toMatchObject({ errors: 2, history: 0, status: 'reported' })
    expect(second.coupaMonitoring).toMatchObject({ errors: 0, history: 0, resolved: 2 })
    expect(await world.history()).toEqual([])
    expect((await world.errors()).map(({ resolved }) => resolved)).toEqual([true, true])
  })

  it('does not repeat an error that is open, and its run is errored all the same', async () => {
    await using world = await createMonitoredWorld()
    world.spoil(world.due.slice(0, 2))
    await world.run({ change: monitored(2) })
    const before = world.sandbox.control.alerts().length

    await world.run({ change: monitored(2) })
    const third = await world.run({ change: monitored(2) })

    const errors = await world.errors()
    const ofRuns = errors.filter((error) => error['document-id'] === null)
    expect(third).toMatchObject({ outcome: 'partial', coupaMonitoring: { errors: 0 } })
    expect(errors.length - ofRuns.length).toBe(2)
    expect(ofRuns.map(({ resolved }) => resolved)).toEqual([true, false])
    expect((await world.runs()).map(({ status }) => status)).toEqual(['errored', 'errored', 'errored'])
    expect(world.sandbox.control.alerts().length).toBe(before)
  })

  it('keeps the words of an open error current', async () => {
    await using world = await createMonitoredWorld()
    const [id = 0] = world.due
    world.spoil([id])
    await world.run({ change: monitored(2) })
    world.sandbox.control.update('invoices', id, { 'supplier-note': 'still not a number' })

    await world.run({ change: monitored(2) })

    const [error] = (await world.errors()).filter((one) => one['document-id'] === id)
    expect(error?.responses).toHaveLength(1)
    expect(JSON.stringify(error?.responses)).toContain('still not')
  })

  it('alerts 20 times, and sums up the rest in one alert', async () => {
    await using world = await createMonitoredWorld()
    world.spoil(world.due.slice(0, 25))

    const { coupaMonitoring } = await world.run({ change: monitored(2, { limits: { errors: { share: 1 } } }) })

    expect(coupaMonitoring).toMatchObject({ errors: 25, status: 'reported' })
    expect(world.sandbox.control.alerts()).toHaveLength(21)
    expect(await world.errors()).toHaveLength(26)
  })

  it('says that a run failed, why, and to those who run the integration', async () => {
    await using world = await createMonitoredWorld()
    world.sandbox.control.fault({ kind: 'status', status: 403, method: 'PUT', path: '/invoices/', times: 1000 })

    const receipt = await world.run({ change: monitored(2) })

    const [error] = await world.errors()
    expect(receipt).toMatchObject({ outcome: 'failed', code: 'COUPA_FORBIDDEN' })
    expect((await world.runs()).map(({ status }) => status)).toEqual(['failed'])
    expect(error).toMatchObject({
      ...{ 'document-id': null, 'contact-alert-type': 'Technical' },
      responses: [{ 'response-code': 'COUPA_FORBIDDEN', 'response-message': receipt.reason }],
    })
  })
})

describe('monitoring of level 1', () => {
  it('reports runs, and no records', async () => {
    await using world = await createMonitoredWorld()

    const { coupaMonitoring } = await world.run({ change: monitored(1) })

    expect(coupaMonitoring).toMatchObject({ status: 'reported', history: 0, errors: 0 })
    expect(await world.runs()).toMatchObject([
      { status: 'successful', 'total-records': world.due.length, 'records-processed': world.due.length },
    ])
    expect(await world.errors()).toEqual([])
  })

  it('does not let a run with refused records end as successful', async () => {
    await using world = await createMonitoredWorld()
    world.spoil(world.due.slice(0, 2))

    await world.run({ change: monitored(1) })

    expect((await world.runs()).map(({ status }) => status)).toEqual(['errored'])
    expect(world.sandbox.control.alerts()).toEqual([])
  })
})

describe('without monitoring', () => {
  it('no request goes to the integrations', async () => {
    await using world = await createMonitoredWorld()

    const receipt = await world.run({ change: monitored(0) })

    expect(receipt.coupaMonitoring).toBeUndefined()
    expect(world.sandbox.requests.filter(({ path }) => path.includes('integration'))).toEqual([])
  })
})

function byNumber(one: unknown, other: unknown): number {
  return Number(one) - Number(other)
}
