import { createClient } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { findJobInvariantViolations } from '../testing/job-invariants.ts'
import { createJobWorld, type JobWorld, nodeCredential, testConnectionType, testReport } from '../testing/job-world.ts'
import { createTestAccount, type TestAccount } from '../testing/test-account.ts'
import { startTestHub, type TestHub } from '../testing/test-hub.ts'

let world: JobWorld
let test: TestHub
let ada: TestAccount

afterEach(async () => {
  expect(await findJobInvariantViolations(world.database.db)).toEqual([])
  await test[Symbol.asyncDispose]()
})

async function start(options: Parameters<typeof createJobWorld>[0] = {}, overrides: object = {}): Promise<void> {
  world = await createJobWorld(options)
  test = await startTestHub({
    database: world.database,
    connectionType: { ...testConnectionType, ...overrides },
  })
  ada = await createTestAccount(test, {
    account: { id: world.account, slug: world.account, name: world.account },
    role: 'builder',
  })
}

const fields = { url: 'https://acme.test/api' }
const boot = '00000000-0000-4000-8000-000000000000'

function nodeClient(index: 0 | 1 = 0) {
  const credential = nodeCredential(world.nodes[index].id)
  return createClient({ hubUrl: test.origin, fetch: test.hub.fetch, credential: () => credential })
}

function startTest(container: string | undefined = world.container.id) {
  return ada.client.call('tests.start', { params: { account: world.account }, body: { fields, container } })
}

describe('tests.start', () => {
  it('runs a test from start to finish: polled, told of, completed, seen by who waits', async () => {
    await start()
    const polling = nodeClient().call('node.poll', { body: { boot, capacity: 1 } })
    const { body: started, status } = await startTest()
    const params = { account: world.account, job: started.id }
    const waiting = ada.client.call('job.get', { params, query: { waitMs: 20_000 } })

    const { body: polled } = await polling
    const attempt = polled.jobs[0]?.attempt ?? 0
    const told = await nodeClient().call('node.events', {
      params: { job: started.id },
      body: {
        attempt,
        events: [{ type: 'stage-started', at: '2026-01-01T00:00:00.000Z', data: { stage: 'settings' } }],
      },
    })
    const completed = await nodeClient().call('node.complete', {
      body: { completions: [{ job: started.id, attempt, outcome: 'OK', report: testReport() }] },
    })

    expect([status, started.state]).toEqual([202, 'queued'])
    expect(polled.jobs).toMatchObject([{ job: started.id, settings: fields, containerName: 'Berlin' }])
    expect(told.body).toEqual({ isCancelRequested: false, dropped: 0 })
    expect(completed.body).toEqual({ accepted: [started.id], refused: [] })
    expect((await waiting).body).toMatchObject({ state: 'finished', outcome: 'OK', node: { name: 'first' } })
    const { body: events } = await ada.client.call('job.events', { params })
    expect(events).toMatchObject({
      isFinished: true,
      items: [{ type: 'queued' }, { type: 'leased' }, { type: 'stage-started' }, { type: 'finished' }],
    })
  })

  it('tells while it runs when its node was last heard from', async () => {
    await start()
    const { body: started } = await startTest()
    await nodeClient().call('node.poll', { body: { boot, capacity: 1 } })
    await sql`update container_node set last_seen_at = hub_now() - interval '12 seconds'`.execute(world.database.db)

    const { body } = await ada.client.call('job.get', { params: { account: world.account, job: started.id } })

    const silentMs = Date.now() - Date.parse(body.node?.lastHeardAt ?? '')
    expect(silentMs).toBeGreaterThanOrEqual(11_000)
    expect(silentMs).toBeLessThan(60_000)
  })

  it('finishes a test at once whose settings are wrong, with what is wrong field by field', async () => {
    const problems = [{ field: 'url', message: 'URL is missing.' }]
    const check = { ...testConnectionType.check({ fields: {}, setSecrets: [] }), problems }
    await start({}, { check: () => check })

    const { body } = await startTest()

    expect(body).toMatchObject({ state: 'finished', outcome: 'SETTINGS_INVALID', report: { problems } })
  })

  it('finishes a test at once that no container could run, and says why', async () => {
    await start()
    const { db } = world.database
    const outcomeAfter = async (change: ReturnType<typeof sql>): Promise<string | null> => {
      await change.execute(db)
      return (await startTest()).body.outcome
    }

    const offline = await outcomeAfter(sql`update container_node set last_seen_at = hub_now() - interval '1 hour'`)
    const unavailable = await outcomeAfter(
      sql`update container_node set last_seen_at = hub_now(), connector_version = '0.9.0'`,
    )
    const disabled = await outcomeAfter(sql`update container set allow_browsing = false`)

    expect([offline, unavailable, disabled]).toEqual([
      'CONTAINER_OFFLINE',
      'CONNECTOR_UNAVAILABLE',
      'BROWSING_DISABLED',
    ])
  })

  it('finishes a test at once when the queue of the container is full', async () => {
    await start({ maxConcurrentJobs: 1 })
    for (let i = 0; i < 16; i++) await world.addJob()

    expect((await startTest()).body.outcome).toBe('CONTAINER_BUSY')
  })

  it('says that there is no container when the account has none and none was named', async () => {
    await start()
    const other = await createTestAccount(test)

    const { body } = await other.client.call('tests.start', { params: { account: other.account.id }, body: { fields } })

    expect(body).toMatchObject({ outcome: 'NO_CONTAINER', container: { id: null } })
  })

  it('does not tell the container of another account from one that is not there', async () => {
    await start()
    const other = await createTestAccount(test)

    const starting = other.client.call('tests.start', {
      params: { account: other.account.id },
      body: { fields, container: world.container.id },
    })

    await expect(starting).rejects.toMatchObject({ code: 'CONTAINER_NOT_ASSOCIATED', status: 404 })
  })
})

