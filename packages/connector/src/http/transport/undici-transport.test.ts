import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { inspect } from 'node:util'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { NetworkError } from '../../errors/network-error.ts'
import { startHttp, startTcp, unusedPort } from '../../testing/loopback.ts'
import type { Transport, TransportRequest } from './transport.ts'
import { createUndiciTransport, type UndiciTransportOptions } from './undici-transport.ts'

type TestTransport = Transport & AsyncDisposable

function openTransport(options?: UndiciTransportOptions): TestTransport {
  const transport = createUndiciTransport(options)
  return { ...transport, [Symbol.asyncDispose]: () => transport.close() }
}

function get(url: string, request: Partial<TransportRequest> = {}): TransportRequest {
  return { method: 'GET', url, headers: {}, ...request }
}

function readAll(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  return buffer(Readable.from(stream, { objectMode: false }))
}

async function failureOf(work: Promise<unknown>): Promise<NetworkError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(NetworkError)
  return error as NetworkError
}

describe('createUndiciTransport', () => {
  it('sends method, path, query, headers and body, and hands back status, headers and bytes', async () => {
    await using server = await startHttp(async (request, response) => {
      const body = await text(request)
      const { method, url, headers } = request
      response.writeHead(201, { 'x-many': ['a', 'b'] })
      response.end(JSON.stringify({ method, url, type: headers['content-type'], body }))
    })
    await using transport = openTransport()

    const response = await transport.send({
      method: 'POST',
      url: `${server.url}/api/suppliers?fields=%5B%22id%22%5D`,
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Ä"}',
    })

    expect(response.status).toBe(201)
    expect(response.headers['x-many']).toBe('a, b')
    expect(JSON.parse((await response.bytes()).toString())).toEqual({
      method: 'POST',
      url: '/api/suppliers?fields=%5B%22id%22%5D',
      type: 'application/json',
      body: '{"name":"Ä"}',
    })
  })

  it('sends an address without a path as the root, also with a query', async () => {
    await using server = await startHttp((request, response) => response.end(request.url))
    await using transport = openTransport()

    const paths = await Promise.all(
      [server.url, `${server.url}?a=1`].map(async (url) => (await (await transport.send(get(url))).bytes()).toString()),
    )

    expect(paths).toEqual(['/', '/?a=1'])
  })

  it('keeps a connection for the next request', async () => {
    await using server = await startHttp((_request, response) => response.end('ok'))
    await using transport = openTransport()

    for (let i = 0; i < 5; i++) {
      await (await transport.send(get(server.url))).bytes()
      await nextTurn()
    }

    expect(server.accepted()).toBe(1)
  })

  it('has at least 64 requests under way at once', async () => {
    let waiting: (() => void)[] = []
    await using server = await startHttp((_request, response) => {
      waiting.push(() => response.end('ok'))
      if (waiting.length === 64) for (const answer of waiting) answer()
    })
    await using transport = openTransport()

    const responses = await Promise.all(Array.from({ length: 64 }, () => transport.send(get(server.url))))
    waiting = []

    expect((await Promise.all(responses.map((response) => response.bytes()))).map(String)).toEqual(
      Array.from({ length: 64 }, () => 'ok'),
    )
  })

  it('hands back a redirect and never follows it', async () => {
    const paths: string[] = []
    await using server = await startHttp((request, response) => {
      paths.push(request.url ?? '')
      response.writeHead(302, { location: '/login' }).end()
    })
    await using transport = openTransport()

    const response = await transport.send(get(`${server.url}/api`, { headers: { authorization: 'Bearer x' } }))
    await response.bytes()

    expect(response.status).toBe(302)
    expect(response.headers.location).toBe('/login')
    expect(paths).toEqual(['/api'])
  })

  it('sends a body in pieces, with its length when that is given', async () => {
    await using server = await startHttp(async (request, response) => {
      const body = await text(request)
      response.end(`${request.headers['content-length'] ?? request.headers['transfer-encoding']}:${body}`)
    })
    await using transport = openTransport()
    async function* pieces() {
      yield Buffer.from('one')
      yield Buffer.from('two')
    }
    const post = (headers: Record<string, string>) =>
      transport.send({ method: 'POST', url: server.url, headers, body: pieces() })

    expect((await (await post({})).bytes()).toString()).toBe('chunked:onetwo')
    expect((await (await post({ 'content-length': '6' })).bytes()).toString()).toBe('6:onetwo')
  })

  it('fails with the error of a body that breaks in the making', async () => {
    await using server = await startHttp((request, response) => request.on('end', () => response.end()).resume())
    await using transport = openTransport()
    const broken = new Error('the file is gone')
    async function* pieces() {
      yield Buffer.from('one')
      throw broken
    }

    await expect(transport.send({ method: 'POST', url: server.url, headers: {}, body: pieces() })).rejects.toBe(broken)
  })

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
  ])('decompresses %s, whole and in pieces', async (encoding, compress) => {
    const text = 'Coupa '.repeat(50_000)
    await using server = await startHttp((request, response) => {
      expect(request.headers['accept-encoding']).toContain(encoding)
      response.writeHead(200, { 'content-encoding': encoding }).end(compress(text))
    })
    await using transport = openTransport()

    expect((await (await transport.send(get(server.url))).bytes()).toString()).toBe(text)
    expect((await readAll((await transport.send(get(server.url))).stream())).toString()).toBe(text)
  })

  it('takes an empty body for empty, whatever its encoding is said to be', async () => {
    await using server = await startHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end()
    })
    await using transport = openTransport()

    expect(await (await transport.send(get(server.url))).bytes()).toHaveLength(0)
    expect(await readAll((await transport.send(get(server.url))).stream())).toHaveLength(0)
  })

  it.each(['bytes', 'stream'] as const)('says truncated when compressed data ends too early (%s)', async (way) => {
    await using server = await startHttp((_request, response) => {
      const whole = gzipSync('Coupa '.repeat(10_000))
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole.subarray(0, whole.length - 20))
    })
    await using transport = openTransport()
    const response = await transport.send(get(server.url))

    const error = await failureOf(way === 'bytes' ? response.bytes() : readAll(response.stream()))

    expect(error.details.failure).toBe('truncated')
  })

  it('refuses a decompression bomb before it is unpacked', async () => {
    await using server = await startHttp((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(20_000_000)))
    })
    await using transport = openTransport({ maxResponseBytes: 1_000_000 })

    const error = await failureOf((await transport.send(get(server.url))).bytes())

    expect(error.details).toMatchObject({ failure: 'too-large', evidence: { limitBytes: 1_000_000 } })
    expect(error.isRetryable).toBe(false)
  })

  it.each([
    ['announced by its length', { 'content-length': '2000' }],
    ['of unknown length', {}],
  ])('refuses a body that is too large, %s', async (_how, headers) => {
    await using server = await startHttp((_request, response) => {
      response.writeHead(200, headers as Record<string, string>)
      response.write(Buffer.alloc(1000))
      response.end(Buffer.alloc(1000))
    })
    await using transport = openTransport()

    const error = await failureOf((await transport.send(get(server.url, { maxResponseBytes: 1500 }))).bytes())

    expect(error.details.failure).toBe('too-large')
  })

  it('streams more than the limit of bytes() when no limit is named', async () => {
    await using server = await startHttp((_request, response) => response.end(Buffer.alloc(3_000_000, 'x')))
    await using transport = openTransport({ maxResponseBytes: 1000 })

    const body = await readAll((await transport.send(get(server.url))).stream())

    expect(body).toHaveLength(3_000_000)
  })

  it('holds a body back while its reader is slow, and lets go of the connection when the reader leaves', async () => {
    let written = 0
    await using server = await startTcp((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        const more = () => {
          written += 65536
          if (!socket.destroyed && written < 1e9 && socket.write(Buffer.alloc(65536))) setImmediate(more)
        }
        socket.on('drain', more)
        more()
      })
    })
    await using transport = openTransport()

    for await (const piece of (await transport.send(get(server.url))).stream()) {
      expect(piece.length).toBeGreaterThan(0)
      break
    }
    while (server.connections() > 0) await nextTurn()

    expect(written).toBeLessThan(100_000_000)
  })

  it('lets a body be read only once', async () => {
    await using server = await startHttp((_request, response) => response.end('ok'))
    await using transport = openTransport()
    const response = await transport.send(get(server.url))
    await response.bytes()

    await expect(response.bytes()).rejects.toThrow(TypeError)
  })

  it('fails the requests under way when it is closed, and takes no more', async () => {
    await using server = await startHttp(() => {})
    const transport = createUndiciTransport()
    const pending = failureOf(transport.send(get(server.url)))
    while (server.connections() === 0) await nextTurn()

    await transport.close()

    expect((await pending).details).toMatchObject({ failure: 'reset', delivery: 'unknown' })
    await expect(transport.send(get(server.url))).rejects.toThrow(TypeError)
    while (server.connections() > 0) await nextTurn()
  })

  it.each([
    ['a relative address', { url: '/api/invoices' }],
    ['user info', { url: 'https://user:secret@127.0.0.1/' }],
    ['another scheme', { url: 'ftp://127.0.0.1/' }],
    ['a header with a line break', { url: 'http://127.0.0.1:1/', headers: { 'x-a': 'b\r\nc: d' } }],
  ])('refuses %s as a mistake of the program', async (_what, request) => {
    await using transport = openTransport()

    await expect(transport.send(get(request.url, request))).rejects.toThrow(TypeError)
  })

  it.each([{ connections: 0 }, { maxResponseBytes: Number.NaN }, { timeouts: { totalMs: -1 } }])(
    'refuses the option %j at once',
    (options) => {
      expect(() => createUndiciTransport(options)).toThrow(TypeError)
    },
  )
})

