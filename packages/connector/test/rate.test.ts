import { describe, expect, it } from 'vitest'
import { systemClock } from '../src/plugins.ts'
import { collect, startWorld } from './support/start-world.ts'

/** The organization's limit and the connection's are both real here, and so is time: a burst takes its seconds. */
const real = { sandbox: { rateLimit: {}, clock: systemClock }, connection: { rate: {}, clock: systemClock } } as const

describe('a connection at the limit', () => {
  it('sends at most 45 requests in any second and meets no 429, whatever is asked for at once', async () => {
    await using world = await startWorld({ ...real, sandbox: { ...real.sandbox, records: { suppliers: 1000 } } })
    const suppliers = world.connection.resource('suppliers')
    const [id = 0] = world.sandbox.control.ids('suppliers')

    const gets = Array.from({ length: 40 }, () => suppliers.get(id, { fields: ['id'] }))
    const [records] = await Promise.all([collect(suppliers.query({ fields: ['id'] })), ...gets])

    expect(records).toHaveLength(1000)
    expect(world.sandbox.counters).toMatchObject({ tooMany: 0 })
    expect(world.sandbox.counters.peakPerSecond).toBeLessThanOrEqual(45)
  })

  it('finishes everything after a storm of 429', async () => {
    await using world = await startWorld({ sandbox: { records: { suppliers: 500 } } })
    world.sandbox.control.fault({ kind: 'too-many-requests', times: 60, retryAfterSeconds: 1 })
    const suppliers = world.connection.resource('suppliers')
    const ids = world.sandbox.control.ids('suppliers')

    const gets = ids.slice(0, 60).map((id) => suppliers.get(id, { fields: ['id'] }))
    const [records, ...single] = await Promise.all([collect(suppliers.query({ fields: ['id'] })), ...gets])

    expect(records.map(({ id }) => id)).toEqual(ids)
    expect(single.map(({ id }) => id)).toEqual(ids.slice(0, 60))
    expect(world.connection.counters().rateLimited).toBe(60)
  })
})