describe('tests.startMatrix and tests.matrix', () => {
  it('tests from every container and shows them side by side', async () => {
    await start()

    const { body: started } = await ada.client.call('tests.startMatrix', {
      params: { account: world.account },
      body: { fields },
    })
    const { body } = await ada.client.call('tests.matrix', {
      params: { account: world.account, matrix: started.matrix },
    })

    expect(started.jobs).toMatchObject([{ container: { name: 'Berlin' }, matrix: started.matrix }])
    expect(body).toMatchObject({ isFinished: false, differences: [], jobs: [{ id: started.jobs[0]?.id }] })
  })
})

describe('tests of a form that is not saved', () => {
  it('have its name in the history, and are adopted by the connection that it becomes', async () => {
    await start()
    const params = { account: world.account }
    const draft = { id: '00000000-0000-4000-8000-00000000d4af', name: 'Production' }
    const { body: first } = await ada.client.call('tests.start', { params, body: { fields, draft } })
    const { body: second } = await ada.client.call('tests.start', {
      params,
      body: { fields: { url: 'https://other.test/api' }, draft },
    })
    expect([first.draftName, first.connection]).toEqual(['Production', null])

    const { body: saved } = await ada.client.call('connections.create', {
      params,
      body: { name: 'Production EU', fields, draft: draft.id },
    })

    const { body: history } = await ada.client.call('tests.list', { params, query: { connection: saved.id } })
    expect(history.items.map(({ id }) => id).sort()).toEqual([first.id, second.id].sort())
    expect(history.items).toMatchObject([
      { connection: { name: 'Production EU' }, draftName: null },
      { connection: { name: 'Production EU' }, draftName: null },
    ])
    const { body: other } = await ada.client.call('connections.create', {
      params,
      body: { name: 'Another', fields, draft: draft.id },
    })
    const { body: none } = await ada.client.call('tests.list', { params, query: { connection: other.id } })
    expect(none.items).toEqual([])
  })
})

describe('a matrix of all containers', () => {
  it('leaves out those that cannot run it now, and names them', async () => {
    await start()
    // Without a node it is offline.
    await sql`
      insert into container (account_id, id, kind, name, allow_browsing, max_concurrent_jobs, created_at)
      values (${world.account}::uuid, gen_random_uuid(), 'atom', 'Hamburg', true, 8, hub_now())`.execute(
      world.database.db,
    )

    const { body } = await ada.client.call('tests.startMatrix', {
      params: { account: world.account },
      body: { fields },
    })

    expect(body.jobs.map(({ container }) => container.name)).toEqual(['Berlin'])
    expect(body.leftOut.map(({ name }) => name)).toEqual(['Hamburg'])
  })
})

describe('job.cancel', () => {
  it('finishes a job that waits, and leaves one alone that is finished', async () => {
    await start()
    const { body: job } = await startTest()
    const params = { account: world.account, job: job.id }

    const cancelled = await ada.client.call('job.cancel', { params })
    const again = await ada.client.call('job.cancel', { params })

    expect(cancelled.body).toMatchObject({ state: 'finished', outcome: 'CANCELLED' })
    expect(again.body).toEqual(cancelled.body)
    expect(await world.readEventTypes(job.id)).toEqual(['queued', 'cancel-requested', 'finished'])
  })

  it('reaches the node that runs the job through its waiting poll', async () => {
    await start()
    const { body: job } = await startTest()
    await nodeClient().call('node.poll', { body: { boot, capacity: 1 } })
    const polling = nodeClient().call('node.poll', { body: { boot, capacity: 1 } })

    const { body } = await ada.client.call('job.cancel', { params: { account: world.account, job: job.id } })

    expect(body.state).toBe('running')
    expect((await polling).body).toEqual({ jobs: [], runs: [], cancel: [job.id] })
  })
})

