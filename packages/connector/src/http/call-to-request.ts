import type { Authorization } from '../sign-in/token.ts'
import type { CallRequest, RequestSize } from './call.ts'
import type { TransportRequest } from './transport/transport.ts'

export interface CallToRequestOptions {
  readonly serviceUrl: string
  readonly authorization: Authorization
  readonly userAgent: string
  readonly correlationId: string
  readonly totalMs: number
}

/** Puts a call onto the wire: the service's address before its path, and the headers that Coupa wants. */
export function callToRequest(
  call: CallRequest,
  { serviceUrl, authorization, userAgent, correlationId, totalMs }: CallToRequestOptions,
): TransportRequest {
  // Coupa wants both media types, and equal (F-081). Unknown headers it ignores.
  const mediaType = `application/${call.format}`
  const headers: Record<string, string> = {
    accept: mediaType,
    'content-type': call.contentType ?? mediaType,
    'user-agent': userAgent,
    'x-correlation-id': correlationId,
  }
  headers[authorization.headerName.toLowerCase()] = authorization.headerValue.reveal()
  if (call.contentLength !== undefined) headers['content-length'] = String(call.contentLength)
  return {
    method: call.method,
    url: `${serviceUrl}/${call.path}${call.search ? `?${call.search}` : ''}`,
    headers,
    body: call.body,
    signal: call.signal,
    timeouts: { totalMs },
    maxResponseBytes: call.maxResponseBytes,
  }
}

/** How large a request is. */
export function sizeOf({ url, headers, body }: TransportRequest): RequestSize {
  const length = headers?.['content-length']
  return {
    addressCharacters: url.length,
    headerCharacters: Object.entries(headers ?? {}).reduce((sum, [name, value]) => sum + name.length + value.length, 0),
    bodyBytes:
      body === undefined
        ? 0
        : typeof body === 'string' || body instanceof Uint8Array
          ? Buffer.byteLength(body)
          : length === undefined
            ? undefined
            : Number(length),
  }
}

/** Throws `TypeError` for a path that could leave the service root, credentials and all: slashes first, dots, a query. */
export function checkPath(path: string): void {
  if (/^\/|[?#\\\s]|(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(path)) {
    throw new TypeError(`The path ${JSON.stringify(path)} is not one below the service URL, such as "invoices/7"`)
  }
}
