import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foreignAccount, ownAccount, pathOf, startTestServer, type TestServer } from '../testing/test-server.ts'
import { createServer } from './create-server.ts'
import type { Commit } from './routes/commit.ts'
import type { AnyHandler } from './routes/route-handler.ts'

const key = { authorization: 'Bearer cck_owner' }
const cookie = { cookie: '__Host-coupa_connector_session=owner' }
const json = { ...key, 'content-type': 'application/json' }
const secretsPath = pathOf('secrets.create')

describe('a request that is not as described', () => {
  let test: TestServer
  beforeAll(async () => {
    test = await startTestServer({ rateLimits: 'off' })
  })
  afterAll(async () => await test[Symbol.asyncDispose]())

  it.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ['broken JSON', '{"field":', 'The body is not JSON.'],
    ['what is not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'The body is not UTF-8.'],
    ['the character U+0000', '{"field":"a\\u0000b","value":"x"}', '"field" contains the character U+0000'],
    ['half a surrogate pair', '{"field":"\\ud800","value":"x"}', '"field" contains half'],
    [
      'a name of the prototype',
      '{"field":"a","value":"x","__proto__":{"a":1}}',
      'The body contains the name "__proto__"',
    ],
    ['nesting without measure', `{"field":${'['.repeat(5000)}${']'.repeat(5000)}}`, 'is nested deeper'],
    ['no body', '', 'The body is missing.'],
    ['another type', '[]', 'The body must be an object.'],
  ])('is refused for %s', async (_name, body, detail) => {
    const { status, problem } = await problemOf(test.send(secretsPath, { method: 'POST', headers: json, body }))

    expect(status).toBe(400)
    expect(problem.code).toBe('REQUEST_INVALID')
    expect(JSON.stringify(problem)).toContain(JSON.stringify(detail).slice(1, -1))
  })

  it('names every field that is wrong, and never quotes a secret', async () => {
    const body = JSON.stringify({ field: 'f'.repeat(61), value: 's3cret'.repeat(2000) })

    const { problem, text } = await problemOf(test.send(secretsPath, { method: 'POST', headers: json, body }))

    expect(problem.fields?.map(({ field }) => field)).toEqual(['body.field', 'body.value'])
    expect(problem.fields?.[0]?.given).toBe('f'.repeat(61))
    expect(text).not.toContain('s3cret')
    expect(JSON.stringify(test.log)).not.toContain('s3cret')
  })

  it('names a query parameter that is given twice, or is wrong', async () => {
    const path = pathOf('connections.list')

    const twice = await problemOf(test.send(`${path}?limit=1&limit=2`, { headers: key }))
    const wrong = await problemOf(test.send(`${path}?limit=zero&search=%00`, { headers: key }))

    expect(twice.problem.fields).toEqual([{ field: 'query.limit', message: 'Limit is given more than once.' }])
    expect([wrong.status, wrong.problem.fields?.[0]?.field]).toEqual([400, 'query.search'])
  })

  it('is refused for another media type, too much, and a malformed address', async () => {
    const post = async (headers: Record<string, string>, body: string) =>
      (await problemOf(test.send(secretsPath, { method: 'POST', headers: { ...key, ...headers }, body }))).problem.code

    expect(await post({ 'content-type': 'text/plain' }, '{}')).toBe('MEDIA_TYPE_UNSUPPORTED')
    expect(await post({ 'content-type': 'application/json' }, `"${'x'.repeat(70_000)}"`)).toBe('BODY_TOO_LARGE')
    expect((await problemOf(test.send('/api/v1/accounts/%zz', { headers: key }))).status).toBe(400)
  })

  it('reads nothing of who may not call', async () => {
    const { status } = await problemOf(
      test.send(secretsPath, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"broken' }),
    )

    expect(status).toBe(401)
  })

  it('is answered with the methods that the address takes', async () => {
    const wrong = await test.send('/api/v1/installation', { method: 'DELETE' })
    const unknown = await test.send('/api/v1/nowhere', { method: 'DELETE' })

    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
    expect([unknown.status, unknown.headers.get('allow')]).toEqual([404, null])
  })
})