describe('lists of jobs', () => {
  it('pages through jobs that were made in the same moment without losing one', async () => {
    await start()
    const ids = [await world.addJob(), await world.addJob(), await world.addJob(), await world.addJob()]
    await sql`update job set queued_at = '2026-01-01 00:00:00.123456+00'`.execute(world.database.db)
    const found: string[] = []
    let cursor: string | undefined
    do {
      const { body } = await ada.client.call('tests.list', {
        params: { account: world.account },
        query: { limit: 1, ...(cursor === undefined ? {} : { cursor }) },
      })
      found.push(...body.items.map(({ id }) => id))
      cursor = body.nextCursor ?? undefined
    } while (cursor !== undefined)

    expect(found).toEqual([...ids].sort().reverse())
  })

  it('tell whether a test used the settings that the connection has now', async () => {
    await start()
    const params = { account: world.account }
    const { body: saved } = await ada.client.call('connections.create', { params, body: { name: 'Acme', fields } })
    const currency = async () =>
      (await ada.client.call('tests.list', { params })).body.items.map(({ isCurrent }) => isCurrent)
    await world.addJob()
    const body = { connection: saved.id, container: world.container.id }
    await ada.client.call('tests.start', { params, body })

    expect(await currency()).toEqual([true, null])

    await sql`update connection set fingerprint = 'of other settings' where id = ${saved.id}`.execute(world.database.db)
    expect(await currency()).toEqual([false, null])
  })

  it('shows nothing of another account', async () => {
    await start()
    const job = await world.addJob()
    const other = await createTestAccount(test)
    const params = { account: other.account.id }

    expect((await other.client.call('jobs.list', { params })).body.items).toEqual([])
    await expect(other.client.call('job.get', { params: { ...params, job } })).rejects.toMatchObject({ status: 404 })
    await expect(other.client.call('job.cancel', { params: { ...params, job } })).rejects.toMatchObject({ status: 404 })
  })
})

describe('node.events', () => {
  it('refuses a node that does not hold the job, and counts what is above the bound', async () => {
    await start()
    const { body: job } = await startTest()
    await nodeClient().call('node.poll', { body: { boot, capacity: 1 } })
    const event = { type: 'progress' as const, at: '2026-01-01T00:00:00.000Z', data: {} }
    const report = (index: 0 | 1, count: number) =>
      nodeClient(index).call('node.events', {
        params: { job: job.id },
        body: { attempt: 1, events: Array.from({ length: count }, () => event) },
      })

    await expect(report(1, 1)).rejects.toMatchObject({ code: 'LEASE_LOST' })
    for (let i = 0; i < 4; i++) expect((await report(0, 100)).body.dropped).toBe(0)
    expect((await report(0, 100)).body.dropped).toBe(2)
    expect((await report(0, 1)).body.dropped).toBe(1)
  })
})

describe('operations.start', () => {
  it('asks for a tested connection unless the account allows drafts', async () => {
    await start()
    const connection = '00000000-0000-4000-8000-000000000001'
    await sql`insert into connection (account_id, id, name, description, folder, labels, fields, secrets, organization,
        authentication_type, is_deprecated, fingerprint, revision, search_text, created_at, created_by_name, updated_at,
        updated_by_name)
      values (${world.account}, ${connection}, 'Acme', '', '', '[]', ${JSON.stringify(fields)}, '{}', 'acme.test',
        'oauth2', false, 'f', 1, 'acme', hub_now(), 'Ada', hub_now(), 'Ada')`.execute(world.database.db)
    const run = () =>
      ada.client.call('operations.start', {
        params: { account: world.account, connection },
        body: { container: world.container.id, operation: { action: 'get', resource: 'suppliers', id: 7 } },
      })

    await expect(run()).rejects.toMatchObject({ code: 'DRAFT_NOT_USABLE' })
    await sql`update account set draft_use = 'allowed'`.execute(world.database.db)
    expect((await run()).body).toMatchObject({
      kind: 'operation',
      state: 'queued',
      connection: { name: 'Acme', revision: 1 },
      operation: { action: 'get', resource: 'suppliers', id: 7 },
    })
  })
})
