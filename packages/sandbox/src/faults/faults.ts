import { htmlPage } from '../format/error-body.ts'
import { type Answer, answer } from '../http/answer.ts'
import { retryAfterHeader } from '../http/too-many-requests.ts'
import { loginPage } from '../http/web-pages.ts'
import { type FaultRule, faultKinds } from './fault.ts'

/** A request as rules see it. */
export interface FaultCandidate {
  readonly kind: 'api' | 'token'
  readonly method: string
  readonly path: string
}

/** What happens to one request. */
export interface ActiveFault {
  readonly rule: FaultRule
  /** True when the request is not carried out at all. */
  readonly isBefore: boolean
  /** Takes the place of the real answer. */
  readonly replacement: Answer | undefined
}

/** The faults that are on. */
export interface Faults {
  /** Adds a rule; the function takes it away. Throws TypeError for a rule that makes no sense. */
  add(rule: FaultRule): () => void
  clear(): void
  /** The fault that the next request meets; the first rule that fits wins. */
  next(candidate: FaultCandidate): ActiveFault | undefined
}

const carriedOut = new Set(['slow-headers', 'slow-body', 'cut-body', 'wrong-length', 'garbage', 'drop-answer'])

/** Makes an empty list of faults. `now` serves Retry-After as a date. */
export function createFaults(now: () => number): Faults {
  const active: { rule: FaultRule; seen: number; done: number }[] = []

  return {
    add(rule) {
      checkRule(rule)
      const entry = { rule, seen: 0, done: 0 }
      active.push(entry)
      return () => {
        const place = active.indexOf(entry)
        if (place >= 0) active.splice(place, 1)
      }
    },
    clear() {
      active.length = 0
    },
    next(candidate) {
      for (const entry of active) {
        const { rule } = entry
        if (!fits(rule, candidate) || entry.done >= (rule.times ?? (rule.every ? Number.POSITIVE_INFINITY : 1)))
          continue
        entry.seen += 1
        const place = entry.seen - (rule.after ?? 0)
        if (place < 1 || place % (rule.every ?? 1) !== 0) continue
        entry.done += 1
        return { rule, isBefore: !carriedOut.has(rule.kind), replacement: replacementOf(rule, now()) }
      }
      return undefined
    },
  }
}

function checkRule(rule: FaultRule): void {
  if (!faultKinds.includes(rule.kind)) {
    throw new TypeError(`fault '${String(rule.kind)}' does not exist; choose one of ${faultKinds.join(', ')}`)
  }
  for (const [name, low] of [
    ['after', 0],
    ['every', 1],
    ['times', 0],
    ['delayMs', 0],
    ['retryAfterSeconds', 0],
  ] as const) {
    const value = rule[name]
    if (value !== undefined && !(Number.isInteger(value) && value >= low)) {
      throw new TypeError(`'${name}' of a fault is ${String(value)}; it must be a whole number of at least ${low}`)
    }
  }
}

function fits(rule: FaultRule, candidate: FaultCandidate): boolean {
  if ((rule.on ?? 'api') !== candidate.kind) return false
  if (rule.method !== undefined && rule.method.toUpperCase() !== candidate.method) return false
  if (rule.path === undefined) return true
  const pattern = /^\/(.+)\/$/.exec(rule.path)?.[1]
  return candidate.path.includes(rule.path) || (pattern !== undefined && new RegExp(pattern).test(candidate.path))
}

function replacementOf(rule: FaultRule, nowMs: number): Answer | undefined {
  const html = 'text/html; charset=utf-8'
  const form = rule.retryAfterSeconds === undefined ? 'none' : rule.retryAfterAsDate ? 'date' : 'seconds'
  const retryAfter = retryAfterHeader(form, rule.retryAfterSeconds ?? 0, nowMs)
  switch (rule.kind) {
    case 'too-many-requests':
      return answer(
        429,
        rule.contentType ?? 'text/plain; charset=utf-8',
        rule.body ?? 'Too many requests\n',
        retryAfter,
      )
    case 'html-500':
      return answer(500, html, rule.body ?? htmlPage('500', "We're sorry, but something went wrong."))
    case 'unavailable':
      return answer(503, html, rule.body ?? htmlPage('503 Service Unavailable', 'Down for maintenance.'), retryAfter)
    case 'status':
      return answer(
        rule.status ?? 500,
        rule.contentType ?? html,
        rule.body ?? htmlPage(String(rule.status ?? 500), 'Error'),
        retryAfter,
      )
    case 'login-page':
      return loginPage()
    case 'login-redirect':
      return answer(302, html, htmlPage('302 Found', 'You are being redirected.'), { location: '/login' })
    case 'unauthorized':
      return answer(
        401,
        'application/json; charset=utf-8',
        JSON.stringify({ errors: { base: ['The access token is not valid'] } }),
      )
    case 'invalid-client':
      return answer(
        401,
        'application/json',
        JSON.stringify({ error: 'invalid_client', error_description: 'Client authentication failed.' }),
      )
    case 'garbage':
      return answer(200, rule.contentType ?? 'application/json; charset=utf-8', rule.body ?? '[{"id":1,"name":')
    default:
      return undefined
  }
}
