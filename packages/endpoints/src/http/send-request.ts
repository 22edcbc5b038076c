import type { Dispatcher } from 'undici'
import type { OpenOptions } from '../contract/destination-type.ts'
import { EndpointError, type RefusedRecord } from '../contract/endpoint-error.ts'
import { refusedRecord } from '../contract/find-refused-records.ts'
import { type OutgoingRequest, signature } from './encode-requests.ts'
import { excerptOf } from './excerpt-of.ts'
import { pauseBefore } from './pause-before.ts'
import { readRefused } from './read-refused.ts'
import type { Receiver } from './receiver.ts'
import type { RequestSettings } from './request-settings.ts'

const tries = 5
/** A receiver that wants a longer pause gets it from the next run. */
const longestPauseMs = 120_000
const answerLimitBytes = 65_536
const passing = new Set([408, 425, 429, 500, 502, 503, 504])
/** What receivers answer when the content of a request is at fault, and nothing else. */
const ofContent = new Set([400, 413, 422])

export interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly location: string | undefined
  readonly excerpt: string
  /** Whether it is a page for people. */
  readonly isPage: boolean
  /** Records that a receiver names when it refuses a batch. */
  readonly refused: readonly RefusedRecord[]
}

/** Sends one request until it is accepted, at most five times, each time with the same id. */
export async function deliver(
  request: OutgoingRequest,
  receiver: Receiver,
  dispatcher: Dispatcher,
  options: OpenOptions,
): Promise<void> {
  const { clock, signal } = options
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted()
    const answer = await send('POST', request, receiver, dispatcher, options).catch((error: unknown) =>
      transportError(error, receiver),
    )
    if (!(answer instanceof Error) && isAccepted(answer)) return
    const failure = answer instanceof Error ? answer : refusal(answer, receiver, request.record)
    const pauseMs = pauseBefore(attempt, answer instanceof Error ? undefined : answer.retryAfter, clock.now())
    if (!failure.isRetryable || attempt === tries || pauseMs > longestPauseMs) throw failure
    await clock.sleep(pauseMs, signal)
  }
}

/** A page, such as that of a sign-in, says nothing of records; and who names records that it refuses has not accepted them. */
function isAccepted({ status, isPage, refused }: Answer): boolean {
  return isSuccess(status) && !isPage && refused.length === 0
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}

/** One try. Redirects are not followed, since they would take records to another address. */
export async function send(
  method: 'POST' | 'HEAD',
  request: OutgoingRequest | undefined,
  receiver: Receiver,
  dispatcher: Dispatcher,
  { clock, signal }: OpenOptions,
): Promise<Answer> {
  const over = new AbortController()
  const expired = new AbortController()
  clock.sleep(receiver.timeoutMs, over.signal).then(
    () => expired.abort(new EndpointError('UNREACHABLE', `${receiver.name} did not answer in time.`, { field: 'url' })),
    () => {},
  )
  try {
    const timestamp = String(Math.floor(clock.now() / 1000))
    const signed: Record<string, string> =
      request === undefined
        ? {}
        : { 'content-type': request.contentType, 'webhook-id': request.id, 'webhook-timestamp': timestamp }
    if (request !== undefined && receiver.signingKeys.length > 0) {
      signed['webhook-signature'] = signature(request, timestamp, receiver.signingKeys)
    }
    const answer = await dispatcher.request({
      origin: receiver.url.origin,
      path: `${receiver.url.pathname}${receiver.url.search}`,
      method,
      headers: { 'user-agent': 'coupa-connector', ...receiver.headers, ...signed },
      body: request?.body ?? null,
      signal: signal === undefined ? expired.signal : AbortSignal.any([expired.signal, signal]),
    })
    const text = await readBounded(answer.body)
    return {
      status: answer.statusCode,
      retryAfter: single(answer.headers['retry-after']),
      location: single(answer.headers.location),
      excerpt: excerptOf(text, receiver),
      isPage: /^\s*<(?:!doctype html|html\b)/i.test(text),
      refused: readRefused(text, receiver),
    }
  } catch (error) {
    throw expired.signal.aborted ? expired.signal.reason : error
  } finally {
    over.abort()
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    parts.push(part)
    length += part.length
    if (length > answerLimitBytes) break
  }
  return Buffer.concat(parts).toString()
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}

