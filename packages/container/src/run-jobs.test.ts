import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Completion } from '@coupa-connector/protocol'
import { type Sandbox, startSandbox } from '@coupa-connector/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Node } from './node.ts'
import { createScriptedHub, type ScriptedHub, type ScriptedJob } from './testing/scripted-hub.ts'
import { settingsOf, startTestNode, testIdentity } from './testing/test-node.ts'

let sandbox: Sandbox
let hub: ScriptedHub
let node: Node

beforeAll(async () => {
  sandbox = await startSandbox({ records: 80, rateLimit: false })
  hub = createScriptedHub()
  node = startTestNode(hub)
})
afterAll(async () => {
  await node.stop({ graceMs: 0 })
  await sandbox.close()
})

async function run(job: ScriptedJob): Promise<Completion> {
  return await hub.completion(hub.enqueue({ settings: settingsOf(sandbox), ...job }))
}

function operate(operation: object, job: Partial<ScriptedJob> = {}): Promise<Completion> {
  return run({ kind: 'operation', operation: { wire: 'json', ...operation } as never, ...job } as ScriptedJob)
}

describe('a test', () => {
  it('passes with every stage told in order', async () => {
    const job = hub.enqueue({ kind: 'test', settings: settingsOf(sandbox) })

    const { outcome, report, events = [] } = await hub.completion(job)

    expect(outcome).toBe('OK')
    expect(report?.message).toContain('Warehouse')
    const told = hub.calls
      .filter(({ id, params }) => id === 'node.events' && params.job === job)
      .flatMap(({ body }) => (body as { events: { type: string; data: { stage: unknown } }[] }).events)
    told.push(...(events as unknown as typeof told))
    expect(told.filter(({ type }) => type === 'stage-finished').map(({ data }) => data.stage)).toEqual(report?.stages)
  })

  it('is cancelled', async () => {
    await using slow = await startSandbox({ records: 1, latencyMs: 20_000 })
    const job = hub.enqueue({ kind: 'test', settings: settingsOf(slow) })
    while (!hub.calls.some(({ id, params }) => id === 'node.events' && params.job === job)) await turn()
    hub.cancel(job)

    const { outcome } = await hub.completion(job)

    expect(outcome).toBe('CANCELLED')
  })

  it('does not show a secret that the other side sends back', async () => {
    const secret = 'canary-secret-4711'
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (piece) => {
        body += piece
      })
      request.on('end', () => response.writeHead(500).end(`<p>${body} ${request.headers.authorization}</p>`))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const settings = { ...settingsOf(sandbox), accessTokenUrl: `${origin}/oauth2/token`, clientSecret: secret }

    const completion = await run({ kind: 'test', settings })

    server.close()
    expect(completion.outcome).toBe('TOKEN_SERVER_ERROR')
    expect(JSON.stringify([completion, hub.calls.map(({ body }) => body)])).not.toContain(secret)
  })
})

