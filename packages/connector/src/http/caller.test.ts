import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { RateLimitedError, RedirectedError, ServerError, UnauthorizedError } from '../errors/answer-errors.ts'
import { NetworkError } from '../errors/network-error.ts'
import { createRateLimiter } from '../rate/rate-limiter.ts'
import type { Clock } from '../runtime/clock.ts'
import { createCounters } from '../runtime/counters.ts'
import type { Span } from '../runtime/observer.ts'
import { Secret } from '../secrets/secret.ts'
import type { Authorization, Authorizer } from '../sign-in/token.ts'
import { startHttp } from '../testing/loopback.ts'
import { createManualClock } from '../testing/manual-clock.ts'
import { createScriptedTransport, respond, type Step } from '../testing/scripted-transport.ts'
import type { CallRequest } from './call.ts'
import { type CallerOptions, createCaller } from './caller.ts'
import { createUndiciTransport } from './transport/undici-transport.ts'

const key = 'key-canary-0123456789'

function createAuthorizer(): Authorizer & { refusals: Authorization[] } {
  const refusals: Authorization[] = []
  return {
    refusals,
    authorize: async () => ({ headerName: 'X-COUPA-API-KEY', headerValue: new Secret(key) }),
    refused: async (authorization) => void refusals.push(authorization),
  }
}

function setUp(steps: readonly Step[], options: Partial<CallerOptions> = {}) {
  const clock = createManualClock()
  const transport = createScriptedTransport(steps)
  const counters = createCounters()
  const authorizer = createAuthorizer()
  const caller = createCaller({
    serviceUrl: 'https://acme.coupahost.test/api',
    transport,
    authorizer,
    limiter: createRateLimiter({ clock, random: () => 0 }),
    clock,
    random: () => 0.5,
    counters,
    ...options,
  })
  return { caller, clock, transport, counters, authorizer }
}

const get: CallRequest = { method: 'GET', path: 'invoices/7', format: 'json' }
const post: CallRequest = { method: 'POST', path: 'suppliers', format: 'json', body: '{}' }

function noteTime(times: number[], clock: Clock): Step {
  return async () => {
    times.push(clock.monotonicMs())
    return respond({ status: 200 })
  }
}

/** Runs to the end of the work, however long it waits, and says how long that was. */
async function finish<Result>(
  work: Promise<Result>,
  clock: ReturnType<typeof createManualClock>,
): Promise<{ result?: Result; error?: unknown; elapsedMs: number }> {
  let outcome: { result?: Result; error?: unknown; elapsedMs: number } | undefined
  work.then(
    (result) => (outcome = { result, elapsedMs: clock.monotonicMs() }),
    (error: unknown) => (outcome = { error, elapsedMs: clock.monotonicMs() }),
  )
  for (let i = 0; i < 2000 && !outcome; i++) await clock.advance(250)
  if (!outcome) throw new Error('The work did not end')
  return outcome
}