describe('an unexpected error', () => {
  it('says nothing of its cause, and is logged once with it', async () => {
    const cause = new Error('duplicate key value violates unique constraint "person_email"')
    await using test = await startTestServer({ handlers: { 'accounts.list': async () => await Promise.reject(cause) } })

    const { status, text, problem } = await problemOf(test.send('/api/v1/accounts', { headers: key }))

    expect(status).toBe(500)
    expect(text).not.toContain('duplicate')
    const errors = test.log.filter(({ level }) => level === 'error')
    expect(errors.map(({ facts }) => facts)).toEqual([
      { routeId: 'accounts.list', requestId: problem.requestId, error: cause },
    ])
  })

  it('is what an answer is that the table does not describe', async () => {
    await using test = await startTestServer({ handlers: { 'accounts.list': answer({ items: [{ secret: 'x' }] }) } })

    expect((await problemOf(test.send('/api/v1/accounts', { headers: key }))).status).toBe(500)
  })

  it('never sends what the table does not name', async () => {
    const body = { version: '1', isSetUp: true, openIdConnect: null, sendsMail: false, passwordHash: 'canary' }
    await using test = await startTestServer({ handlers: { 'installation.get': answer(body) } })

    expect(await (await test.send('/api/v1/installation')).text()).not.toContain('canary')
  })
})

describe('a change that a browser asks for', () => {
  let test: TestServer
  beforeAll(async () => {
    test = await startTestServer({ rateLimits: 'off' })
  })
  afterAll(async () => await test[Symbol.asyncDispose]())

  it.each<[string, Record<string, string>, number]>([
    ['with a cookie from the hub’s own page', { ...cookie, origin: 'https://hub.test' }, 500],
    ['with a cookie from another site', { ...cookie, origin: 'https://evil.test' }, 403],
    ['with a cookie from a sandboxed frame', { ...cookie, origin: 'null' }, 403],
    ['with a cookie from another port', { ...cookie, origin: 'https://hub.test:444' }, 403],
    ['with a cookie and the same site by Sec-Fetch-Site', { ...cookie, 'sec-fetch-site': 'same-origin' }, 500],
    ['with a cookie and a neighbour by Sec-Fetch-Site', { ...cookie, 'sec-fetch-site': 'same-site' }, 403],
    ['with a cookie and neither header', cookie, 403],
    [
      'with a cookie, another site, and a scheme that is not ours',
      { ...cookie, origin: 'https://evil.test', authorization: 'Basic eA==' },
      403,
    ],
    ['with a key from anywhere', { ...key, origin: 'https://evil.test' }, 500],
    ['with a key and a cookie', { ...key, ...cookie }, 500],
  ])('%s', async (_name, headers, status) => {
    const response = await test.send(pathOf('job.cancel'), { method: 'POST', headers })

    expect(response.status).toBe(status)
  })

  it('cannot sign somebody in from another site', async () => {
    const headers = { origin: 'https://evil.test', 'content-type': 'application/json' }

    const { problem } = await problemOf(test.send('/api/v1/session', { method: 'POST', headers, body: '{}' }))

    expect(problem.code).toBe('ORIGIN_REFUSED')
  })

  it('counts the key alone when there is a cookie beside it', async () => {
    await using test = await startTestServer({ handlers: { 'accounts.list': answer({ items: [] }) } })

    const response = await test.send('/api/v1/accounts', {
      headers: { ...cookie, authorization: 'Bearer cck_unknown' },
    })

    expect(response.status).toBe(401)
  })
})

