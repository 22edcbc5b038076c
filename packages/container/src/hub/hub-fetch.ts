import { NetworkError } from '@coupa-connector/connector'
import {
  createUndiciTransport,
  type TransportRequest,
  type TransportResponse,
  type UndiciTransportOptions,
} from '@coupa-connector/connector/plugins'

export interface HubFetchOptions extends Pick<UndiciTransportOptions, 'proxy' | 'environment' | 'ca' | 'lookup'> {
  /** How long the hub may hold a request back. Default: 40 s, well above the long poll of 25 s. */
  readonly answerMs?: number | undefined
}

/** A `fetch` for calls to the hub, with the connections that it keeps. */
export interface HubFetch extends AsyncDisposable {
  readonly fetch: typeof fetch
  /** Ends what is under way and closes all connections. */
  close(): Promise<void>
}

/** The hub cannot be reached, or the connection to it broke. A `TypeError`, as every `fetch` throws in this case. */
export class HubUnreachableError extends TypeError {
  readonly suggestion =
    'Check the address of the hub, and the proxy, the firewall and the certificates on the way to it.'

  constructor({ message }: NetworkError, options: ErrorOptions) {
    super(`The hub cannot be reached: ${message}`, options)
    this.name = 'HubUnreachableError'
  }
}

const eventStream = 'text/event-stream'

/**
 * A `fetch` over the transport that also calls Coupa. It uses the same proxies (`HTTPS_PROXY`, `NO_PROXY`), trusts the same
 * certificates, and describes failures in the same words, as a `HubUnreachableError`. It requires TLS 1.2, as Node does. It
 * follows no redirects and sends text bodies only, which is all that the client of the hub needs. Event streams arrive as they
 * are sent; they may last, with a sign of life every minute.
 */
export function createHubFetch({ answerMs = 40_000, ...options }: HubFetchOptions = {}): HubFetch {
  const transport = createUndiciTransport({
    ...options,
    timeouts: { connectMs: 10_000, headersMs: answerMs, bodyMs: 60_000, totalMs: answerMs + 30_000 },
    // The answer to a poll holds the settings of many jobs at the most.
    maxResponseBytes: 32 * 1024 * 1024,
  })
  const close = async (): Promise<void> => transport.close()
  return {
    fetch: async (input, init = {}) => {
      const { method = 'GET', headers, body, signal } = init
      if (body !== undefined && body !== null && typeof body !== 'string') {
        throw new TypeError('A request to the hub has a text for a body')
      }
      const named = Object.fromEntries(new Headers(headers))
      const mayLast = named.accept?.includes(eventStream) ?? false
      try {
        const answer = await transport.send({
          method: method as TransportRequest['method'],
          url: input instanceof Request ? input.url : String(input),
          headers: named,
          ...(typeof body === 'string' ? { body } : {}),
          ...(signal ? { signal } : {}),
          ...(mayLast ? { timeouts: { totalMs: 0 } } : {}),
        })
        const { status } = answer
        return new Response(await bodyOf(answer), { status, headers: withoutCoding(answer.headers) })
      } catch (error) {
        throw asFetchError(error)
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function bodyOf(answer: TransportResponse): Promise<ReadableStream | Uint8Array<ArrayBuffer> | null> {
  if (answer.headers['content-type']?.startsWith(eventStream))
    return ReadableStream.from(pieces(answer)) as ReadableStream
  const bytes = await answer.bytes()
  return [204, 205, 304].includes(answer.status) ? null : new Uint8Array(bytes)
}

async function* pieces(answer: TransportResponse): AsyncGenerator<Uint8Array> {
  try {
    yield* answer.stream()
  } catch (error) {
    throw asFetchError(error)
  }
}

function asFetchError(error: unknown): unknown {
  return error instanceof NetworkError ? new HubUnreachableError(error, { cause: error }) : error
}

/** The body is already decompressed and has another length than announced. */
function withoutCoding(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'content-encoding' && name !== 'content-length'),
  )
}
