import { createClient } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startContainerWorld } from '../testing/container-world.ts'

describe('while one table is locked', () => {
  it('the hub is ready, beats are answered, other requests are too, and what needs the table is told in time', async () => {
    await using world = await startContainerWorld()
    const node = await world.enroll()
    const { id: account } = world.acme.account
    const locked = Promise.withResolvers<void>()
    const over = Promise.withResolvers<void>()
    const lock = world.database.db.transaction().execute(async (trx) => {
      await sql`lock table connection in access exclusive mode`.execute(trx)
      locked.resolve()
      await over.promise
    })
    await locked.promise
    try {
      // More than there are connections for requests.
      const stuck = Array.from({ length: 12 }, () =>
        world.acme.keyClient.call('connections.list', { params: { account } }).then(
          () => 200,
          (error: { status: number }) => error.status,
        ),
      )
      const beat = await world.beat(node)
      const ready = await world.hub.fetch(`${world.origin}/readyz`)
      const statuses = await Promise.all(stuck)
      const other = await createClient({
        hubUrl: world.origin,
        fetch: world.hub.fetch,
        credential: () => world.acme.key.value,
      }).call('containers.list', { params: { account } })

      expect(beat.nextBeatMs).toBeGreaterThan(0)
      expect(ready.status).toBe(200)
      expect(new Set(statuses)).toEqual(new Set([503]))
      expect(other.status).toBe(200)
    } finally {
      over.resolve()
      await lock
    }
    const { body } = await world.acme.keyClient.call('connections.list', { params: { account } })
    expect(body.items).toEqual([])
  }, 60_000)
})
