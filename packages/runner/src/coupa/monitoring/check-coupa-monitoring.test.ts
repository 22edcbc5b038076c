import { parseDefinition } from '@coupa-connector/process'
import { describe, expect, it } from 'vitest'
import { connectTo } from '../../testing/invoice-run.ts'
import { createMonitoredWorld, integrationCode } from '../../testing/monitored-world.ts'
import { checkCoupaMonitoring } from './check-coupa-monitoring.ts'

const definitionOf = (level: 0 | 2, integration?: string) =>
  parseDefinition({
    process: 'ok-to-pay',
    values: { target: { kind: 'files' } },
    source: { resource: 'invoices', mode: 'work-list', fields: ['id'] },
    mapping: { shape: 'nested' },
    acknowledge: { mode: 'after-commit' },
    coupaMonitoring: { level, integration },
  })

describe('checkCoupaMonitoring', () => {
  it('passes for an integration with contacts, and sends GET requests only', async () => {
    await using world = await createMonitoredWorld()
    const definition = definitionOf(2, integrationCode)

    const check = await checkCoupaMonitoring({ definition, connection: world.connection })

    expect(check).toEqual({ level: 2, integration: integrationCode, status: 'passed', notes: [] })
    expect(world.sandbox.requests.every(({ method, path }) => method === 'GET' || path.includes('oauth'))).toBe(true)
  })

  it('fails for an integration that does not exist', async () => {
    await using world = await createMonitoredWorld()
    const definition = definitionOf(2, 'NOBODY')

    const check = await checkCoupaMonitoring({ definition, connection: world.connection })

    expect(check).toMatchObject({ status: 'failed', notes: [{ code: 'INTEGRATION_NOT_FOUND' }] })
  })

  it('names the scope that the connection does not ask for', async () => {
    await using world = await createMonitoredWorld()
    const scope = world.places.scope.replace('core.integration.write', '')
    await using connection = connectTo({ ...world.places, scope })

    const check = await checkCoupaMonitoring({ definition: definitionOf(2, integrationCode), connection })

    expect(check).toMatchObject({
      status: 'failed',
      notes: [{ code: 'SCOPE_MISSING', remedy: expect.stringContaining('core.integration.write') }],
    })
  })

  it('has nothing to say about a process that keeps nothing in Coupa', async () => {
    await using world = await createMonitoredWorld()

    const check = await checkCoupaMonitoring({ definition: definitionOf(0), connection: world.connection })

    expect(check).toBeUndefined()
    expect(world.sandbox.requests).toEqual([])
  })
})
