import { describe, expect, it } from 'vitest'
import { createClient, routePath } from './client.ts'
import { ProblemError } from './problem-error.ts'

const account = '0190aaaa-0000-7000-8000-000000000001'
const job = '0190aaaa-0000-7000-8000-000000000002'

describe('createClient', () => {
  it('sends what the route takes, and nothing else', async () => {
    const { client, sent } = scriptedClient([Response.json({ ok: true }, { headers: { etag: '"3"' } })], 'cck_secret')

    const { etag, body } = await client.call('account.update', {
      params: { account },
      body: { name: 'New' },
      ifMatch: '"2"',
      requestId: 'r-1',
    })

    expect(sent[0]?.url).toBe(`https://hub.test/api/v1/accounts/${account}`)
    expect(sent[0]?.method).toBe('PATCH')
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json, application/problem+json',
      authorization: 'Bearer cck_secret',
      'content-type': 'application/json',
      'if-match': '"2"',
      'x-request-id': 'r-1',
    })
    expect(await sent[0]?.json()).toEqual({ name: 'New' })
    expect({ etag, body }).toEqual({ etag: '"3"', body: { ok: true } })
  })

  it('leaves undefined out of the query', async () => {
    const { client, sent } = scriptedClient([Response.json({ items: [], nextCursor: null })])

    await client.call('connections.list', { params: { account }, query: { search: 'a b&c', folder: undefined } })

    expect(new URL(sent[0]?.url ?? '').search).toBe('?search=a+b%26c')
  })

  it('throws the problem that the hub answers', async () => {
    const problem = {
      type: 'urn:x',
      code: 'NAME_TAKEN',
      status: 409,
      title: 'Taken',
      detail: 'There is one.',
      suggestion: 'Choose another.',
      requestId: 'r-2',
    }
    const { client } = scriptedClient([Response.json(problem, { status: 409, headers: { 'retry-after': '7' } })])

    const error = await client.call('installation.get').catch((caught: unknown) => caught)

    expect(error).toBeInstanceOf(ProblemError)
    expect(error).toMatchObject({ code: 'NAME_TAKEN', suggestion: 'Choose another.', retryAfterMs: 7000, problem })
  })

  it.each([
    [502, '<html><h1>Bad gateway</h1></html>', 'UNAVAILABLE'],
    [404, '', 'NOT_FOUND'],
    [407, 'proxy', 'NOT_SIGNED_IN'],
    [302, 'moved', 'INTERNAL_ERROR'],
    [500, '{"code":"SOMETHING_ELSE"}', 'INTERNAL_ERROR'],
  ])('says what was answered when a %s is not the hub’s own', async (status, text, code) => {
    const { client } = scriptedClient([new Response(text, { status })])

    const error = await client.call('installation.get').catch((caught: unknown) => caught)

    expect(error).toMatchObject({ code, status, suggestion: expect.stringContaining('proxy') })
    expect((error as Error).message).toContain(text === '' ? 'it is empty' : text)
  })

  it('throws a problem when a success is the page of a proxy', async () => {
    const { client } = scriptedClient([
      new Response('<html>Sign in</html>', { headers: { 'content-type': 'text/html' } }),
    ])

    await expect(client.call('installation.get')).rejects.toMatchObject({
      status: 200,
      message: expect.stringContaining('is not JSON: <html>Sign in</html>'),
    })
  })

  it('throws a problem when the JSON of a success is cut off', async () => {
    const { client } = scriptedClient([
      new Response('{"version":"1', { headers: { 'content-type': 'application/json' } }),
    ])

    await expect(client.call('installation.get')).rejects.toBeInstanceOf(ProblemError)
  })

  it('answers undefined for an empty success', async () => {
    const { client } = scriptedClient([new Response(null, { status: 204 })])

    expect((await client.call('session.delete')).body).toBeUndefined()
  })

  it('refuses an address that is none', () => {
    expect(() => createClient({ hubUrl: 'hub.example.com' })).toThrow('hubUrl is "hub.example.com"')
  })
})

