import { htmlPage } from '../format/error-body.ts'
import type { QuirkSettings } from '../settings/quirks.ts'
import { type Answer, answer } from './answer.ts'

/** The answer to a request beyond the limit; body and Retry-After are not documented and therefore switches (F-241, F-242). */
export function tooManyRequests(quirks: QuirkSettings, retryAfterSeconds: number, nowMs: number): Answer {
  const headers = retryAfterHeader(quirks['retry-after'], retryAfterSeconds, nowMs)
  switch (quirks['too-many-requests-body']) {
    case 'json':
      return answer(
        429,
        'application/json; charset=utf-8',
        JSON.stringify({ errors: { base: ['Too many requests'] } }),
        headers,
      )
    case 'html':
      return answer(429, 'text/html; charset=utf-8', htmlPage('429 Too Many Requests', 'Slow down.'), headers)
    default:
      return answer(429, 'text/plain; charset=utf-8', 'Too many requests\n', headers)
  }
}

/** The header Retry-After in seconds or as a date; none for any other form. */
export function retryAfterHeader(form: string, seconds: number, nowMs: number): Readonly<Record<string, string>> {
  if (form === 'seconds') return { 'retry-after': String(seconds) }
  if (form === 'date') return { 'retry-after': new Date(nowMs + seconds * 1000).toUTCString() }
  return {}
}
