import { createUndiciTransport, type TransportRequest, type UndiciTransportOptions } from '@coupa-connector/connector'

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

/**
 * A `fetch` over the same transport that calls Coupa: it goes through the same proxies (`HTTPS_PROXY`, `NO_PROXY`), trusts
 * the same certificates, and says in the same words what failed (`NetworkError`). TLS 1.2 is the least, as Node has it.
 * Redirects are not followed, and bodies are texts: that is all the client of the hub needs.
 */
export function createHubFetch({ answerMs = 40_000, ...options }: HubFetchOptions = {}): HubFetch {
  const transport = createUndiciTransport({
    ...options,
    timeouts: { connectMs: 10_000, headersMs: answerMs, bodyMs: 30_000, totalMs: answerMs + 30_000 },
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
      const answer = await transport.send({
        method: method as TransportRequest['method'],
        url: input instanceof Request ? input.url : String(input),
        headers: Object.fromEntries(new Headers(headers)),
        ...(typeof body === 'string' ? { body } : {}),
        ...(signal ? { signal } : {}),
      })
      const bytes = await answer.bytes()
      const hasBody = ![204, 205, 304].includes(answer.status)
      return new Response(hasBody ? new Uint8Array(bytes) : null, {
        status: answer.status,
        headers: withoutCoding(answer.headers),
      })
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The body is decompressed already, and has another length than was announced. */
function withoutCoding(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'content-encoding' && name !== 'content-length'),
  )
}
