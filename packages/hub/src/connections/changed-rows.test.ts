import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createId } from '../basics/create-id.ts'
import { hashCredential } from '../containers/nodes/credentials.ts'
import { pollWork } from '../node-work/poll-work.ts'
import { verifyKeys } from '../secrets/verify-keys.ts'
import type { NodePrincipal } from '../server/pipeline/principal.ts'
import { type ConnectionTestWorld, startConnectionTestWorld } from '../testing/connection-world.ts'

// Somebody who may write rows of the database, and has no key, must not get a secret sent to a host of theirs.

const secret = 'a-client-secret'
let world: ConnectionTestWorld
let connection: string
let node: NodePrincipal

beforeEach(async () => {
  world = await startConnectionTestWorld()
  connection = (await world.createConnection()).id
  node = await insertNode()
})
afterEach(async () => await world[Symbol.asyncDispose]())

async function insertNode(): Promise<NodePrincipal> {
  const { db } = world.test.database
  const [container, id, account] = [createId(), createId(), world.owner.account.id]
  const now = sql<Date>`hub_now()`
  await db
    .insertInto('container')
    .values({ account_id: account, id: container, kind: 'atom', name: 'Atom', allow_browsing: true, created_at: now })
    .execute()
  await db
    .insertInto('container_node')
    .values({
      id,
      container_id: container,
      name: 'one',
      credential_hash: hashCredential('ccn_one'),
      version: '0.1.0',
      connector_version: '0.1.0',
      reported_status: 'online',
      last_seen_at: now,
      enrolled_at: now,
    })
    .execute()
  return { kind: 'node', id, name: 'one', container: { id: container, kind: 'atom', name: 'Atom', account } }
}

/** Starts a test and gives what the node that takes it is sent. */
async function settingsSent(meanwhile?: () => Promise<unknown>): Promise<unknown> {
  const { owner, context, test } = world
  const body = { connection, container: node.container.id }
  await owner.client.call('tests.start', { params: { account: owner.account.id }, body })
  await meanwhile?.()
  const caller = { signal: new AbortController().signal, recheck: async () => {} }
  const own = { ...context, topics: test.database.topics, clock: { monotonicMs: () => 0 } } as unknown as typeof context
  const { jobs } = await pollWork(own, node, { boot: createId(), capacity: 1, runCapacity: 0, waitMs: 0 }, caller)
  return jobs[0]?.settings
}

function run(statement: string): Promise<unknown> {
  return sql.raw(statement).execute(world.test.database.db)
}

const toEvil = `'{"url": "https://evil.test/api", "accessTokenUrl": "https://evil.test/oauth2/token"}'::jsonb`
const hosts = `'["evil.test"]'::jsonb`

describe('changed rows', () => {
  it('are what the attacks need: without a change the node is sent the secret', async () => {
    expect(await settingsSent()).toMatchObject({ url: 'https://acme.coupahost.com/api', clientSecret: secret })
  })

  it.each<[string, readonly string[]]>([
    [
      'hosts of the secret and fields of the connection',
      [`update secret set hosts = ${hosts}`, `update connection set fields = fields || ${toEvil}`],
    ],
    [
      'hosts of the secret taken away',
      [`update secret set hosts = null`, `update connection set fields = fields || ${toEvil}`],
    ],
    [
      'hosts of the secret with one more',
      [`update secret set hosts = hosts || ${hosts}`, `update connection set fields = fields || ${toEvil}`],
    ],
    [
      'hosts taken away, and the version of the seal lowered',
      [
        `update secret set hosts = null, sealed = sealed || '{"v": 1}'`,
        `update connection set fields = fields || ${toEvil}`,
      ],
    ],
  ])('keep the secret: %s', async (_what, statements) => {
    for (const statement of statements) await run(statement)

    const sent = await settingsSent().catch((error: unknown) => error)

    expect(JSON.stringify(sent) ?? '').not.toContain(secret)
  })

  it.each<[string, string]>([
    [
      'the fields of a job that waits',
      `update job set request = jsonb_set(request::jsonb, '{fields}', (request->'fields')::jsonb || ${toEvil})`,
    ],
    [
      'only its token URL',
      `update job set request = jsonb_set(request::jsonb, '{fields,accessTokenUrl}', '"https://evil.test/t"')`,
    ],
  ])('keep the secret: %s', async (_what, statement) => {
    expect(JSON.stringify(await settingsSent(() => run(statement))) ?? '').not.toContain(secret)
  })

  it('are found by a verification of the keys', async () => {
    await run(`update secret set hosts = ${hosts}`)

    const { unreadable } = await verifyKeys({ db: world.test.database.db, sealer: world.sealer })

    expect(unreadable).toMatchObject([{ field: 'clientSecret', connections: ['Acme'] }])
  })
})