describe('an operation', () => {
  it('queries up to the limit and says that there are more', async () => {
    const { result } = await operate({ action: 'query', resource: 'invoices', query: { fields: ['id'] }, limit: 3 })

    expect(result).toMatchObject({ outcome: 'OK', isTruncated: true })
    expect(result?.records).toHaveLength(3)
    expect(result?.requests?.at(-1)).toEqual({
      method: 'GET',
      path: expect.stringMatching(/^\/api\/invoices\?/),
      status: 200,
    })
  })

  it('says that there are no more when the limit is just met', async () => {
    const ids = sandbox.control.ids('suppliers').length

    const { result } = await operate({ action: 'query', resource: 'suppliers', query: { fields: ['id'] }, limit: ids })

    expect(result).toMatchObject({ outcome: 'OK', isTruncated: false })
    expect(result?.records).toHaveLength(ids)
  })

  it('takes conditions as an object and as texts', async () => {
    const fifth = sandbox.control.ids('invoices')[4]
    const asObject = await operate({
      action: 'query',
      resource: 'invoices',
      query: { where: { id: { lt: fifth } } },
      limit: 50,
    })
    const asTexts = await operate({
      action: 'query',
      resource: 'invoices',
      query: { where: [`id<${fifth}`] },
      limit: 50,
    })

    expect(asObject.result?.records?.length).toBeGreaterThan(0)
    expect(asTexts.result?.records).toEqual(asObject.result?.records)
  })

  it('creates, changes and reads a record, in both encodings', async () => {
    for (const wire of ['json', 'xml']) {
      const name = `Tax ${wire} ${Date.now()}`
      const created = await operate({
        action: 'create',
        resource: 'suppliers',
        record: { name, status: 'active' },
        wire,
      })
      const id = created.result?.records?.[0]?.id
      const updated = await operate({
        action: 'update',
        resource: 'suppliers',
        id,
        record: { status: 'inactive' },
        wire,
      })
      const read = await operate({ action: 'get', resource: 'suppliers', id, wire })

      expect([created.outcome, updated.outcome, read.outcome]).toEqual(['OK', 'OK', 'OK'])
      expect(read.result?.records).toEqual([expect.objectContaining({ id, name, status: 'inactive' })])
    }
  })

  it('tells what Coupa ignored of a change, and fails by choice', async () => {
    const [id] = sandbox.control.ids('accounts')
    const change = { action: 'update', resource: 'accounts', id, record: { code: '99-1' } }
    const noted = await operate(change)
    const refused = await operate({ ...change, ignoredFields: 'error' })

    expect(noted).toMatchObject({
      outcome: 'OK',
      result: {
        message: expect.stringContaining('"code" is read-only in accounts, so Coupa ignores it.'),
        notices: [{ field: 'code', reason: 'read-only' }],
      },
    })
    expect(refused).toMatchObject({ outcome: 'FAILED', result: { error: { code: 'COUPA_FIELDS_IGNORED' } } })
  })

  it.each([
    ['mark-exported', true],
    ['mark-not-exported', false],
    ['export', true],
  ])('sets the exported flag with %s', async (name, expected) => {
    const [id] = sandbox.control.ids('invoices')
    const { outcome, result } = await operate({ action: 'act', resource: 'invoices', id, name })

    const times = { 'last-exported-at': expected ? expect.any(String) : null, 'updated-at': expect.any(String) }
    expect([outcome, result?.records]).toEqual(['OK', [{ id, exported: expected, ...times }]])
  })

  it.each([
    [{ action: 'query', resource: 'invoises' }, 'RESOURCE_UNKNOWN', /invoices/],
    [{ action: 'query', resource: 'invoices', query: { where: { statuss: 'x' } } }, 'COUPA_QUERY_INVALID', /status/],
    [{ action: 'query', resource: 'invoices', query: { were: {} } }, 'REQUEST_INVALID', /where/],
    [{ action: 'query', resource: 'invoices', query: { fields: 'id' } }, 'REQUEST_INVALID', /list/],
    [{ action: 'act', resource: 'invoices', id: 1, name: 'subbmit' }, 'ACTION_UNKNOWN', /submit/],
    [{ action: 'create', resource: 'suppliers', record: { name: '\u0001' }, wire: 'xml' }, 'REQUEST_INVALID', /JSON/],
    [{ action: 'get', resource: 'invoices', id: 99_999_999 }, 'COUPA_NOT_FOUND', /./],
  ])('fails with the connector’s own hint: %j', async (operation, code, hint) => {
    const { outcome, result } = await operate(operation)

    expect(outcome).toBe('FAILED')
    expect(result?.error).toMatchObject({ code, isRetryable: false })
    expect(`${result?.error?.message} ${result?.error?.suggestion}`).toMatch(hint)
  })

  it('says that the outcome is unknown when a change is cancelled that was sent already', async () => {
    await using slow = await startSandbox({ records: 1, latencyMs: 20_000 })
    const job = hub.enqueue({
      kind: 'operation',
      operation: { action: 'create', resource: 'suppliers', record: { name: 'Late' }, wire: 'json' },
      settings: settingsOf(slow),
    })
    while (!slow.requests.some(({ method, path }) => method === 'POST' && path.includes('suppliers'))) await turn()
    hub.cancel(job)

    const { outcome, result } = await hub.completion(job)

    expect([outcome, result?.error?.isRetryable]).toEqual(['OUTCOME_UNKNOWN', false])
  })

  it('is cancelled without more ado when it only reads', async () => {
    await using slow = await startSandbox({ records: 1, latencyMs: 20_000 })
    const job = hub.enqueue({
      kind: 'operation',
      operation: { action: 'query', resource: 'suppliers', query: {}, limit: 1, wire: 'json' },
      settings: settingsOf(slow),
    })
    while (slow.counters.api === 0) await turn()
    hub.cancel(job)

    expect((await hub.completion(job)).outcome).toBe('CANCELLED')
  })

  it('hands nothing in of a read when the node stops, so that another node may do it', async () => {
    await using slow = await startSandbox({ records: 1, latencyMs: 20_000 })
    const leaving = createScriptedHub()
    await using one = startTestNode(leaving)
    const read = {
      kind: 'operation',
      operation: { action: 'get', resource: 'suppliers', id: 1, wire: 'json' },
    } as const
    const write = {
      kind: 'operation',
      operation: { action: 'update', resource: 'suppliers', id: 1, record: { status: 'x' }, wire: 'json' },
    } as const
    leaving.enqueue({ ...read, settings: settingsOf(slow) })
    const written = leaving.enqueue({ ...write, settings: settingsOf(slow) })
    while (slow.counters.api < 2) await turn()

    await one.stop({ graceMs: 0 })

    expect(leaving.completions.map(({ job, outcome }) => [job, outcome])).toEqual([[written, 'OUTCOME_UNKNOWN']])
  })

  it('ends as timed out when its time is over', async () => {
    await using slow = await startSandbox({ records: 1, latencyMs: 20_000 })

    const { outcome, result } = await operate(
      { action: 'get', resource: 'suppliers', id: 1 },
      { settings: settingsOf(slow), remainingMs: 400 },
    )

    expect(outcome).toBe('TIMED_OUT')
    expect(result?.error).toMatchObject({ code: 'COUPA_TIMEOUT', isRetryable: true })
  })

  it('uses one token for many jobs of a connection, and never one of another tenant', async () => {
    const [acme, other] = ['00000000-0000-4000-8000-0000000000a1', '00000000-0000-4000-8000-0000000000a2']
    const before = sandbox.counters.token
    const query = { action: 'query', resource: 'invoices', query: { fields: ['id'] }, limit: 1 }

    await Promise.all([1, 2, 3, 4].map(() => operate(query, { account: acme })))
    await operate(query, { account: acme })
    expect(sandbox.counters.token - before).toBe(1)
    await operate(query, { account: other })

    expect(sandbox.counters.token - before).toBe(2)
  })

  it('keeps results below a mebibyte', async () => {
    const long = 'x'.repeat(400_000)
    const at = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      if (request.url?.startsWith('/oauth2')) {
        response.end(JSON.stringify({ access_token: 'token', token_type: 'bearer', expires_in: 3600 }))
      } else response.end(JSON.stringify([1, 2, 3, 4, 5].map((id) => ({ id, comment: long }))))
    })
    await new Promise<void>((resolve) => at.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${(at.address() as AddressInfo).port}`
    const settings = { ...settingsOf(sandbox), url: `${origin}/api`, accessTokenUrl: `${origin}/oauth2/token` }

    const { result } = await operate({ action: 'query', resource: 'invoices', limit: 4 }, { settings })

    at.closeAllConnections()
    at.close()
    expect(result).toMatchObject({ outcome: 'OK', isTruncated: true })
    expect(result?.records).toHaveLength(2)
  })

  it('strikes the secret out of records', async () => {
    const settings = settingsOf(sandbox)
    const created = await operate({
      action: 'create',
      resource: 'suppliers',
      record: { name: `Leak ${settings.clientSecret}`, status: 'active' },
    })

    expect(created.outcome).toBe('OK')
    expect(JSON.stringify(created)).not.toContain(settings.clientSecret)
  })

  it('names the organization in beats while it is used, and takes its share of the rate', async () => {
    const clockless = createScriptedHub()
    await using other = startTestNode(clockless)
    const job = clockless.enqueue({
      kind: 'operation',
      operation: { action: 'query', resource: 'invoices', query: {}, limit: 1, wire: 'json' },
      settings: settingsOf(sandbox),
      rateShare: 0.5,
    })
    await clockless.completion(job)

    await other.stop()

    const named = clockless.callsOf('node.beat').map(({ organizations }) => organizations)
    expect(named).toContainEqual([new URL(sandbox.url).host])
    expect(named.at(-1)).toEqual([])
  })
})

describe('a node of a cloud', () => {
  it.each([
    ['an address', 'http://127.0.0.1'],
    ['a name', 'http://localhost'],
  ])('refuses a private target given as %s, for tests and for operations', async (_kind, base) => {
    const before = sandbox.counters.total
    const settings = Object.fromEntries(
      Object.entries(settingsOf(sandbox)).map(([name, value]) => [name, value.replace('http://127.0.0.1', base)]),
    )

    const tested = await run({ kind: 'test', settings, publicAddressesOnly: true })
    const used = await operate({ action: 'get', resource: 'invoices', id: 1 }, { settings, publicAddressesOnly: true })

    expect(tested.outcome).not.toBe('OK')
    expect(used.result?.error).toMatchObject({ code: 'COUPA_NETWORK', facts: { failure: 'address-not-allowed' } })
    expect(sandbox.counters.total).toBe(before)
  })

  it('refuses a name that leads to a private address, also when it led to a public one before', async () => {
    let lookups = 0
    const lookup = async () => (lookups++ === 0 ? ['203.0.114.1'] : ['127.0.0.1'])
    const cloud = createScriptedHub()
    await using one = startTestNode(cloud, { identity: testIdentity('cloud'), lookup, tokenStore: undefined })
    const { port } = new URL(sandbox.url)
    const before = sandbox.counters.total
    const settings = Object.fromEntries(
      Object.entries(settingsOf(sandbox)).map(([name, value]) => [
        name,
        value.replace(`http://127.0.0.1:${port}`, `https://rebinding.test:${port}`),
      ]),
    )
    const job = {
      kind: 'operation',
      operation: { action: 'get', resource: 'invoices', id: 1, wire: 'json' },
      settings,
      publicAddressesOnly: true,
      remainingMs: 3000,
    } as const

    const first = await cloud.completion(cloud.enqueue(job))
    const second = await cloud.completion(cloud.enqueue(job))

    expect([first.outcome, second.outcome]).toEqual(['FAILED', 'FAILED'])
    expect(lookups).toBeGreaterThan(1)
    expect(sandbox.counters.total).toBe(before)
    await one.stop({ graceMs: 0 })
  })

  it('shares one token among the nodes of a molecule', async () => {
    const shared = createScriptedHub()
    await using one = startTestNode(shared, { identity: testIdentity('molecule'), capacity: 2 })
    await using two = startTestNode(shared, { identity: testIdentity('molecule'), capacity: 2 })
    await using three = startTestNode(shared, { identity: testIdentity('molecule'), capacity: 2 })
    const before = sandbox.counters.token
    const job = {
      kind: 'operation',
      operation: { action: 'query', resource: 'invoices', query: { fields: ['id'] }, limit: 1, wire: 'json' },
      settings: settingsOf(sandbox),
    } as const

    const ends = await Promise.all([1, 2, 3, 4, 5, 6].map(() => shared.completion(shared.enqueue(job))))

    expect(ends.map(({ outcome }) => outcome)).toEqual(Array(6).fill('OK'))
    expect(new Set(shared.callsOf('node.poll').map(({ boot }) => boot)).size).toBe(3)
    expect(sandbox.counters.token - before).toBe(1)
    await Promise.all([one, two, three].map((each) => each.stop()))
  })
})

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
