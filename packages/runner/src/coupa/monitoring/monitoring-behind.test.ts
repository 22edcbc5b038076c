import { describe, expect, it } from 'vitest'
import { connectTo, machineClock } from '../../testing/invoice-run.ts'
import { createMonitoredWorld, integrationCode, monitored } from '../../testing/monitored-world.ts'

const integrations = '/integration'

describe('monitoring that cannot be sent', () => {
  it('does not fail the run, names the scope, and the next run sends all of it', async () => {
    await using world = await createMonitoredWorld()
    const scope = world.places.scope
      .split(' ')
      .filter((one) => !one.startsWith('core.integration'))
      .join(' ')
    await using connection = connectTo({ ...world.places, scope })

    const first = await world.run({ change: monitored(3), connection })
    const asked = world.sandbox.requests.filter(({ path }) => path.includes(integrations)).length
    const second = await world.run({ change: monitored(3) })

    expect(first).toMatchObject({ outcome: 'succeeded', acknowledged: world.due.length })
    expect(first.coupaMonitoring).toMatchObject({
      ...{ status: 'behind', waiting: world.due.length + 1, history: 0 },
      notes: [{ code: 'COUPA_FORBIDDEN', remedy: expect.stringContaining('core.integration') }],
    })
    expect(asked).toBe(1)
    expect(second.coupaMonitoring).toMatchObject({ status: 'reported', waiting: 0, history: 0, notes: [] })
    expect(await world.history()).toHaveLength(world.due.length)
    expect(await world.runs()).toMatchObject([
      { status: 'successful', 'total-records': 0 },
      { status: 'successful', 'total-records': world.due.length },
    ])
  })

  it('says at once when the integration does not exist, with those that do', async () => {
    await using world = await createMonitoredWorld()
    const coupaMonitoring = { level: 3, integration: 'ERP_INVOICE' } as const

    const receipt = await world.run({ change: { ...monitored(3), coupaMonitoring } })

    expect(receipt).toMatchObject({ outcome: 'succeeded' })
    expect(receipt.coupaMonitoring).toMatchObject({
      ...{ status: 'behind', integration: 'ERP_INVOICE' },
      notes: [
        {
          code: 'INTEGRATION_NOT_FOUND',
          message: expect.stringContaining('"ERP_INVOICE"'),
          remedy: expect.stringContaining(integrationCode),
        },
      ],
    })
    expect(receipt.coupaMonitoring?.coupaRun).toBeUndefined()
  })

  it('finds an integration by its name', async () => {
    await using world = await createMonitoredWorld()
    const coupaMonitoring = { level: 1, integration: 'Invoices to the ERP' } as const

    const receipt = await world.run({ change: { ...monitored(1), coupaMonitoring } })

    expect(receipt.coupaMonitoring).toMatchObject({ status: 'reported', integration: integrationCode })
  })

  it('warns when the integration has no contact', async () => {
    await using world = await createMonitoredWorld()
    const { control } = world.sandbox
    for (const id of control.ids('integration_contacts')) control.delete('integration_contacts', id)

    const { coupaMonitoring } = await world.run({ change: monitored(2) })

    expect(coupaMonitoring).toMatchObject({ status: 'reported', notes: [{ code: 'NO_CONTACT' }] })
  })

  it('drops what Coupa does not take, says so, and goes on', async () => {
    await using world = await createMonitoredWorld()
    const body = '{"errors":{"integration_history_record":["Document type is not included in the list"]}}'
    const contentType = 'application/json'
    const path = '/integration_history_records'
    world.sandbox.control.fault({ kind: 'status', status: 400, method: 'POST', path, times: 2, body, contentType })

    const { coupaMonitoring } = await world.run({ change: monitored(3) })

    expect(coupaMonitoring).toMatchObject({
      ...{ status: 'reported', history: world.due.length - 2, dropped: 2 },
      notes: [{ code: 'COUPA_VALIDATION', message: expect.stringContaining('not included') }],
    })
  })

  it.each(['integration_runs', 'integration_history_records'])(
    'sends nothing twice when answers about %s are lost',
    async (path) => {
      await using world = await createMonitoredWorld()
      world.sandbox.control.fault({ kind: 'drop-answer', method: 'POST', path: `/${path}`, times: 2 })

      const first = await world.run({ change: monitored(3) })
      const second = await world.run({ change: monitored(3) })

      expect(first.outcome).toBe('succeeded')
      expect(second.coupaMonitoring).toMatchObject({ status: 'reported' })
      const documents = (await world.history()).map((record) => record['document-id'])
      expect(new Set(documents).size).toBe(documents.length)
      expect(documents).toHaveLength(world.due.length)
      expect(await world.runs()).toHaveLength(2)
    },
  )

  it('is forgotten when the process keeps nothing in Coupa any more', async () => {
    await using world = await createMonitoredWorld()
    const end = world.sandbox.control.fault({ kind: 'status', status: 403, path: integrations, times: 100_000 })
    await world.run({ change: monitored(3) })
    end()

    await world.run({ change: monitored(0) })
    const { coupaMonitoring } = await world.run({ change: monitored(3) })

    expect(coupaMonitoring).toMatchObject({ status: 'reported', waiting: 0 })
    expect(await world.history()).toEqual([])
    expect(await world.runs()).toHaveLength(1)
  })

  it('never goes to another organization', async () => {
    await using world = await createMonitoredWorld()
    await world.run({ change: monitored(3) })
    world.sandbox.control.swapOrganization(7)
    world.sandbox.control.resetLog()

    const receipt = await world.run({ change: monitored(3) })

    expect(receipt).toMatchObject({ outcome: 'failed', code: 'ORGANIZATION_CHANGED' })
    expect(receipt.coupaMonitoring).toMatchObject({ waiting: 0, notes: [{ code: 'ORGANIZATION_NOT_CHECKED' }] })
    expect(world.sandbox.requests.filter(({ path }) => path.includes(integrations))).toEqual([])
  })

  it('ends the run in Coupa that a changed process left behind', async () => {
    await using world = await createMonitoredWorld()
    await world.runKilled('batch-kept', 1, monitored(3))

    await world.run({ change: monitored(3, { source: { where: { status: 'approved' } } }) })

    expect((await world.runs()).map(({ status }) => status)).toEqual(['failed', 'successful'])
  })

  it('ends the run of somebody who cancels it as failed, without an alert', async () => {
    await using world = await createMonitoredWorld()
    const cancel = new AbortController()
    const onStep = (step: string) => {
      if (step === 'batch-kept') cancel.abort(new Error('cancelled'))
    }

    const receipt = await world.run({ change: monitored(3), signal: cancel.signal, onStep })

    expect(receipt).toMatchObject({ outcome: 'cancelled', coupaMonitoring: { status: 'reported' } })
    expect((await world.runs()).map(({ status }) => status)).toEqual(['failed'])
    expect(await world.errors()).toMatchObject([{ responses: [{ 'response-code': 'CANCELLED' }] }])
    expect(world.sandbox.control.alerts()).toEqual([])
  })

  it('forgets what has waited for more than a week', async () => {
    await using world = await createMonitoredWorld()
    const end = world.sandbox.control.fault({ kind: 'status', status: 403, path: integrations, times: 100_000 })
    await world.run({ change: monitored(3) })
    end()
    const clock = { ...machineClock, now: () => Date.now() + 8 * 24 * 60 * 60_000 }

    const change = monitored(3, { limits: { runMinutes: 1_000_000 } })

    const { coupaMonitoring } = await world.run({ change, clock })

    expect(coupaMonitoring).toMatchObject({ status: 'reported', waiting: 0, notes: [{ code: 'TOO_OLD' }] })
    expect(await world.history()).toEqual([])
    expect((await world.runs()).map(({ status }) => status)).toEqual(['successful'])
  })

  it('is complete in the receipt that the state keeps', async () => {
    await using world = await createMonitoredWorld()

    const { requests } = await world.run({ change: monitored(3) })

    expect(requests).toBe(world.sandbox.requests.filter(({ path }) => path.startsWith('/api/')).length)
  })
})
