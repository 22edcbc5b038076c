import { parseRetryAfter } from '../rate/retry-after.ts'
import { type Answer, redirectTargetOf } from './classify/classified-failure.ts'
import { mediaTypeOf } from './classify/judge-body.ts'
import type { SecretStriker } from './report/strike-secrets.ts'
import type { TestDetails } from './report/test-report.ts'

const maxBodyCharacters = 500

/** Bounds the work on a huge body. A secret that begins before the cut is still found whole. */
const maxSearchedCharacters = 64 * 1024

/** What support needs of an answer. Secrets are struck out before the body is cut, because a cut must not leave half of one. */
export function detailsOf(
  answer: Answer,
  { requestUrl, striker, nowMs }: { requestUrl: string; striker: SecretStriker; nowMs: number },
): TestDetails {
  const mediaType = mediaTypeOf(answer.headers['content-type'])
  const correlationId = correlationHeaders.map((name) => answer.headers[name]).find((value) => value !== undefined)
  const redirectTarget = redirectTargetOf(answer, requestUrl)
  const waitMs = parseRetryAfter(answer.headers['retry-after'], { nowMs, date: answer.headers.date })
  const body = striker
    .text(answer.body.slice(0, maxSearchedCharacters))
    .trim()
    .slice(0, maxBodyCharacters)
    .toWellFormed()
  return {
    status: answer.status,
    ...(mediaType === '' ? {} : { mediaType }),
    ...(correlationId === undefined ? {} : { correlationId: correlationId.slice(0, 200) }),
    ...(redirectTarget === undefined ? {} : { redirectTarget }),
    ...(waitMs === undefined ? {} : { retryAfterSeconds: Math.ceil(waitMs / 1000) }),
    ...(body === '' ? {} : { body }),
  }
}

const correlationHeaders = [
  'x-correlation-id',
  'x-request-id',
  'request-id',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'cf-ray',
] as const