describe('headers', () => {
  it('protect every answer', async () => {
    await using test = await startTestServer()

    for (const path of ['/api/v1/installation', '/nowhere', '/healthz', '/api/v1/docs']) {
      const { headers } = await test.send(path)
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('content-security-policy')).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('strict-transport-security')).toContain('max-age')
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
    }
    expect((await test.send('/api/v1/installation')).headers.get('cache-control')).toBe('no-store')
  })

  it('name the request as somebody known calls it, and nobody else', async () => {
    await using test = await startTestServer()
    const id = async (headers: Record<string, string>) =>
      (await test.send('/api/v1/accounts', { headers: { 'x-request-id': 'mine-1', ...headers } })).headers.get(
        'x-request-id',
      )

    expect(await id(key)).toBe('mine-1')
    expect(await id({})).not.toBe('mine-1')
    expect(await id({ ...key, 'x-request-id': 'a b' })).not.toBe('a b')
  })

  it('set cookies with the prefix that binds them to the host', async () => {
    const cookies = [
      { name: 'session', value: 'v', maxAgeSeconds: 60 },
      { name: 'other', value: undefined },
    ]
    await using test = await startTestServer({
      handlers: { 'session.delete': async () => ({ body: undefined, cookies }) },
    })

    const response = await test.send('/api/v1/session', {
      method: 'DELETE',
      headers: { ...cookie, origin: test.origin },
    })

    const [first, second] = response.headers.getSetCookie()
    expect(first).toBe('__Host-coupa_connector_session=v; Max-Age=60; Path=/; HttpOnly; Secure; SameSite=Lax')
    expect(second).toContain('__Host-coupa_connector_other=;')
    expect(response.status).toBe(204)
  })
})

describe('versions', () => {
  it('must be named by a change, and spare an answer that is known', async () => {
    const account = {
      id: ownAccount,
      slug: 'a',
      name: 'A',
      policy: { draftUse: 'refused', runsPerOrganization: 2, productionDeploys: 'alone' },
      createdAt: '2026-01-01T00:00:00Z',
    }
    await using test = await startTestServer({ handlers: { 'account.get': answer(account, '"3"') } })
    const path = pathOf('account.get')

    const change = await test.send(path, { method: 'PATCH', headers: json, body: '{}' })
    const first = await test.send(path, { headers: key })
    const again = await test.send(path, { headers: { ...key, 'if-none-match': 'W/"2", "3"' } })
    const other = await test.send(path, { headers: { ...key, 'if-none-match': '"2"' } })

    expect(change.status).toBe(428)
    expect([first.status, first.headers.get('etag')]).toEqual([200, '"3"'])
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(other.status).toBe(200)
  })
})

describe('idempotency keys', () => {
  const post = async (
    test: TestServer,
    idempotencyKey: string,
    name = 'A',
    headers: Record<string, string> = cookieJson,
  ) =>
    await test.send('/api/v1/accounts', {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': idempotencyKey },
      body: JSON.stringify({ name }),
    })
  const cookieJson = { ...cookie, origin: 'https://hub.test', 'content-type': 'application/json' }

  it('answer the same once more, and run once, also together', async () => {
    const { handler, runs } = countingCreate()
    await using test = await startTestServer({ handlers: { 'accounts.create': handler } })

    const together = await Promise.all([post(test, 'k1'), post(test, 'k1'), post(test, 'k1')])
    const later = await post(test, 'k1')

    expect(runs()).toBe(1)
    const bodies = await Promise.all([...together, later].map(async (response) => await response.json()))
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1)
    expect([later.status, later.headers.get('idempotency-replayed')]).toEqual([201, 'true'])
  })

  it('belong to one request', async () => {
    const { handler } = countingCreate()
    await using test = await startTestServer({ handlers: { 'accounts.create': handler } })
    await post(test, 'k1')

    const { problem } = await problemOf(post(test, 'k1', 'B'))

    expect(problem.code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  it('are free again after a failure', async () => {
    const { handler, runs } = countingCreate(1)
    await using test = await startTestServer({ handlers: { 'accounts.create': handler } })

    expect((await post(test, 'k1')).status).toBe(500)
    expect((await post(test, 'k1')).status).toBe(201)
    expect(runs()).toBe(2)
  })

  it('are of no use to a handler that does not commit its answer', async () => {
    const account = {
      id: ownAccount,
      slug: 'a',
      name: 'A',
      policy: { draftUse: 'refused', runsPerOrganization: 2, productionDeploys: 'alone' },
      createdAt: '2026-01-01T00:00:00Z',
    }
    await using test = await startTestServer({ handlers: { 'accounts.create': answer(account) } })

    expect((await problemOf(post(test, 'k1'))).problem.code).toBe('INTERNAL_ERROR')
    expect(test.log.map(({ facts }) => String(facts.error))).toContain(
      'TypeError: The handler of accounts.create did not commit its answer',
    )
  })

  it('are refused when they are not a key', async () => {
    await using test = await startTestServer()

    expect((await post(test, 'k'.repeat(256))).status).toBe(400)
  })
})

describe('limits', () => {
  it('hold back one caller and not another, and say how long', async () => {
    const limit = { perSecond: 1, burst: 2 }
    await using test = await startTestServer({
      rateLimits: { caller: limit, address: limit, refusals: { perSecond: 1, burst: 100 } },
      clock: { monotonicMs: () => 0 },
      handlers: { 'accounts.list': answer({ items: [] }) },
    })
    const get = async (headers: Record<string, string>) => await test.send('/api/v1/accounts', { headers })

    const statuses = [(await get(key)).status, (await get(key)).status]
    const third = await get(key)

    expect(statuses).toEqual([200, 200])
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '1'])
    expect((await get(cookie)).headers.get('ratelimit')).toBe('"default";r=1;t=1')
  })

  it('stop the guessing of credentials before they are looked up', async () => {
    let lookups = 0
    await using test = await startTestServer({
      rateLimits: {
        caller: { perSecond: 1, burst: 9 },
        address: { perSecond: 1, burst: 9 },
        refusals: { perSecond: 1, burst: 3 },
      },
      clock: { monotonicMs: () => 0 },
      authentication: {
        byKey: async () => {
          lookups++
          return undefined
        },
      },
    })

    const statuses: number[] = []
    for (let i = 0; i < 5; i++) statuses.push((await test.send('/api/v1/accounts', { headers: key })).status)

    expect(statuses).toEqual([401, 401, 401, 429, 429])
    expect(lookups).toBe(3)
  })
})

