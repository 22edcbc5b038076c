/** One HTTP request as it goes onto the wire, credentials included: it must never be kept in an error or a log. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined
  readonly signal?: AbortSignal | undefined
  /** Limits for this call. Missing ones come from the transport's defaults. */
  readonly timeouts?: Partial<Timeouts> | undefined
  readonly maxResponseBytes?: number | undefined
  /** Told what happens below HTTP on a new connection. The connection test uses it to time its stages. */
  readonly onProgress?: ((event: ConnectProgress) => void) | undefined
}

export interface Timeouts {
  /** Name look-up, TCP and TLS together. */
  readonly connectMs: number
  /** From the sent request to the end of the response's headers. */
  readonly headersMs: number
  /** Between two pieces of the body. */
  readonly bodyMs: number
  /** The whole call, waiting for a free connection included. */
  readonly totalMs: number
}

/** What a new connection has reached. `proxy-connected` comes only where a proxy is used. */
export type ConnectProgress =
  | { readonly name: 'name-resolved'; readonly addresses: readonly string[] }
  | { readonly name: 'connected'; readonly address: string }
  | { readonly name: 'proxy-connected'; readonly proxy: string }
  | {
      readonly name: 'secured'
      readonly protocol: string
      readonly cipher: string
      readonly certificateExpiresAt: string | undefined
    }

export interface TransportResponse {
  readonly status: number
  /** Lower-case names; several values of one name joined by `, `. */
  readonly headers: Readonly<Record<string, string>>
  /** The whole body, decompressed. Throws `NetworkError` when it is cut off, too long or too slow. May be called once. */
  bytes(): Promise<Buffer>
  /** The body as it arrives, for downloads. Leaving the loop closes the connection. */
  stream(): AsyncIterable<Uint8Array>
}

/** Sends one request and returns one response: no retry, no redirect, no credentials of its own. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>
  /** Loads what the first request needs. Optional; otherwise the first request waits for it. */
  prepare?(): Promise<void>
  close(): Promise<void>
}
