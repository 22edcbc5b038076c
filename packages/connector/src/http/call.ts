import type { Format } from '../format/coupa-record.ts'
import type { Priority } from '../rate/permit.ts'

/** One call of Coupa's REST service, before sign-in, rate and retry are added. */
export interface CallRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the service URL, without a leading slash: `invoices/7/submit`. Its segments are already encoded. */
  readonly path: string
  /** Already encoded, without the question mark. */
  readonly search?: string | undefined
  readonly format: Format
  /** `contentType` is set for multipart bodies only; otherwise it follows from `format`. A stream cannot be sent twice. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined
  readonly contentType?: string | undefined
  /** Length of a streamed body, if known. Otherwise the body is sent in chunks. */
  readonly contentLength?: number | undefined
  /** `interactive` calls go ahead of `bulk` ones in the rate limiter's queue. Default: `interactive`. */
  readonly priority?: Priority | undefined
  /**
   * `idempotent`: may be repeated whatever happened (GET, PUT). `once`: repeated only when the request provably did not
   * reach the application. Default: by the method.
   */
  readonly repeat?: 'idempotent' | 'once' | undefined
  readonly signal?: AbortSignal | undefined
  /** How long waiting and repeating may take in total. Default: 120 s (a query gives up within 150 s). */
  readonly deadlineMs?: number | undefined
  readonly maxResponseBytes?: number | undefined
}

/**
 * The answer to a call: any final status except those that sign-in, rate and retry deal with. Those end as errors once
 * they have given up: 401, 429, 502–504 and network faults. 400, 403, 404 and 500 come back as answers; whoever asked
 * knows what they mean there.
 */
export interface CallResponse {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
  /** The `x-correlation-id` that the call was sent with. */
  readonly correlationId?: string | undefined
  /** Strikes the secrets of the call out of a text, for errors that quote the answer. */
  readonly strike?: ((text: string) => string) | undefined
  /** How large the request was, for errors that say it was too large. */
  readonly sent?: RequestSize | undefined
}

export interface RequestSize {
  /** Of the whole address, with its query. */
  readonly addressCharacters: number
  /** Of all headers; the token is nearly all of it. */
  readonly headerCharacters: number
  /** Undefined for a body whose length is not known. */
  readonly bodyBytes: number | undefined
}

export interface StreamedCallResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly stream: AsyncIterable<Uint8Array>
  readonly correlationId?: string | undefined
  readonly strike?: ((text: string) => string) | undefined
  readonly sent?: RequestSize | undefined
}

/** Calls Coupa as a signed-in client at the organization's rate. Everything that reads or writes is built on this. */
export interface Caller {
  call(request: CallRequest): Promise<CallResponse>
  /** As `call`, with the body left on the wire: for downloads. */
  callStreamed(request: CallRequest): Promise<StreamedCallResponse>
}