describe('createCaller', () => {
  it('marks errors and answers with the correlation id that the call was sent with', async () => {
    const createCorrelationId = () => 'c-1'
    const failing = setUp([{ status: 302, headers: { location: 'https://login.test/' } }], { createCorrelationId })
    const answering = setUp([{ status: 200, body: '[]' }], { createCorrelationId })

    const error = await failing.caller.call(get).catch((reason: unknown) => reason)

    expect(error).toMatchObject({ code: 'COUPA_REDIRECTED', status: 302, correlationId: 'c-1' })
    expect(await answering.caller.call(get)).toMatchObject({ correlationId: 'c-1' })
  })

  it('sends both media types alike, the authorization, the product and a correlation id', async () => {
    const { caller, transport } = setUp([{ status: 200, body: '[]' }], { createCorrelationId: () => 'c-1' })

    const response = await caller.call({ ...get, path: 'invoices', search: 'limit=1&id%5Bgt%5D=0', format: 'xml' })

    expect(response.bytes.toString()).toBe('[]')
    expect(transport.requests[0]).toMatchObject({
      method: 'GET',
      url: 'https://acme.coupahost.test/api/invoices?limit=1&id%5Bgt%5D=0',
      headers: {
        accept: 'application/xml',
        'content-type': 'application/xml',
        'x-coupa-api-key': key,
        'user-agent': expect.stringMatching(/^coupa-connector\/\d/),
        'x-correlation-id': 'c-1',
      },
    })
  })

  it('sends the content type and length of a multipart body', async () => {
    const { caller, transport } = setUp([{ status: 201 }])

    await caller.call({ ...post, contentType: 'multipart/form-data; boundary=b', contentLength: 2 })

    expect(transport.requests[0]?.headers).toMatchObject({
      accept: 'application/json',
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': '2',
    })
  })

  it.each([200, 201, 204, 400, 403, 404, 406, 409, 415, 422])('hands back status %i as an answer', async (status) => {
    const { caller, transport } = setUp([{ status, body: 'x' }])

    expect((await caller.call(get)).status).toBe(status)
    expect(transport.requests).toHaveLength(1)
  })

  it.each([
    '/invoices',
    'invoices?limit=1',
    '../oauth2/token',
    'invoices/..',
    'invoices/%2e%2E/x',
    'a b',
    'a\\b',
    'a#b',
  ])('refuses the path %j', async (path) => {
    const { caller, transport } = setUp([{ status: 200 }])

    await expect(caller.call({ ...get, path })).rejects.toThrow(TypeError)
    expect(transport.requests).toHaveLength(0)
  })

  it('streams an answer and counts its bytes', async () => {
    const { caller, counters } = setUp([{ status: 200, body: 'file' }])

    const { stream } = await caller.callStreamed(get)
    for await (const piece of stream) expect(Buffer.from(piece).toString()).toBe('file')

    expect(counters).toMatchObject({ calls: 1, bytesReceived: 4 })
  })

  it('names the target of a redirect and never goes there', async () => {
    const { caller, transport } = setUp([{ status: 302, headers: { location: 'https://login.test/sso?token=x' } }])

    const error = await caller.call(get).catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(RedirectedError)
    expect(error).toMatchObject({ details: { status: 302, targetHost: 'login.test' } })
    expect(transport.requests).toHaveLength(1)
  })

  it('sends no more than rate and burst together in a second, also after waiting for the first token', async () => {
    const clock = createManualClock()
    const gate = Promise.withResolvers<void>()
    const times: number[] = []
    const authorizer = createAuthorizer()
    const { caller } = setUp([noteTime(times, clock)], {
      clock,
      limiter: createRateLimiter({ clock }),
      authorizer: { ...authorizer, authorize: () => gate.promise.then(() => authorizer.authorize()) },
    })
    const calls = Array.from({ length: 100 }, () => caller.call(get))

    await clock.advance(5000)
    gate.resolve()
    await clock.advance(1000)
    expect(times).toHaveLength(45)
    await clock.advance(5000)
    await Promise.all(calls)
  })

  it('gives up a permit that waited for a token, so that no burst follows', async () => {
    const clock = createManualClock()
    const times: number[] = []
    const authorizer = createAuthorizer()
    let blocked = Promise.resolve()
    const { caller } = setUp([noteTime(times, clock)], {
      clock,
      limiter: createRateLimiter({ clock }),
      authorizer: { ...authorizer, authorize: () => blocked.then(() => authorizer.authorize()) },
    })
    const calls = Array.from({ length: 150 }, () => caller.call(get))
    await clock.advance(100)
    blocked = clock.sleep(3000)
    await clock.advance(20_000)
    await Promise.all(calls)

    const most = Math.max(...times.map((start) => times.filter((time) => time >= start && time <= start + 1000).length))
    expect(most).toBeLessThanOrEqual(45)
  })
})

