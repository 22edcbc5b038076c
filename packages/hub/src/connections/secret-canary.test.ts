import { type RouteId, routeIds, routes } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openSecrets, type StoredSecrets } from '../secrets/open-secrets.ts'
import { oauthFields, startConnectionTestWorld } from '../testing/connection-world.ts'

const canary = 'canary-7f3d9e1b5a'

describe('a secret that was set', () => {
  it('appears in no answer, no error, no revision, no audit row and no table', async () => {
    await using world = await startConnectionTestWorld()
    const { owner, test } = world
    const clientSecret = await world.setSecret(canary)
    const params = { account: owner.account.id }
    const { body } = await owner.client.call('connections.create', {
      params,
      body: { name: 'Acme', fields: oauthFields, secrets: { clientSecret } },
    })
    const connectionParams = { ...params, connection: body.id }
    const failures = await Promise.allSettled([
      owner.client.call('secrets.create', { params, body: { field: 'colour', value: canary } }),
      owner.client.call('secrets.create', { params, body: { field: 'clientSecret', value: `${canary}\nx` } }),
      // Field and value swapped.
      owner.client.call('secrets.create', { params, body: { field: canary, value: 'clientSecret' } }),
      owner.client.call('secrets.create', { params, body: { field: `${canary} x`, value: '' } }),
      owner.client.call('connections.create', {
        params,
        body: { name: 'In clear', fields: { ...oauthFields, clientSecret: canary } },
      }),
      owner.client.call('connections.check', {
        params,
        body: { fields: { ...oauthFields, token: canary, clientSecret: canary } },
      }),
    ])
    const answers = [body, ...failures.map((each) => (each.status === 'rejected' ? each.reason : each.value))]
    const own = routeIds.filter((id) => id.startsWith('connection') && routes[id].method === 'GET')
    for (const id of own) answers.push(await call(id))
    await owner.client.call('connection.copy', { params: connectionParams, body: { name: 'Copy' } })
    await owner.client.call('connection.delete', { params: connectionParams, ifMatch: '"1"' })

    expect(own.length).toBeGreaterThanOrEqual(5)
    expect(JSON.stringify(answers.map((each) => [String(each), each]))).not.toContain(canary)
    expect(await dump()).not.toContain(canary)
    // A control: it is there, sealed, and the other words of the connection are found.
    expect(
      await openSecrets(world.context, {
        account: owner.account.id,
        secrets: { clientSecret },
        hosts: [],
        stored: await readStored(clientSecret),
      }),
    ).toEqual({
      clientSecret: canary,
    })
    expect(await dump()).toContain(oauthFields.clientId)

    async function call(id: RouteId): Promise<unknown> {
      const send = owner.client.call as (id: RouteId, input: unknown) => Promise<{ body: unknown }>
      return (await send(id, { params: connectionParams }).catch((error: unknown) => ({ body: error }))).body
    }
    async function readStored(id: string): Promise<StoredSecrets> {
      const { db } = test.database
      const query = db.selectFrom('secret').select(['sealed', 'hosts']).where('id', '=', id)
      return { [id]: await query.executeTakeFirstOrThrow() }
    }
    async function dump(): Promise<string> {
      const { rows } = await sql<{ name: string }>`
        select tablename as name from pg_tables where schemaname = 'public'`.execute(test.database.db)
      const texts = rows.map(async ({ name }) => {
        const all = await sql<{ text: string | null }>`
          select string_agg(t::text, ' ') as text from ${sql.table(name)} as t`.execute(test.database.db)
        return all.rows[0]?.text ?? ''
      })
      return (await Promise.all(texts)).join('\n')
    }
  })
})
