import type { IncomingMessage, ServerResponse } from 'node:http'
import { findResource, findType, listResources } from '@coupa-connector/catalog'
import type { Faults } from '../faults/faults.ts'
import { sendAnswer } from '../faults/send.ts'
import { htmlPage } from '../format/error-body.ts'
import { type Answer, answer } from '../http/answer.ts'
import type { RateLimit } from '../http/rate-limit.ts'
import { readRequestBody } from '../http/read-request.ts'
import type { RequestLog } from '../http/request-log.ts'
import { tooManyRequests } from '../http/too-many-requests.ts'
import { answerWebPage } from '../http/web-pages.ts'
import { authenticate } from '../oauth/authorize.ts'
import { answerTokenRequest } from '../oauth/token-endpoint.ts'
import type { Tokens } from '../oauth/tokens.ts'
import type { Client } from '../settings/clients.ts'
import type { SandboxFailure, SandboxSettings } from '../settings/options.ts'
import { createApiDocs } from './api-docs.ts'
import type { Organization } from './organization.ts'

/** Everything that a request passes on its way. */
export interface FrontDoorOptions {
  readonly settings: SandboxSettings
  /** Answers what is below /api. */
  readonly answerRecords: Organization['answerApi']
  readonly clients: ReadonlyMap<string, Client>
  readonly tokens: Tokens
  readonly apiKey: string | undefined
  readonly rateLimit: RateLimit | undefined
  readonly faults: Faults
  readonly log: RequestLog
  readonly origin: () => string
  /** Waits; ends early when the sandbox closes. */
  readonly sleep: (durationMs: number) => Promise<void>
  /** Answers below /sandbox/control; undefined when that is off. */
  readonly answerControl: ((method: string, path: string, body: Buffer) => Answer) | undefined
  /** Told of every answer with status 500 that nobody asked for with a fault. */
  readonly reportFailure: (failure: SandboxFailure) => void
}

const tokenPaths: ReadonlySet<string> = new Set(['/oauth2/token', '/oauth2/access_tokens'])

/** Makes the function that takes every request: logs it, applies faults and the rate limit, and finds who answers. */
export function createFrontDoor(
  options: FrontDoorOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { settings, answerRecords, tokens, rateLimit, faults, log, sleep } = options
  const { quirks } = settings
  const answerDocs = createApiDocs({
    catalog: { listResources, findResource, findType },
    quirks,
    origin: options.origin,
  })

  function identifySender({ headers }: IncomingMessage): ReturnType<typeof authenticate> {
    const header = headers['x-coupa-api-key']
    const apiKey = Array.isArray(header) ? header[0] : header
    return authenticate({ authorization: headers.authorization, apiKey }, { tokens, apiKey: options.apiKey, quirks })
  }

  function answerToken(request: IncomingMessage, queryString: string, body: Buffer): Answer {
    if (request.method !== 'POST')
      return answer(404, 'text/html; charset=utf-8', htmlPage('404', 'The page does not exist'))
    const { authorization } = request.headers
    const { status, body: members } = answerTokenRequest(
      { method: 'POST', authorization, queryString, body: body.toString('utf8') },
      { clients: options.clients, tokens, lifetimeSeconds: settings.tokenLifetimeSeconds, quirks },
    )
    const headers = {
      'cache-control': 'no-store',
      ...(status === 401 ? { 'www-authenticate': 'Basic realm="OAuth2"' } : {}),
    }
    return answer(status, 'application/json', JSON.stringify(members), headers)
  }

  async function answerApi(request: IncomingMessage, path: string, queryString: string, body: Buffer): Promise<Answer> {
    const { authorization } = request.headers
    const header = request.headers['x-coupa-api-key']
    const key = quirks['rate-limit-scope'] === 'client' ? (authorization ?? String(header)) : 'organization'
    const admission = rateLimit?.admit(key)
    if (admission && !admission.isAdmitted) {
      return tooManyRequests(quirks, settings.rateLimit?.retryAfterSeconds ?? 1, settings.clock.now())
    }
    const waitMs = (admission?.waitMs ?? 0) + settings.latencyMs
    if (waitMs > 0) await sleep(waitMs)
    const method = request.method ?? 'GET'
    return answerRecords({
      method,
      path: path.slice('/api'.length),
      queryString,
      headers: request.headers,
      body,
      identify: () => identifySender(request),
    })
  }

  async function route(request: IncomingMessage, path: string, queryString: string, body: Buffer): Promise<Answer> {
    if (tokenPaths.has(path)) return answerToken(request, queryString, body)
    if (path === '/api' || path.startsWith('/api/')) return answerApi(request, path, queryString, body)
    if (options.answerControl && path.startsWith('/sandbox/control')) {
      return options.answerControl(request.method ?? 'GET', path, body)
    }
    return answerDocs(path, () => identifySender(request)) ?? answerWebPage(path, options.origin())
  }

  /** A bug in a handler looks like one of Coupa's own failures, and is told to whoever runs the sandbox. */
  async function routeSafely(
    request: IncomingMessage,
    path: string,
    queryString: string,
    body: Buffer,
  ): Promise<Answer> {
    const where = { method: request.method ?? 'GET', path }
    try {
      const answered = await route(request, path, queryString, body)
      if (answered.status === 500) options.reportFailure({ ...where, error: undefined })
      return answered
    } catch (error) {
      options.reportFailure({ ...where, error })
      return answer(500, 'text/html; charset=utf-8', htmlPage('500', 'We are sorry, but something went wrong.'))
    }
  }

  return async (request, response) => {
    const { path, queryString } = splitTarget(request.url ?? '/')
    // Retry-After as a date, and windows of updated-at, are compared with this.
    response.setHeader('date', new Date(settings.clock.now()).toUTCString())
    const kind = tokenPaths.has(path) ? 'token' : path === '/api' || path.startsWith('/api/') ? 'api' : 'other'
    const entry = log.open(kind, request.method ?? 'GET', path, settings.clock.now())
    const body = await readRequestBody(request)
    if (body === undefined) {
      const tooLarge = answer(413, 'text/html; charset=utf-8', htmlPage('413', 'Request Entity Too Large'))
      entry.close(await sendAnswer(response, tooLarge, undefined, sleep))
      return
    }
    const fault = kind === 'other' ? undefined : faults.next({ kind, method: request.method ?? 'GET', path })
    const early = fault?.isBefore === true
    const result = early ? answer(0, '', '') : await routeSafely(request, path, queryString, body)
    entry.close(await sendAnswer(response, result, fault, sleep))
  }
}

function splitTarget(target: string): { readonly path: string; readonly queryString: string } {
  const split = target.indexOf('?')
  return split < 0
    ? { path: target, queryString: '' }
    : { path: target.slice(0, split), queryString: target.slice(split + 1) }
}