describe('createCaller when an attempt fails', () => {
  it.each([
    'reset',
    'truncated',
    'headers-timeout',
    'body-timeout',
    'connect-timeout',
    'unreachable',
    'protocol',
  ] as const)('repeats a GET after %s', async (failure) => {
    const { caller, clock, counters } = setUp([{ failure }, { failure }, { status: 200 }])

    const { result } = await finish(caller.call(get), clock)

    expect(result?.status).toBe(200)
    expect(counters).toMatchObject({ calls: 1, retries: 2 })
  })

  it.each(['PUT', 'PATCH', 'DELETE'] as const)('repeats %s too', async (method) => {
    const { caller, clock } = setUp([{ failure: 'reset' }, { status: 503 }, { status: 200 }])

    expect((await finish(caller.call({ ...get, method }), clock)).result?.status).toBe(200)
  })

  it.each([
    'tls-expired',
    'tls-untrusted',
    'tls-name',
    'tls-protocol',
    'proxy',
    'address-not-allowed',
    'too-large',
  ] as const)('fails at once after %s', async (failure) => {
    const { caller, transport } = setUp([{ failure, delivery: 'not-sent' }])

    await expect(caller.call(get)).rejects.toMatchObject({ details: { failure } })
    expect(transport.requests).toHaveLength(1)
  })

  it('backs off with growing, jittered waits', async () => {
    const { caller, clock, transport } = setUp([...Array.from({ length: 8 }, () => ({ status: 503 })), { status: 200 }])
    const times: number[] = []
    const send = transport.send.bind(transport)
    transport.send = (request) => {
      times.push(clock.monotonicMs())
      return send(request)
    }

    await finish(caller.call(get), clock)

    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0))
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000])
  })

  it('gives up when the next wait would pass the deadline, with the last reason', async () => {
    const { caller, clock } = setUp([{ failure: 'reset' }])

    const { error, elapsedMs } = await finish(caller.call(get), clock)

    expect(error).toBeInstanceOf(NetworkError)
    expect(error).toMatchObject({ details: { failure: 'reset' }, cause: { details: { failure: 'reset' } } })
    expect((error as Error).message).toMatch(/given up after \d+ attempts/)
    expect(elapsedMs).toBeLessThan(120_000)
    expect(elapsedMs).toBeGreaterThan(100_000)
  })

  it('honours the deadline of the call', async () => {
    const { caller, clock } = setUp([{ status: 503 }])

    const { error, elapsedMs } = await finish(caller.call({ ...get, deadlineMs: 3000 }), clock)

    expect(error).toBeInstanceOf(ServerError)
    expect(elapsedMs).toBeLessThan(3000)
  })

  it('counts the time that signing in took', async () => {
    const { caller, clock, transport, authorizer } = setUp([{ status: 200 }])
    const { authorize } = authorizer
    authorizer.authorize = async (options) => {
      await clock.sleep(25_000)
      return authorize(options)
    }

    await finish(caller.call({ ...get, deadlineMs: 60_000 }), clock)

    expect(transport.requests.map(({ timeouts }) => timeouts?.totalMs)).toEqual([55_000])
  })

  it('lets no attempt run longer than the deadline and a little', async () => {
    const { caller, clock, transport } = setUp([{ failure: 'reset' }, { status: 200 }])

    await finish(caller.call({ ...get, deadlineMs: 60_000 }), clock)

    expect(transport.requests.map(({ timeouts }) => timeouts?.totalMs)).toEqual([80_000, 79_750])
  })

  it.each(['host-unknown', 'refused', 'protocol'] as const)('soon gives up after %s', async (failure) => {
    const { caller, clock } = setUp([{ failure, delivery: 'not-sent' }])

    const { error, elapsedMs } = await finish(caller.call(get), clock)

    expect(error).toMatchObject({ details: { failure } })
    expect(elapsedMs).toBeLessThan(15_000)
  })

  it('hands an answer on as it came, with the means to strike the secrets of the call out of what is quoted', async () => {
    const body = `{"errors":{"base":["bad header ${key}"]}}`
    const { caller, clock } = setUp([{ status: 400, body }])

    const { result } = await finish(caller.call(get), clock)

    const text = Buffer.from(result?.bytes ?? []).toString()
    expect(text).toBe(body)
    expect(result?.strike?.(text)).toBe('{"errors":{"base":["bad header [secret]"]}}')
  })

  it.each([502, 503, 504])("fails with the server's words after %i, secrets struck out", async (status) => {
    const { caller, clock } = setUp([{ status, body: `<html>Down. You sent ${key}</html>` }])

    const { error } = await finish(caller.call(get), clock)

    expect(error).toBeInstanceOf(ServerError)
    expect(error).toMatchObject({ details: { status, excerpt: expect.stringContaining('Down.') } })
    expect(inspect(error, { depth: 9 }) + JSON.stringify(error)).not.toContain(key)
  })

  it('waits as long as a 503 asks', async () => {
    const { caller, clock } = setUp([{ status: 503, headers: { 'retry-after': '7' } }, { status: 200 }])

    expect((await finish(caller.call(get), clock)).elapsedMs).toBe(7000)
  })

  it('hands back a 500 after three repeats of a GET or a command, at once for anything else', async () => {
    const reading = setUp([{ status: 500, body: '<html>' }])
    const writing = setUp([{ status: 500, body: '<html>' }])
    const commanding = setUp([{ status: 500, body: '<html>' }])

    const read = await finish(reading.caller.call(get), reading.clock)
    const written = await finish(writing.caller.call({ ...get, method: 'PUT', body: '{}' }), writing.clock)
    const command = { ...get, method: 'PUT', repeat: 'idempotent' } as const
    await finish(commanding.caller.call(command), commanding.clock)

    expect(read.result).toMatchObject({ status: 500, bytes: Buffer.from('<html>') })
    expect(reading.transport.requests).toHaveLength(4)
    expect(commanding.transport.requests).toHaveLength(4)
    expect(written.result?.status).toBe(500)
    expect(writing.transport.requests).toHaveLength(1)
  })

  it('counts answers 500 apart from other failures', async () => {
    const faults: Step[] = [{ status: 503 }, { failure: 'reset' }, { status: 502 }, { status: 500 }, { status: 200 }]
    const { caller, clock } = setUp(faults)

    expect((await finish(caller.call(get), clock)).result?.status).toBe(200)
  })

  it('hands a 500 back as a stream where a stream was asked for', async () => {
    const { caller, clock } = setUp([{ status: 500, body: 'sorry' }])

    const { result } = await finish(caller.callStreamed(get), clock)

    expect(result?.status).toBe(500)
    for await (const piece of result?.stream ?? []) expect(Buffer.from(piece).toString()).toBe('sorry')
  })

  it("rejects with the signal's own reason while it waits to repeat", async () => {
    const { caller, clock } = setUp([{ failure: 'reset' }])
    const controller = new AbortController()
    const reason = new Error('enough')
    const work = caller.call({ ...get, signal: controller.signal }).catch((error: unknown) => error)
    await clock.advance(10)

    controller.abort(reason)

    expect(await work).toBe(reason)
    expect(clock.sleeping).toBe(0)
  })
})