describe('refusals', () => {
  it('stand in the audit log of the account that the caller belongs to, and cannot flood it', async () => {
    await using test = await startTestServer({ clock: { monotonicMs: () => 0 } })
    for (const id of [ownAccount, foreignAccount]) {
      const values = { id, slug: id, name: id, created_at: new Date() }
      await test.database.db.insertInto('account').values(values).execute()
    }
    const headers = { authorization: 'Bearer cck_viewer', 'x-request-id': 'r-9' }

    await test.send(pathOf('audit.list'), { headers })
    for (let i = 0; i < 30; i++) await test.send(pathOf('account.get', foreignAccount), { headers })

    const rows = await test.database.db.selectFrom('audit').selectAll().orderBy('at').orderBy('id').execute()
    expect(rows).toHaveLength(20)
    expect(new Set(rows.map(({ account_id }) => account_id))).toEqual(new Set([ownAccount]))
    expect(rows[0]).toMatchObject({
      action: 'audit.list',
      outcome: 'refused',
      request_id: 'r-9',
      detail: { code: 'ROLE_TOO_LOW', status: 403 },
    })
  })
})

describe('operations', () => {
  it('say that the process lives and the database answers', async () => {
    await using test = await startTestServer()

    expect((await test.send('/healthz')).status).toBe(200)
    expect((await test.send('/readyz')).status).toBe(200)
    test.stopping.abort(new Error('stop'))
    expect((await test.send('/healthz')).status).toBe(200)
    expect((await test.send('/readyz')).status).toBe(503)
  })

  it('warn of a clock that went back, and stay ready: every hub has the same', async () => {
    await using test = await startTestServer()
    const before = await (await test.send('/readyz')).json()

    await sql`insert into database_clock (seen_at, steady_since)
      values (hub_now() + interval '2 days', hub_now())`.execute(test.database.db)
    const answer = await test.send('/readyz')

    expect(before).toEqual({ status: 'ready', warnings: [] })
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { status: 'ready', warnings: [expect.stringContaining('clock')] },
    ])
  })

  it('count requests by route and status', async () => {
    await using test = await startTestServer()
    await (await test.send('/api/v1/accounts')).text()

    const text = await (await test.send('/metrics')).text()

    expect(text).toContain(
      'coupa_connector_http_request_duration_seconds_count{route="accounts.list",method="GET",status="401"} 1',
    )
    expect(text).toContain('coupa_connector_jobs{state="queued"} 0')
    expect(text).toContain('coupa_connector_nodes_online 0')
  })

  it('show the metrics to this machine, or to who has the token', async () => {
    await using open = await startTestServer()
    await using closed = await startTestServer({ metricsToken: 'm3trics' })

    expect((await open.send('/metrics', { headers: { 'x-forwarded-for': '9.9.9.9' } })).status).toBe(404)
    expect((await closed.send('/metrics')).status).toBe(404)
    expect((await closed.send('/metrics', { headers: { authorization: 'Bearer m3trics' } })).status).toBe(200)
  })

  it.each([
    ['evil.example', 404],
    ['evil.example:8090', 404],
    ['127.0.0.1.evil.example', 404],
    ['127.0.0.1:8090', 200],
    ['localhost', 200],
    ['[::1]:8090', 200],
    ['hub.test', 200],
  ])('show the metrics to a page of %j only when that is a name of the hub: %d', async (host, status) => {
    await using open = await startTestServer()
    const answer = await open.server.app.inject({ url: '/metrics', headers: { host } })

    expect(answer.statusCode).toBe(status)
  })

  it('write one line a request, without secrets', async () => {
    await using test = await startTestServer({ handlers: { 'accounts.list': answer({ items: [] }) } })

    await (await test.send('/api/v1/accounts?token=canary', { headers: { ...cookie, ...key } })).text()

    const lines = test.log.filter(({ message }) => message === 'request')
    expect(lines).toHaveLength(1)
    expect(lines[0]?.facts).toMatchObject({ routeId: 'accounts.list', status: 200, account: null })
    expect(JSON.stringify(test.log)).not.toMatch(/canary|cck_|session=/)
  })
})

