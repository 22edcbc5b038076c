import type { OutgoingHttpHeaders } from 'node:http'

/** A finished answer, before it goes on the wire; faults change it or take its place. */
export interface Answer {
  readonly status: number
  readonly headers: OutgoingHttpHeaders
  readonly body: Buffer
}

/** Makes an answer with a body of a media type. */
export function answer(
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: OutgoingHttpHeaders = {},
): Answer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  return { status, headers: bytes.length > 0 ? { 'content-type': contentType, ...headers } : headers, body: bytes }
}
