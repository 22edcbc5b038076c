import { RateLimitedError, RedirectedError, ServerError } from '../errors/answer-errors.ts'
import { describePage, looksLikePage } from '../format/describe-page.ts'
import { excerptOf, maxExcerptBytes } from '../secrets/excerpt.ts'
import type { WholeResponse } from './attempt.ts'
import type { CallRequest } from './call.ts'

/** Without a status where an earlier call was refused and not this one. */
export function rateLimitedError(
  { method, path }: CallRequest,
  retryAfterMs: number | undefined,
  status?: number,
): RateLimitedError {
  return new RateLimitedError({ method, path, retryAfterMs }, { status })
}

/** With the beginning of the server's page, which may repeat what was sent. */
export function serverError(
  { method, path }: CallRequest,
  { status, body }: WholeResponse,
  strike: (text: string) => string,
  retryAfterMs: number | undefined,
): ServerError {
  const excerpt = excerptOf(strike(body.toString('utf8', 0, maxExcerptBytes)))
  return new ServerError({
    method,
    path,
    status,
    retryAfterMs,
    ...(excerpt ? { excerpt } : {}),
    ...pageOf(body, strike),
  })
}

/** With the host of the target only, because its path and query may contain a session. */
export function redirectedError(
  { method, path }: CallRequest,
  { status, headers }: WholeResponse,
  serviceUrl: string,
): RedirectedError {
  const { location } = headers
  const targetHost = location ? URL.parse(location, serviceUrl)?.host || undefined : undefined
  return new RedirectedError({ method, path, status, targetHost })
}

/** A web page in place of an answer, in words; nothing for any other body. */
export function pageOf(body: Uint8Array, strike: (text: string) => string): { readonly page?: string } {
  const beginning = Buffer.from(body.subarray(0, maxExcerptBytes)).toString('utf8')
  return looksLikePage(beginning) ? { page: describePage(strike(beginning)) } : {}
}