describe('addresses of clients', () => {
  it.each([
    [undefined, '127.0.0.1'],
    [['127.0.0.0/8'], '203.0.113.9'],
    [['10.0.0.0/8'], '127.0.0.1'],
  ])('are believed from trusted proxies alone: %j', async (trustProxy, address) => {
    let seen: unknown
    const handler: AnyHandler = async (request) => {
      seen = (request as { meta: { address: string } }).meta.address
      return { body: { items: [] } as never }
    }
    await using test = await startTestServer({
      handlers: { 'accounts.list': handler },
      ...(trustProxy ? { trustProxy } : {}),
    })

    await test.send('/api/v1/accounts', { headers: { ...key, 'x-forwarded-for': '6.6.6.6, 203.0.113.9' } })

    expect(seen).toBe(address)
  })
})

describe('streams and long polls', () => {
  it('come event by event, and end when the reader leaves', async () => {
    let ended: unknown
    const handler: AnyHandler = async (request) => {
      const { signal } = (request as { meta: { signal: AbortSignal } }).meta
      return { body: endless(signal, () => (ended = signal.aborted)) as never }
    }
    await using test = await startTestServer({ handlers: { 'job.stream': handler } })

    const response = await test.send(pathOf('job.stream'), { headers: key })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    let text = ''
    while (!text.includes('id: 1')) text += new TextDecoder().decode((await reader.read()).value)
    await reader.cancel()
    await until(() => ended !== undefined)

    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(text).toBe(': connected\n\nid: 1\ndata: {"type":"first"}\n\n')
    expect(ended).toBe(true)
  })

  it('send a comment when nothing happens', async () => {
    let beats = 0
    const handler: AnyHandler = async (request) => ({
      body: endless((request as { meta: { signal: AbortSignal } }).meta.signal, () => {}) as never,
    })
    const sleep = async (durationMs: number, signal?: AbortSignal): Promise<void> => {
      if (durationMs === 15_000 && ++beats === 2) return
      await new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
    }
    await using test = await startTestServer({ handlers: { 'job.stream': handler }, clock: { sleep } })

    const response = await test.send(pathOf('job.stream'), { headers: key })
    const reader = (response.body as ReadableStream<Uint8Array>).getReader()
    let text = ''
    while (!text.includes('heartbeat')) text += new TextDecoder().decode((await reader.read()).value)
    await reader.cancel()

    expect(text.endsWith(': heartbeat\n\n')).toBe(true)
  })

  it('abort when the connection breaks', async () => {
    const { handler, started, aborted } = waiting()
    await using test = await startTestServer({ handlers: { 'accounts.list': handler } })
    await test.server.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = test.server.app.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    socket.write('GET /api/v1/accounts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer cck_owner\r\n\r\n')
    await started

    socket.destroy()

    await expect(aborted).resolves.toBeInstanceOf(Error)
  })

  it('abort when the request in this process is', async () => {
    const { handler, started, aborted } = waiting()
    await using test = await startTestServer({ handlers: { 'accounts.list': handler } })
    const controller = new AbortController()
    const request = test.send('/api/v1/accounts', { headers: key, signal: controller.signal })
    await started

    controller.abort(new Error('enough'))

    await expect(request).rejects.toThrow('enough')
    await expect(aborted).resolves.toMatchObject({ message: 'enough' })
  })

  it('answer with what there is when the hub stops, and let it close', async () => {
    const { handler, started } = waiting()
    await using test = await startTestServer({ handlers: { 'accounts.list': handler } })
    await test.server.app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = test.server.app.server.address() as AddressInfo
    const request = fetch(`http://127.0.0.1:${port}/api/v1/accounts`, { headers: key })
    await started

    test.stopping.abort(new Error('stop'))
    await test.server.close()

    expect((await request).status).toBe(200)
  })

  it('are cut off when they outlast the time to close', async () => {
    const started = Promise.withResolvers<void>()
    const never: AnyHandler = async () => {
      started.resolve()
      return await new Promise(() => {})
    }
    await using test = await startTestServer({ handlers: { 'accounts.list': never }, closeTimeoutMs: 0 })
    void test.send('/api/v1/accounts', { headers: key })
    await started.promise

    await test.server.close()

    expect(test.log.some(({ message }) => message.includes('cut off'))).toBe(true)
  })
})