describe('stream', () => {
  it('gives the events until the finished one, and reads no further', async () => {
    const { client } = scriptedClient([
      eventStream(event(1, 'queued'), ': heartbeat\n\n', event(2, 'finished'), event(3, 'x')),
    ])

    const types = await typesOf(client.stream('job.stream', { params: { account, job } }))

    expect(types).toEqual(['queued', 'finished'])
  })

  it('goes on behind the last event when the connection ends', async () => {
    const { client, sent, pauses } = scriptedClient([
      eventStream(event(1, 'queued'), 'id: 2\ndata: {"type":"half'),
      Response.json({}, { status: 503, headers: { 'retry-after': '4' } }),
      eventStream(event(2, 'finished')),
    ])

    const types = await typesOf(client.stream('job.stream', { params: { account, job } }))

    expect(types).toEqual(['queued', 'finished'])
    expect(sent.map(({ headers }) => headers.get('last-event-id'))).toEqual([null, '1', '1'])
    expect(pauses).toEqual([1000, 4000])
  })

  it('throws when the stream is refused', async () => {
    const { client } = scriptedClient([new Response('', { status: 404 })])

    await expect(typesOf(client.stream('job.stream', { params: { account, job } }))).rejects.toMatchObject({
      status: 404,
    })
  })

  it('throws when a page answers instead of the stream', async () => {
    const { client } = scriptedClient([new Response('<html>', { headers: { 'content-type': 'text/html' } })])

    await expect(typesOf(client.stream('job.stream', { params: { account, job } }))).rejects.toThrow(
      'not a stream of events',
    )
  })

  it('throws the reason of the signal', async () => {
    const controller = new AbortController()
    const { client } = scriptedClient([eventStream(event(1, 'queued'))])

    const reading = (async () => {
      for await (const _event of client.stream('job.stream', { params: { account, job }, signal: controller.signal })) {
        controller.abort(new Error('enough'))
      }
    })()

    await expect(reading).rejects.toThrow('enough')
  })

  it('reads events whatever the ends of lines and chunks', async () => {
    const bytes = new TextEncoder().encode(
      'id:1\r\ndata:{"type":\r\ndata: "é"}\r\n\r\nid: 2\rdata: {"type":"finished"}\r\n\n',
    )
    const chunks = [...bytes].map((byte) => new Uint8Array([byte]))
    const { client } = scriptedClient([eventStream(...chunks)])

    expect(await typesOf(client.stream('job.stream', { params: { account, job } }))).toEqual(['é', 'finished'])
  })
})

describe('routePath', () => {
  it('escapes parameters', () => {
    expect(routePath('catalog.resource', { resource: 'a/:b c' })).toBe('/api/v1/catalog/resources/a%2F%3Ab%20c')
  })

  it('refuses a missing parameter', () => {
    expect(() => routePath('account.get', {})).toThrow('Route account.get needs the parameter account')
  })
})

function scriptedClient(answers: readonly Response[], secret?: string) {
  const sent: Request[] = []
  const pauses: number[] = []
  const client = createClient({
    hubUrl: 'https://hub.test/',
    credential: () => secret,
    fetch: async (input, init) => {
      init?.signal?.throwIfAborted()
      sent.push(new Request(input, init))
      const answer = answers[sent.length - 1]
      if (answer === undefined) throw new Error('no answer is left')
      return answer
    },
    sleep: async (durationMs, signal) => {
      signal?.throwIfAborted()
      pauses.push(durationMs)
    },
  })
  return { client, sent, pauses }
}

function event(sequence: number, type: string): string {
  return `id: ${sequence}\ndata: ${JSON.stringify({ type })}\n\n`
}

function eventStream(...parts: readonly (string | Uint8Array)[]): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const part of parts) controller.enqueue(typeof part === 'string' ? encoder.encode(part) : part)
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
}

async function typesOf(events: AsyncIterable<{ readonly type: string }>): Promise<string[]> {
  const types: string[] = []
  for await (const { type } of events) types.push(type)
  return types
}