describe('createCaller with a request that must happen once', () => {
  it('repeats a POST that was provably not sent', async () => {
    const { caller, clock, transport } = setUp([{ failure: 'connect-timeout', delivery: 'not-sent' }, { status: 201 }])

    expect((await finish(caller.call(post), clock)).result?.status).toBe(201)
    expect(transport.requests).toHaveLength(2)
  })

  it.each(['reset', 'headers-timeout', 'truncated', 'body-timeout', 'protocol'] as const)(
    'never repeats a POST whose outcome is unknown after %s',
    async (failure) => {
      const { caller, transport } = setUp([{ failure }])

      await expect(caller.call(post)).rejects.toMatchObject({ details: { failure, delivery: 'unknown' } })
      expect(transport.requests).toHaveLength(1)
    },
  )

  it.each([502, 503, 504])('never repeats a POST after %i', async (status) => {
    const { caller, transport } = setUp([{ status }])

    await expect(caller.call(post)).rejects.toMatchObject({ code: 'COUPA_SERVER_ERROR', details: { status } })
    expect(transport.requests).toHaveLength(1)
  })

  it('repeats a POST that was refused by the rate limit', async () => {
    const { caller, clock } = setUp([{ status: 429 }, { status: 201 }])

    expect((await finish(caller.call(post), clock)).result?.status).toBe(201)
  })

  it('goes by what the caller says, not by the method', async () => {
    const once = setUp([{ failure: 'reset' }])
    const idempotent = setUp([{ failure: 'reset' }, { status: 200 }])

    await expect(once.caller.call({ ...get, method: 'PUT', repeat: 'once' })).rejects.toThrow(NetworkError)
    const work = idempotent.caller.call({ ...post, repeat: 'idempotent' })
    expect((await finish(work, idempotent.clock)).result?.status).toBe(200)
  })

  it.each([
    { failure: 'connect-timeout', delivery: 'not-sent' },
    { status: 429 },
    { status: 401 },
    { status: 503 },
  ] as const)('never sends a stream twice: %j', async (step) => {
    const { caller, transport } = setUp([step])
    const body = (async function* () {
      yield Buffer.from('x')
    })()

    await expect(caller.call({ ...get, method: 'PUT', body })).rejects.toThrow()
    expect(transport.requests).toHaveLength(1)
  })
})

