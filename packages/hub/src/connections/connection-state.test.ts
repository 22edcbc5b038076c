import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { finishJobs, type JobEnd } from '../jobs/end/finish-jobs.ts'
import { deleteUnusedSecrets } from '../secrets/delete-unused-secrets.ts'
import {
  type ConnectionTestWorld,
  insertTestJob,
  oauthFields,
  startConnectionTestWorld,
} from '../testing/connection-world.ts'
import { advanceDatabaseTime, readDatabaseTime } from '../testing/database/test-database.ts'
import { resolveSettings } from './settings/resolve-settings.ts'

describe('the state of a connection', () => {
  it('follows tests of its settings and changes of them', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const tested = await resolve(world, id)

    expect(await stateOf(world, id)).toBe('never-tested')
    await note(world, id, tested.fingerprint, 'OK')
    expect(await stateOf(world, id)).toBe('verified')
    expect((await resolve(world, id)).isVerified).toBe(true)
    await note(world, id, tested.fingerprint, 'CONTAINER_LOST')
    expect(await stateOf(world, id)).toBe('verified')
    await note(world, id, tested.fingerprint, 'INVALID_CLIENT')
    expect(await stateOf(world, id)).toBe('failing')
    await save(world, id, 1, { ...oauthFields, scope: 'core.common.read' })
    expect(await stateOf(world, id)).toBe('draft')
    expect((await resolve(world, id)).isVerified).toBe(false)
    await note(world, id, tested.fingerprint, 'OK')
    expect(await stateOf(world, id)).toBe('draft')
  })

  it('is verified again when an edit is taken back, and when the edit was tested in the form before', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const edited = { ...oauthFields, scope: 'core.common.read' }
    const { fingerprint } = await resolve(world, id, edited)
    await note(world, id, (await resolve(world, id)).fingerprint, 'OK')

    await save(world, id, 1, { ...oauthFields, clientId: 'other' })
    expect(await stateOf(world, id)).toBe('draft')
    await save(world, id, 2, oauthFields)
    expect(await stateOf(world, id)).toBe('verified')
    await insertTestJob(world, { connection: id, fingerprint: fingerprint ?? '', outcome: 'OK' })
    await save(world, id, 3, edited)
    expect(await stateOf(world, id)).toBe('verified')
  })

  it('takes account of a save that is under way when a test of the new settings ends', async () => {
    await using world = await startConnectionTestWorld()
    const { db } = world.test.database
    const { id } = await world.createConnection()
    const saved = Promise.withResolvers<void>()
    const saving = db.transaction().execute(async (trx) => {
      await trx.updateTable('connection').set({ fingerprint: 'saved' }).where('id', '=', id).execute()
      await saved.promise
    })

    const noting = note(world, id, 'saved', 'OK')
    await expect.poll(() => countWaiting(world), { timeout: 10_000 }).toBe(1)
    saved.resolve()
    await Promise.all([saving, noting])

    expect(await stateOf(world, id)).toBe('verified')
  })

  it('shows the last of several tests that end together, and is verified when one of them passed', async () => {
    await using world = await startConnectionTestWorld()
    const { db } = world.test.database
    const { id } = await world.createConnection()
    const { fingerprint } = await resolve(world, id)
    const outcomes = ['OK', 'INVALID_CLIENT', 'CONTAINER_LOST']
    const ends: JobEnd[] = []
    for (const outcome of outcomes) ends.push(await queueTest(world, id, fingerprint, outcome))

    await finishJobs(db, ends, sql`true`)

    const { last_test, verified_fingerprint } = await db
      .selectFrom('connection')
      .select(['last_test', 'verified_fingerprint'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(last_test).toMatchObject({ job: ends[1]?.job, outcome: 'INVALID_CLIENT', fingerprint })
    expect(last_test?.finishedAt).toBe(new Date(last_test?.finishedAt ?? '').toISOString())
    expect(verified_fingerprint).toBe(fingerprint)
  })

  it('filters lists, as folder, label and words do, page by page', async () => {
    await using world = await startConnectionTestWorld()
    const { client, account } = world.owner
    const params = { account: account.id }
    const ids: string[] = []
    for (const name of ['delta', 'Alpha', 'charlie', 'Bravo 100%']) ids.push((await world.createConnection(name)).id)
    const alpha = ids[1] ?? ''
    await note(world, alpha, (await resolve(world, alpha)).fingerprint, 'OK')
    await client.call('connection.update', {
      params: { ...params, connection: alpha },
      body: { folder: 'Europe', labels: ['prod', 'prod'], description: 'Purchasing in Köln' },
      ifMatch: '"1"',
    })
    const names = async (query: Record<string, string>): Promise<string[]> =>
      (await client.call('connections.list', { params, query })).body.items.map(({ name }) => name)

    const first = await client.call('connections.list', { params, query: { limit: 3 } })
    expect(first.body.items.map(({ name }) => name)).toEqual(['Alpha', 'Bravo 100%', 'charlie'])
    expect(await names({ cursor: first.body.nextCursor ?? '' })).toEqual(['delta'])
    expect(await names({ state: 'verified' })).toEqual(['Alpha'])
    expect(await names({ state: 'never-tested' })).toHaveLength(3)
    expect(await names({ folder: 'Europe' })).toEqual(['Alpha'])
    expect(await names({ folder: '' })).toHaveLength(3)
    expect(await names({ label: 'prod' })).toEqual(['Alpha'])
    expect(await names({ search: 'KÖLN purch' })).toEqual(['Alpha'])
    expect(await names({ search: '100%' })).toEqual(['Bravo 100%'])
    expect(await names({ search: 'acme coupahost' })).toHaveLength(4)
    expect((await client.call('connections.facets', { params })).body).toEqual({
      total: 4,
      states: { verified: 1, failing: 0, draft: 0, 'never-tested': 3 },
      folders: [
        { name: '', count: 3 },
        { name: 'Europe', count: 1 },
      ],
      labels: [{ name: 'prod', count: 1 }],
    })
    await expect(names({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })
})

describe('resolveSettings', () => {
  it('has another fingerprint for every change that takes effect, and the same for others', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const of = async (fields: Record<string, string>): Promise<string | null> =>
      (await resolve(world, id, { ...oauthFields, ...fields })).fingerprint

    const stored = (await resolve(world, id)).fingerprint
    expect(await of({ url: ' https://acme.coupahost.com/api/ ' })).toBe(stored)
    const changed = [await of({ clientId: 'x' }), await of({ scope: 'a' }), await of({ clientAuthentication: 'basic' })]
    expect(new Set([stored, ...changed]).size).toBe(4)
    expect(await of({ scope: '' })).toBeNull()
  })

  it('finds no connection of another account', async () => {
    await using world = await startConnectionTestWorld()
    const { id } = await world.createConnection()
    const source = { account: crypto.randomUUID(), actor: actorOf(world), connection: id }

    await expect(resolveSettings(world.context, world.test.database.db, source)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
  })
})

describe('deleteUnusedSecrets', () => {
  it('deletes what expired, and keeps what connections and jobs under way use', async () => {
    await using world = await startConnectionTestWorld()
    const { db } = world.test.database
    const { secrets } = await world.createConnection()
    const expired = await world.setSecret('expired')
    const queued = await world.setSecret('queued')
    await insertTestJob(world, {
      fingerprint: 'f',
      outcome: null,
      state: 'queued',
      secrets: { clientSecret: queued },
    })
    await advanceDatabaseTime(world.test.database, 25 * 3_600_000)
    const ids = async (): Promise<string[]> =>
      (await db.selectFrom('secret').select('id').execute()).map(({ id }) => id).sort()

    expect(await ids()).toContain(expired)
    await deleteUnusedSecrets.remove(world.context, await readDatabaseTime(world.test.database))
    expect(await ids()).toEqual([secrets.clientSecret?.handle ?? '', queued].sort())
    await db.updateTable('job').set({ state: 'finished', outcome: 'OK' }).execute()
    await deleteUnusedSecrets.remove(world.context, await readDatabaseTime(world.test.database))
    expect(await ids()).toEqual([secrets.clientSecret?.handle])
  })
})

function actorOf({ owner }: ConnectionTestWorld) {
  return { kind: 'person', id: owner.person.id, name: owner.person.name } as const
}

async function resolve(world: ConnectionTestWorld, connection: string, fields?: Record<string, string>) {
  const source = { account: world.owner.account.id, actor: actorOf(world), connection, fields }
  return await resolveSettings(world.context, world.test.database.db, source)
}

async function note(world: ConnectionTestWorld, connection: string, fingerprint: string | null, outcome: string) {
  await finishJobs(world.test.database.db, [await queueTest(world, connection, fingerprint, outcome)], sql`true`)
}

async function queueTest(
  world: ConnectionTestWorld,
  connection: string,
  fingerprint: string | null,
  outcome: string,
): Promise<JobEnd> {
  const job = await insertTestJob(world, {
    connection,
    fingerprint: fingerprint ?? '',
    outcome: null,
    state: 'queued',
  })
  return { job, attempt: 0, kind: 'test', outcome, title: outcome, report: null, result: null }
}

/** Statements that wait for a lock in the database of the test. */
async function countWaiting({ test }: ConnectionTestWorld): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*) as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(test.database.db)
  return rows[0]?.waiting ?? 0
}

async function save(world: ConnectionTestWorld, connection: string, revision: number, fields: Record<string, string>) {
  const params = { account: world.owner.account.id, connection }
  await world.owner.client.call('connection.update', { params, body: { fields }, ifMatch: `"${revision}"` })
}

async function stateOf(world: ConnectionTestWorld, connection: string): Promise<string> {
  const params = { account: world.owner.account.id, connection }
  return (await world.owner.client.call('connection.get', { params })).body.state
}
