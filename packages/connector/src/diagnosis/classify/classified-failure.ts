import type { OutcomeFacts } from '../outcomes/outcome-definition.ts'
import type { TestFailureCode } from '../outcomes/outcomes.ts'
import type { CoreStageName } from '../report/stages.ts'

/** The judgement of an answer or an error: the outcome, the facts for its sentences, and the stage that fails. */
export interface ClassifiedFailure {
  readonly code: TestFailureCode
  readonly facts: OutcomeFacts
  readonly stage: CoreStageName
  /** Error code of the token server, for the details. */
  readonly oauthError?: string
}

/** One HTTP answer, read to its end. */
export interface Answer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Where a redirect leads: scheme, host and path. Never the query, which could contain anything. */
export function redirectTargetOf({ status, headers }: Answer, requestUrl: string): string | undefined {
  const location = headers.location
  if (status < 300 || status > 399 || location === undefined) return undefined
  try {
    const { origin, pathname, protocol } = new URL(location, requestUrl)
    return protocol === 'https:' || protocol === 'http:' ? `${origin}${pathname}` : `${protocol}…`
  } catch {
    return 'an address that cannot be read'
  }
}

/** The path of an answer that says too much was sent, most often because a token is too long (row 38). */
export function saysRequestTooLarge({ status, body }: Answer): boolean {
  if (status === 413 || status === 414 || status === 431 || status === 494) return true
  return (
    status === 400 && /(?:request )?(?:header|cookie|uri)s?[^<]{0,40} too (?:large|long)/i.test(body.slice(0, 2000))
  )
}

/** First piece of a text from outside, on one line, for a sentence. */
export function shorten(text: string, length = 200): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