describe('createCaller when sign-in is refused', () => {
  it('tells the authorizer and repeats once it has made up for it', async () => {
    const { caller, authorizer, transport } = setUp([{ status: 401 }, { status: 200 }])

    expect((await caller.call(post)).status).toBe(200)
    expect(authorizer.refusals).toHaveLength(1)
    expect(transport.requests).toHaveLength(2)
  })

  it('repeats three times at most, and then says unauthorized', async () => {
    const { caller, transport } = setUp([{ status: 401 }])

    const error = await caller.call(get).catch((reason: unknown) => reason)

    expect(error).toBeInstanceOf(UnauthorizedError)
    expect(transport.requests).toHaveLength(4)
    expect(JSON.stringify(error)).not.toContain(key)
  })

  it('fails with what the authorizer says when a repeat makes no sense', async () => {
    const reason = new Error('the key is not valid')
    const { caller } = setUp([{ status: 401 }], {
      authorizer: { ...createAuthorizer(), refused: () => Promise.reject(reason) },
    })

    await expect(caller.call(get)).rejects.toBe(reason)
  })
})

describe('createCaller when the rate limit is exceeded', () => {
  it('pauses as long as Retry-After says and goes on', async () => {
    const { caller, clock, counters } = setUp([{ status: 429, headers: { 'retry-after': '10' } }, { status: 200 }])

    const { result, elapsedMs } = await finish(caller.call(get), clock)

    expect(result?.status).toBe(200)
    expect(elapsedMs).toBe(10_000)
    expect(counters).toMatchObject({ rateLimited: 1, retries: 1, rateLimitWaits: 1, rateLimitWaitMs: 10_000 })
  })

  it('goes through a storm of refusals without Retry-After', async () => {
    const { caller, clock } = setUp([{ status: 429 }, { status: 429 }, { status: 429 }, { status: 200 }])

    expect((await finish(caller.call(get), clock)).elapsedMs).toBe(7000)
  })

  it('takes only an answer for a sign that the refusals are over', async () => {
    const clock = createManualClock()
    const limiter = createRateLimiter({ clock, random: () => 0 })
    const { caller } = setUp([{ status: 429 }, { failure: 'reset' }, { status: 200 }], { clock, limiter })
    const work = caller.call(get)

    await clock.advance(1000)
    expect(limiter.perSecond).toBe(12.5)
    await clock.advance(20_000)
    await work
    expect(limiter.perSecond).toBeGreaterThan(12.5)
  })

  it('gives up at once when the pause is longer than the deadline, also for calls that come later', async () => {
    const { caller, transport } = setUp([{ status: 429, headers: { 'retry-after': '600' } }])

    const first = await caller.call(get).catch((reason: unknown) => reason)
    const second = await caller.call(get).catch((reason: unknown) => reason)

    expect(first).toBeInstanceOf(RateLimitedError)
    expect(first).toMatchObject({ retryAfterMs: 600_000 })
    expect(second).toMatchObject({ code: 'COUPA_RATE_LIMITED', retryAfterMs: 600_000 })
    expect(transport.requests).toHaveLength(1)
  })

  it('gives up within the deadline when the refusals never end', async () => {
    const { caller, clock } = setUp([{ status: 429 }])

    const { error, elapsedMs } = await finish(caller.call(get), clock)

    expect(error).toBeInstanceOf(RateLimitedError)
    expect(elapsedMs).toBeLessThan(120_000)
  })
})