describe('createServer', () => {
  it('refuses a table with a route that has no handler', async () => {
    await using test = await startTestServer()
    const parts = {
      context: { origin: 'https://hub.test', clock: {}, stopping: test.stopping.signal },
      handlers: {},
      authentication: {},
    }

    await expect(
      createServer({ ...parts, context: { ...parts.context, database: test.database } } as never),
    ).rejects.toThrow('Route installation.get has no handler')
  })
})

interface TestProblem {
  readonly code: string
  readonly detail: string
  readonly requestId: string
  readonly fields?: readonly { readonly field: string; readonly message: string; readonly given?: string }[]
}

async function problemOf(sent: Promise<Response>): Promise<{ status: number; text: string; problem: TestProblem }> {
  const response = await sent
  const text = await response.text()
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  return { status: response.status, text, problem: JSON.parse(text) as TestProblem }
}

function answer(body: unknown, etag?: string): AnyHandler {
  return async () => ({ body: body as never, etag })
}

function countingCreate(failures = 0): { handler: AnyHandler; runs: () => number } {
  let runs = 0
  return {
    handler: async (request) => {
      runs++
      await new Promise((resolve) => setImmediate(resolve))
      if (runs <= failures) throw new Error('failed')
      const body = {
        id: ownAccount,
        slug: `a-${runs}`,
        name: 'A',
        policy: { draftUse: 'refused', runsPerOrganization: 2, productionDeploys: 'alone' },
        createdAt: '2026-01-01T00:00:00Z',
      }
      return await (request as { readonly commit: Commit<unknown> }).commit(async () => ({ body }))
    },
    runs: () => runs,
  }
}

function waiting(): { handler: AnyHandler; started: Promise<void>; aborted: Promise<unknown> } {
  const started = Promise.withResolvers<void>()
  const aborted = Promise.withResolvers<unknown>()
  return {
    handler: async (request) => {
      const { signal } = (request as { meta: { signal: AbortSignal } }).meta
      started.resolve()
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      aborted.resolve(signal.reason)
      return { body: { items: [] } as never }
    },
    started: started.promise,
    aborted: aborted.promise,
  }
}

async function* endless(signal: AbortSignal, ended: () => void): AsyncGenerator<unknown> {
  try {
    yield { id: '1', data: { type: 'first' } }
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  } finally {
    ended()
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve))
}