describe('createUndiciTransport with an abort signal', () => {
  it("rejects with the signal's own reason before, while connecting, waiting and reading", async () => {
    await using server = await startHttp((request, response) => {
      if (request.url === '/body') response.writeHead(200).write('begin')
    })
    const reason = new Error('enough')
    const never = new Promise<readonly string[]>(() => {})
    await using transport = openTransport({ lookup: (name) => (name === 'never.test' ? never : Promise.resolve([])) })
    const aborted = (url: string) => {
      const controller = new AbortController()
      const work = transport.send(get(url, { signal: controller.signal })).then((response) => response.bytes())
      return { controller, work }
    }

    await expect(transport.send(get(server.url, { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason)
    for (const url of ['http://never.test/', `${server.url}/headers`, `${server.url}/body`]) {
      const { controller, work } = aborted(url)
      setTimeout(() => controller.abort(reason), 30)
      await expect(work).rejects.toBe(reason)
    }
  })

  it('leaves no listener on the signal', async () => {
    await using server = await startHttp((_request, response) => response.end('ok'))
    await using transport = openTransport()
    const { signal } = new AbortController()
    let listeners = 0
    const counting = new Proxy(signal, {
      get: (target, name) => {
        if (name === 'addEventListener') listeners++
        if (name === 'removeEventListener') listeners--
        const value = Reflect.get(target, name, target)
        return typeof value === 'function' ? value.bind(target) : value
      },
    })

    await (await transport.send(get(server.url, { signal: counting }))).bytes()

    expect(listeners).toBe(0)
  })
})

describe('createUndiciTransport and what can go wrong below HTTP', () => {
  it('says refused, and that nothing was sent', async () => {
    const port = await unusedPort()
    await using transport = openTransport()

    const error = await failureOf(transport.send(get(`http://127.0.0.1:${port}/api?secret=1`)))

    expect(error.details).toMatchObject({
      failure: 'refused',
      method: 'GET',
      url: `http://127.0.0.1:${port}/api`,
      delivery: 'not-sent',
      evidence: { port, code: 'ECONNREFUSED' },
    })
    expect(JSON.stringify(error)).not.toContain('secret')
    expect(error.suggestion).toBeTruthy()
  })

  it.each(['ENOTFOUND', 'EAI_AGAIN'])('says host-unknown when the look-up ends in %s', async (code) => {
    const lookup = () => Promise.reject(Object.assign(new Error(`getaddrinfo ${code}`), { code }))
    await using transport = openTransport({ lookup })

    const error = await failureOf(transport.send(get('https://typo.test/')))

    expect(error.details).toMatchObject({
      failure: 'host-unknown',
      delivery: 'not-sent',
      evidence: { hostname: 'typo.test', code },
    })
  })

  it('says unreachable when there is no way to the address', async () => {
    // The kernel refuses TCP to a multicast address before anything leaves the machine.
    await using transport = openTransport({ lookup: async () => ['224.0.0.1'] })

    const error = await failureOf(transport.send(get('http://far.test/')))

    expect(error.details).toMatchObject({ failure: 'unreachable', delivery: 'not-sent' })
  })

  it('tries the next address when one does not answer', async () => {
    await using server = await startHttp((_request, response) => response.end('ok'))
    await using transport = openTransport({ lookup: async () => ['224.0.0.1', '127.0.0.1'] })

    const response = await transport.send(get(`http://two.test:${server.port}/`))

    expect((await response.bytes()).toString()).toBe('ok')
  })

  it('says connect-timeout when no connection comes about', async () => {
    await using transport = openTransport({ lookup: () => new Promise(() => {}), timeouts: { connectMs: 30 } })

    const error = await failureOf(transport.send(get('https://slow.test/')))

    expect(error.details).toMatchObject({ failure: 'connect-timeout', delivery: 'not-sent', evidence: { limitMs: 30 } })
  })

  it('takes the limits of a request over its own', async () => {
    await using transport = openTransport({ lookup: () => new Promise(() => {}) })

    const error = await failureOf(transport.send(get('https://slow.test/', { timeouts: { connectMs: 20 } })))

    expect(error.details.evidence).toMatchObject({ limitMs: 20 })
  })

  it.each([
    ['headers-timeout', '', { headersMs: 50 }],
    ['body-timeout', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', { bodyMs: 50 }],
    ['total-timeout', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc', { totalMs: 50 }],
    ['truncated', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc<end>', {}],
    ['truncated', 'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 10\r\n\r\nabc<end>', {}],
    ['truncated', 'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc<reset>', {}],
    ['truncated', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n<end>', {}],
    ['truncated', 'HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n<end>', {}],
    ['truncated', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n<reset>', {}],
    ['protocol', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n', {}],
    ['reset', '<reset>', {}],
    ['reset', '<end>', {}],
    ['reset', 'HTTP/1.1 200 OK\r\nContent-Le<end>', {}],
    ['protocol', '220 mail.example ESMTP\r\n', {}],
    ['protocol', `HTTP/1.1 200 OK\r\nX-Long: ${'x'.repeat(70_000)}\r\n\r\n`, {}],
    ['protocol', 'HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 3\r\n\r\nabc', {}],
    ['protocol', 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc', {}],
  ] as const)('says %s for the answer %j', async (failure, answer, timeouts) => {
    await using server = await startTcp((socket) => {
      socket.once('data', () => {
        socket.write(answer.replace(/<.*/, ''), () => {
          if (answer.endsWith('<end>')) socket.end()
          if (answer.endsWith('<reset>')) setTimeout(() => socket.resetAndDestroy(), 10)
        })
      })
    })
    await using transport = openTransport({ timeouts })

    const error = await failureOf(transport.send(get(server.url)).then((response) => response.bytes()))

    expect(error.details).toMatchObject({ failure, delivery: 'unknown' })
    expect(error.message).toContain(server.url)
  })

  it('counts the wait for a connection into the total limit, and knows that nothing was sent', async () => {
    await using transport = openTransport({ lookup: () => new Promise(() => {}), timeouts: { totalMs: 30 } })

    const error = await failureOf(transport.send(get('http://slow.test/')))

    expect(error.details).toMatchObject({ failure: 'total-timeout', delivery: 'not-sent' })
  })

  it('does not write a request that was given up while its connection was made', async () => {
    let received = 0
    await using server = await startHttp((_request, response) => {
      received++
      response.end('ok')
    })
    const gate = Promise.withResolvers<readonly string[]>()
    await using transport = openTransport({ lookup: () => gate.promise })
    const url = `http://gate.test:${server.port}/`
    const controller = new AbortController()
    const given = transport.send({ ...get(url, { signal: controller.signal }), method: 'POST' })
    controller.abort(new Error('no longer'))
    await expect(given).rejects.toThrow('no longer')

    gate.resolve(['127.0.0.1'])
    await (await transport.send(get(url))).bytes()

    expect(received).toBe(1)
  })

  it('uses a fresh connection when the kept one was closed by the server', async () => {
    let received = 0
    await using server = await startTcp((socket) => {
      socket.once('data', () => {
        received++
        socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
      })
    })
    await using transport = openTransport()
    const post = async () => (await transport.send({ method: 'POST', url: server.url, headers: {}, body: 'x' })).bytes()
    await post()
    while (server.connections() > 0) await nextTurn()

    expect((await post()).toString()).toBe('ok')
    expect(received).toBe(2)
  })

  it('keeps a piece of a broken answer out of its error', async () => {
    await using server = await startTcp((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 200 OK\r\nbroken header token-1234\r\n\r\n'))
    })
    await using transport = openTransport()

    const error = await failureOf(transport.send(get(server.url)))

    expect(inspect(error, { depth: 9 })).not.toContain('token-1234')
  })
})
