import { runInSlices } from '../../format/work.ts'
import { parseRetryAfter } from '../../rate/retry-after.ts'
import type { OutcomeFacts } from '../outcomes/outcome-definition.ts'
import type { TestFailureCode } from '../outcomes/outcomes.ts'
import {
  type Answer,
  type ClassifiedFailure,
  redirectTargetOf,
  saysRequestTooLarge,
  shorten,
} from './classified-failure.ts'
import { type JudgedBody, judgingBody, saysNoResults } from './judge-body.ts'
import { hasApiSegment, suggestServiceUrl } from './suggest-service-url.ts'

/** What was asked for, and by whom: an answer means nothing without it. */
export interface ProbeFacts {
  /** Service URL as it is set, and the URL of this request. */
  readonly url: string
  readonly requestUrl: string
  readonly tokenHost: string | undefined
  readonly usesApiKey: boolean
  readonly requestedScopes: readonly string[]
  /** Undefined when nobody says. */
  readonly grantedScopes?: readonly string[] | undefined
  /** XML elements that fit: of the collection and of one record. */
  readonly xmlRoots: readonly string[]
  /** Set for a deeper probe; absent for Tax Codes. */
  readonly resource?: string | undefined
  readonly requiredScopes?: readonly string[] | undefined
  /** Wall time, for a Retry-After that is a date. */
  readonly nowMs: number
}

/** The answer is good: records, or the message that there are none. */
export interface ProbePassed {
  readonly code: 'OK'
  readonly format: 'json' | 'xml'
}

/**
 * Judges the answer to a probe by status and body together. "No results" is success whatever its status; a web page never is.
 */
export async function classifyProbeAnswer(answer: Answer, probe: ProbeFacts): Promise<ProbePassed | ClassifiedFailure> {
  const work = judgingBody({
    contentType: answer.headers['content-type'],
    body: answer.body,
    // What answers a deeper probe is known to be Coupa, and shapes of rare resources are not all known.
    xmlRoots: probe.resource === undefined ? probe.xmlRoots : 'any',
  })
  const judged = await runInSlices(work)
  const passed = passes(answer, judged)
  if (passed) return passed

  const facts: OutcomeFacts = {
    host: new URL(probe.url).host,
    tokenHost: probe.tokenHost,
    url: probe.url,
    usesApiKey: probe.usesApiKey,
    requestedScopes: probe.requestedScopes,
    grantedScopes: probe.grantedScopes,
    resource: probe.resource,
    requiredScopes: probe.requiredScopes,
  }
  const refusal = classifyStatus(answer, judged, probe)
  if (refusal) return { code: refusal.code, stage: 'probe', facts: { ...facts, ...refusal.facts } }
  const content = classifyContent(answer, judged, probe)
  return { code: content.code, stage: 'classify', facts: { ...facts, ...content.facts } }
}

interface Judgement {
  readonly code: TestFailureCode
  readonly facts?: OutcomeFacts
}

function passes({ status }: Answer, judged: JudgedBody): ProbePassed | undefined {
  if (judged.kind === 'records' && status >= 200 && status < 300) return { code: 'OK', format: judged.format }
  if (judged.kind === 'errors' && (status === 404 || status === 200) && saysNoResults(judged.messages)) {
    return { code: 'OK', format: judged.format }
  }
  return undefined
}

/** What the status alone decides; undefined where the content has a say. */
function classifyStatus(answer: Answer, judged: JudgedBody, probe: ProbeFacts): Judgement | undefined {
  const { status, headers } = answer
  const page = judged.kind === 'page' ? { contentSeen: judged.seen } : {}
  const waitMs = parseRetryAfter(headers['retry-after'], { nowMs: probe.nowMs, date: headers.date })
  if (status === 429 || (status === 503 && waitMs !== undefined)) {
    return { code: 'RATE_LIMITED', facts: { retryAfterMs: waitMs } }
  }
  if (status >= 500) return { code: 'SERVICE_ERROR', facts: page }
  if (saysRequestTooLarge(answer)) {
    return probe.usesApiKey
      ? { code: 'SERVICE_BAD_RESPONSE', facts: { reason: 'it calls the request too large' } }
      : { code: 'TOKEN_TOO_LARGE' }
  }
  // A deeper probe follows the read of Tax Codes with the same credentials, so a 401 is about the resource.
  if (probe.resource !== undefined && (status === 401 || status === 403))
    return { code: 'PROBE_FORBIDDEN', facts: page }
  if (status === 401) return { code: probe.usesApiKey ? 'API_KEY_REJECTED' : 'TOKEN_REJECTED', facts: page }
  if (status === 403) return { code: 'TAX_CODE_FORBIDDEN', facts: page }
  if (status === 407) return { code: 'PROXY_ERROR', facts: { reason: 'it asks for a sign-in' } }
  return undefined
}

function classifyContent(answer: Answer, judged: JudgedBody, probe: ProbeFacts): Judgement {
  const lacksApi = !hasApiSegment(probe.url)
  const target = redirectTargetOf(answer, probe.requestUrl)
  if (answer.status >= 300 && answer.status < 400) {
    if (lacksApi && (target === undefined || isSameHost(target, probe.url) || looksLikeLogin(target))) {
      return { code: 'URL_MISSING_API', facts: { suggestedUrl: suggestServiceUrl(probe.url) } }
    }
    return {
      code: 'URL_REDIRECTS',
      facts: { redirectTarget: target, suggestedUrl: suggestFromTarget(target, probe.url) },
    }
  }
  if (judged.kind === 'page' && lacksApi) {
    return { code: 'URL_MISSING_API', facts: { contentSeen: judged.seen, suggestedUrl: suggestServiceUrl(probe.url) } }
  }
  if (answer.status === 404 || answer.status === 405 || answer.status === 410) {
    const page = judged.kind === 'page' ? { contentSeen: judged.seen } : {}
    if (probe.resource !== undefined) return { code: 'PROBE_UNAVAILABLE', facts: page }
    return { code: 'URL_WRONG_PATH', facts: { ...page, suggestedUrl: suggestServiceUrl(probe.url) } }
  }
  return classifyBody(answer, judged)
}

/** A body under a status that says nothing about the path: 200, or an unusual refusal. */
function classifyBody({ status }: Answer, judged: JudgedBody): Judgement {
  switch (judged.kind) {
    case 'page':
    case 'foreign':
      return { code: 'NOT_COUPA', facts: { contentSeen: judged.seen } }
    case 'broken':
      return { code: 'SERVICE_BAD_RESPONSE', facts: { reason: judged.problem } }
    case 'errors':
      return {
        code: 'SERVICE_BAD_RESPONSE',
        facts: { reason: shorten(judged.messages.join(' ') || 'it reports an error without saying which') },
      }
    case 'records':
      return { code: 'SERVICE_BAD_RESPONSE', facts: { reason: `records came with the unexpected status ${status}` } }
  }
}

function isSameHost(target: string, url: string): boolean {
  return URL.canParse(target) && new URL(target).host === new URL(url).host
}

function looksLikeLogin(target: string): boolean {
  return /login|log_in|signin|sign_in|session|saml|sso|auth/i.test(target)
}

/** A redirect that keeps the path most likely points to the organization's current host. */
function suggestFromTarget(target: string | undefined, url: string): string | undefined {
  if (target === undefined || !URL.canParse(target) || looksLikeLogin(target)) return undefined
  const apiPath = /^(.*?\/api)(?:\/|$)/.exec(new URL(target).pathname)?.[1]
  const suggestion = apiPath === undefined ? undefined : `${new URL(target).origin}${apiPath}`
  return suggestion === url ? undefined : suggestion
}
