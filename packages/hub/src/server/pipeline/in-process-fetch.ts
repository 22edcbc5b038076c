import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createId } from '../../basics/create-id.ts'

/** Requests that begin in this process. */
export interface InProcessFetch {
  readonly fetch: typeof fetch
  /** The same for somebody who asked from this address, and is not this process. */
  fetchFrom(address: string): typeof fetch
  /** Tells when the caller of such a request has gone. */
  abandonedBy(request: FastifyRequest): AbortSignal | undefined
}

const callHeader = 'x-coupa-connector-in-process'
const bodiless = new Set([204, 205, 304])

/**
 * Answers requests through the same routes and checks as a remote one, without a socket. Bodies of answers are streams. The
 * handler sees a cancelled stream or an aborted request as a broken connection. Redirects are not followed.
 */
export function createInProcessFetch(app: FastifyInstance, origin: string): InProcessFetch {
  // Under a name that only this process knows, so that nobody outside can reach into another call.
  const calls = new Map<string, AbortSignal>()
  const fetchFrom =
    (remoteAddress: string | undefined): typeof fetch =>
    async (input, init) => {
      const request = new Request(input, init)
      request.signal.throwIfAborted()
      const abandoned = new AbortController()
      const name = createId()
      const abort = (): void => abandoned.abort(request.signal.reason)
      request.signal.addEventListener('abort', abort, { once: true })
      const settled = (): void => {
        calls.delete(name)
        request.signal.removeEventListener('abort', abort)
      }
      calls.set(name, abandoned.signal)
      try {
        const { pathname, search } = new URL(request.url)
        const payload = request.body === null ? undefined : Buffer.from(await request.arrayBuffer())
        const answer = app.inject({
          method: request.method as 'GET',
          url: pathname + search,
          headers: { host: new URL(origin).host, ...Object.fromEntries(request.headers), [callHeader]: name },
          payloadAsStream: true,
          ...(remoteAddress === undefined ? {} : { remoteAddress }),
          ...(payload === undefined ? {} : { payload }),
        })
        const { statusCode, headers, stream } = await orAborted(answer, request.signal)
        const body = stream()
        if (bodiless.has(statusCode) || request.method === 'HEAD') {
          body.resume().once('close', settled)
          return new Response(null, { status: statusCode, headers: toHeaders(headers) })
        }
        return new Response(toWebStream(body, abandoned, request.signal, settled), {
          status: statusCode,
          headers: toHeaders(headers),
        })
      } catch (error) {
        settled()
        throw error
      }
    }
  return {
    fetch: fetchFrom(undefined),
    fetchFrom,
    abandonedBy: (request) => {
      const name = request.headers[callHeader]
      return typeof name === 'string' ? calls.get(name) : undefined
    },
  }
}

async function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const ended = new AbortController()
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: ended.signal })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    ended.abort()
    // When the abort has won, the answer that comes later is nobody's.
    work.catch(() => undefined)
  }
}

function toWebStream(
  body: Readable,
  abandoned: AbortController,
  signal: AbortSignal,
  settled: () => void,
): ReadableStream<Uint8Array> {
  const stop = (): void => {
    body.destroy(signal.reason instanceof Error ? signal.reason : new Error('The request was aborted'))
  }
  signal.addEventListener('abort', stop, { once: true })
  body.once('close', () => {
    signal.removeEventListener('abort', stop)
    // Before its end only when nobody reads on.
    if (!body.readableEnded) abandoned.abort(signal.reason ?? new Error('The reader has gone'))
    settled()
  })
  return Readable.toWeb(body) as ReadableStream<Uint8Array>
}

function toHeaders(given: Readonly<Record<string, unknown>>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given)) {
    // The body is not chunked any more.
    if (name === 'transfer-encoding' || name === 'connection') continue
    for (const each of Array.isArray(value) ? value : [value])
      if (each !== undefined) headers.append(name, String(each))
  }
  return headers
}