/** A failure as the receiver's status says it. */
export function refusal(
  { status, location, excerpt, isPage, refused }: Answer,
  { name, url, secrets }: Receiver,
  record?: OutgoingRequest['record'],
): EndpointError {
  const said = excerpt === '' ? '' : `: "${excerpt}"`
  const message = `${name} answered ${status}${said}.`
  const credentials = 'Check bearerToken or headerValue, and signingSecret.'
  if (passing.has(status))
    return new EndpointError('INTERRUPTED', message, { remedy: 'The next run delivers it again.' })
  if (status >= 300 && status < 400) {
    const target = URL.parse(location ?? '', url.href)
    const to = target === null ? '' : excerptOf(`${target.origin}${target.pathname}`, { secrets })
    return new EndpointError('REFUSED', `${name} redirects to ${to || 'another address'}, which is not followed.`, {
      field: 'url',
      remedy: 'Set url to the final address.',
    })
  }
  if (status === 401)
    return new EndpointError('SIGN_IN_REFUSED', message, { field: 'bearerToken', remedy: credentials })
  if (status === 403) return new EndpointError('NOT_PERMITTED', message, { field: 'bearerToken', remedy: credentials })
  if (status === 404 || status === 410) {
    return new EndpointError('NOT_FOUND', message, { field: 'url', remedy: 'Correct the path in url.' })
  }
  if (isSuccess(status) && isPage) {
    const remedy = 'Check the path in url. A proxy or a sign-in may answer in place of the receiver.'
    return new EndpointError('REFUSED', `${name} answered ${status} with a page of HTML.`, { field: 'url', remedy })
  }
  if (isSuccess(status)) {
    return new EndpointError('REFUSED', `${name} answered ${status}, and names records that it refuses.`, {
      remedy: 'A receiver that refuses records has to answer 422, and to keep nothing of the batch.',
    })
  }
  const records =
    record === undefined ? refused : [refusedRecord(record, { message, field: undefined, remedy: undefined })]
  if (ofContent.has(status) && records.length > 0) return new EndpointError('VALUE_REFUSED', message, { records })
  const remedy =
    status === 413 ? 'Make batches smaller, or send one request a record.' : 'Look at the log of the receiver.'
  return new EndpointError('REFUSED', message, { remedy })
}

/** A failure before there was an answer. */
export function transportError(error: unknown, { name }: Pick<RequestSettings, 'name'>): EndpointError {
  if (error instanceof EndpointError) return error
  const { code = '' } = Object(error) as { readonly code?: string }
  if (/CERT|SIGNATURE|SELF_SIGNED|ERR_TLS|ERR_SSL/.test(code)) {
    return new EndpointError('IDENTITY_MISMATCH', `The certificate of ${name} is not accepted (${code}).`, {
      field: 'url',
      remedy: 'Check the host in url. For a private authority, name its certificate in NODE_EXTRA_CA_CERTS.',
      cause: error,
    })
  }
  const isConnected = /ECONNRESET|EPIPE|UND_ERR_SOCKET|UND_ERR_BODY|HPE_/.test(code)
  const reason = isConnected
    ? 'closed the connection before it answered'
    : `cannot be reached${code ? ` (${code})` : ''}`
  return new EndpointError(isConnected ? 'INTERRUPTED' : 'UNREACHABLE', `${name} ${reason}.`, {
    field: 'url',
    remedy: 'Check host and port in url, and that firewalls let this machine connect to them.',
    cause: error,
  })
}