describe('createCaller and what it tells', () => {
  it('logs each attempt and traces the whole, without queries, headers and bodies', async () => {
    const lines: unknown[] = []
    const line = (facts: object, message: string) => void lines.push({ ...facts, message })
    const attributes: Record<string, unknown> = {}
    const ended: string[] = []
    const span: Span = {
      setAttribute: (name, value) => (attributes[name] = value),
      recordException: (error) => void ended.push(error.message),
      setStatus: ({ code }) => ended.push(`status ${code}`),
      end: () => void ended.push('end'),
    }
    const { caller, clock } = setUp([{ failure: 'reset' }, { status: 200, body: 'body-canary' }], {
      log: { debug: line, info: line, warn: line, error: line },
      tracer: {
        startSpan: (name, options) => {
          Object.assign(attributes, { name }, options?.attributes)
          return span
        },
      },
      createCorrelationId: () => 'c-1',
    })

    await finish(caller.call({ ...get, search: 'email=canary', body: 'body-canary' }), clock)

    expect(lines).toMatchObject([
      { correlationId: 'c-1', method: 'GET', path: 'invoices/7', attempt: 1, outcome: 'reset' },
      { correlationId: 'c-1', attempt: 1, waitMs: 250 },
      { correlationId: 'c-1', attempt: 2, outcome: 200, durationMs: 0, waitedMs: 0 },
    ])
    expect(attributes).toMatchObject({
      name: 'coupa.call',
      'http.request.method': 'GET',
      'coupa.path': 'invoices/{id}',
      'coupa.correlation_id': 'c-1',
      'http.response.status_code': 200,
      'coupa.attempts': 2,
    })
    expect(ended).toEqual(['end'])
    expect(JSON.stringify([lines, attributes])).not.toContain('canary')
  })

  it('ends the span with the error', async () => {
    const ended: string[] = []
    const { caller } = setUp([{ failure: 'tls-name' }], {
      tracer: {
        startSpan: () => ({
          setAttribute: () => {},
          recordException: (error) => void ended.push(error.name),
          setStatus: ({ code }) => ended.push(`status ${code}`),
          end: () => void ended.push('end'),
        }),
      },
    })

    await caller.call(get).catch(() => {})

    expect(ended).toEqual(['NetworkError', 'status 2', 'end'])
  })
})

describe('createCaller over a real connection', () => {
  it('reads through cut-off answers, resets and refusals', async () => {
    let requests = 0
    await using server = await startHttp((_request, response) => {
      requests++
      if (requests === 1) return response.socket?.destroy()
      if (requests === 2) {
        response.writeHead(200, { 'content-length': '100' }).write('[{"id"')
        return setTimeout(() => response.socket?.destroy(), 5)
      }
      if (requests === 3) return response.writeHead(429, { 'retry-after': '0' }).end()
      if (requests === 4) return response.writeHead(503).end('<html>')
      return response.end('[{"id":1}]')
    })
    const transport = createUndiciTransport()
    const { caller } = setUp([], {
      serviceUrl: `${server.url}/api`,
      transport,
      clock: undefined,
      limiter: createRateLimiter(),
      random: () => 0,
    })

    const { bytes } = await caller.call(get)
    await transport.close()

    expect(bytes.toString()).toBe('[{"id":1}]')
    expect(requests).toBe(5)
  })
})
