import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { startConnectionTestWorld } from '../../testing/connection-world.ts'

describe('tests.start while somebody sets the secret of the connection again', () => {
  it('makes a job that refers to the secret that stays', async () => {
    await using world = await startConnectionTestWorld()
    const { owner, context } = world
    const params = { account: owner.account.id }
    const { id: connection } = await world.createConnection()
    const handle = await world.setSecret()
    const isTold = Promise.withResolvers<void>()
    const changing = context.db.transaction().execute(async (trx) => {
      const { secrets } = await trx
        .selectFrom('connection')
        .select('secrets')
        .where('id', '=', connection)
        .forUpdate()
        .executeTakeFirstOrThrow()
      await trx
        .updateTable('connection')
        .set({ secrets: JSON.stringify({ clientSecret: handle }) })
        .where('id', '=', connection)
        .execute()
      await trx.updateTable('secret').set({ expires_at: null }).where('id', '=', handle).execute()
      await trx
        .deleteFrom('secret')
        .where('id', '=', secrets.clientSecret ?? '')
        .execute()
      isTold.resolve()
      // Time for the start to read what is there.
      await sql`select pg_sleep(0.3)`.execute(trx)
    })
    await isTold.promise

    const { body } = await owner.client.call('tests.start', { params, body: { connection } })
    await changing

    const { request } = await context.db
      .selectFrom('job')
      .select('request')
      .where('id', '=', body.id)
      .executeTakeFirstOrThrow()
    expect(request.secrets).toEqual({ clientSecret: handle })
  })
})
