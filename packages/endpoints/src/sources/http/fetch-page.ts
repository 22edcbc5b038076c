import type { Dispatcher } from 'undici'
import { EndpointError } from '../../contract/endpoint-error.ts'
import type { OpenSourceOptions } from '../../contract/source-type.ts'
import { excerptOf } from '../../http/excerpt-of.ts'
import { pauseBefore } from '../../http/pause-before.ts'
import type { RequestSettings } from '../../http/request-settings.ts'
import { transportError } from '../../http/send-request.ts'
import { parseExactly } from '../formats/parse-exactly.ts'

const tries = 5
/** An API that wants a longer pause gets it from the next run. */
const longestPauseMs = 120_000
const mebibyte = 1024 * 1024
/** An answer is held in memory as a whole. */
const largestPageBytes = 64 * mebibyte
const passing = new Set([408, 425, 429, 500, 502, 503, 504])

/** An answer of an API. */
export interface Page {
  readonly value: unknown
  /** The header `Link`. */
  readonly link: string | undefined
  readonly bytes: number
}

interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
  readonly location: string | undefined
  readonly link: string | undefined
  readonly contentType: string
  readonly body: Buffer
}

export interface FetchPageOptions extends Pick<OpenSourceOptions, 'clock' | 'signal'> {
  readonly request: RequestSettings
  readonly dispatcher: Dispatcher
}

/** Asks for a page until there is an answer, at most five times. Throws `EndpointError`. */
export async function fetchPage(url: URL, { request, dispatcher, clock, signal }: FetchPageOptions): Promise<Page> {
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted()
    let failure: EndpointError
    let retryAfter: string | undefined
    try {
      const answer = await get(url, { request, dispatcher, clock, signal })
      if (answer.status >= 200 && answer.status < 300) return toPage(answer, request)
      failure = refusal(answer, request)
      retryAfter = answer.retryAfter
    } catch (error) {
      signal?.throwIfAborted()
      failure = transportError(error, request)
    }
    const pauseMs = pauseBefore(attempt, retryAfter, clock.now())
    if (!failure.isRetryable || attempt === tries || pauseMs > longestPauseMs) throw failure
    await clock.sleep(pauseMs, signal)
  }
}

/** One try. Redirects are not followed, since they would take credentials to another address. */
async function get(url: URL, { request, dispatcher, clock, signal }: FetchPageOptions): Promise<Answer> {
  const over = new AbortController()
  const expired = new AbortController()
  const late = new EndpointError('UNREACHABLE', `${request.name} did not answer in time.`, { field: 'url' })
  clock.sleep(request.timeoutMs, over.signal).then(
    () => {
      if (!over.signal.aborted) expired.abort(late)
    },
    () => {},
  )
  try {
    const answer = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: {
        'user-agent': 'coupa-connector',
        accept: 'application/json',
        'accept-encoding': 'identity',
        ...request.headers,
      },
      signal: signal === undefined ? expired.signal : AbortSignal.any([expired.signal, signal]),
    })
    const { headers } = answer
    return {
      status: answer.statusCode,
      retryAfter: single(headers['retry-after']),
      location: single(headers.location),
      link: single(headers.link),
      contentType: single(headers['content-type']) ?? 'without a type',
      body: await readBounded(answer.body, request),
    }
  } catch (error) {
    throw expired.signal.aborted ? expired.signal.reason : error
  } finally {
    over.abort()
  }
}

async function readBounded(body: AsyncIterable<Buffer>, { name }: RequestSettings): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of body) {
    parts.push(part)
    bytes += part.length
    if (bytes > largestPageBytes) throw tooLarge(`An answer of ${name} has more than 64 MiB.`)
  }
  return Buffer.concat(parts)
}

/** What an API gives is more than the source takes. */
export function tooLarge(message: string, remedy = 'Ask for fewer records a page in url.'): EndpointError {
  return new EndpointError('REFUSED', message, { field: 'url', remedy })
}

function toPage({ body, link, contentType, status }: Answer, { name }: RequestSettings): Page {
  if (status === 204) return { value: [], link, bytes: 0 }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return { value: parseExactly(text), link, bytes: body.length }
  } catch (error) {
    throw new EndpointError('REFUSED', `${name} answered what is not JSON (${contentType}).`, {
      field: 'url',
      remedy: 'Check that url is the address of the API and not of a web page or of a sign-in.',
      cause: error,
    })
  }
}

/** A failure as the API's status says it. */
function refusal({ status, location, body }: Answer, { name, url, secrets }: RequestSettings): EndpointError {
  const said = excerptOf(body.subarray(0, 65_536).toString(), { secrets })
  const message = `${name} answered ${status}${said === '' ? '' : `: "${said}"`}.`
  const credentials = { field: 'bearerToken', remedy: 'Check bearerToken or headerValue.' }
  if (passing.has(status)) return new EndpointError('INTERRUPTED', message, { remedy: 'Start the load again later.' })
  if (status >= 300 && status < 400) {
    const target = URL.parse(location ?? '', url.href)
    const to = target === null ? '' : excerptOf(`${target.origin}${target.pathname}`, { secrets })
    return new EndpointError('REFUSED', `${name} redirects to ${to || 'another address'}, which is not followed.`, {
      field: 'url',
      remedy: 'Set url to the final address.',
    })
  }
  if (status === 401) return new EndpointError('SIGN_IN_REFUSED', message, credentials)
  if (status === 403) return new EndpointError('NOT_PERMITTED', message, credentials)
  if (status === 404 || status === 410) {
    return new EndpointError('NOT_FOUND', message, { field: 'url', remedy: 'Correct the path in url.' })
  }
  return new EndpointError('REFUSED', message, { field: 'url', remedy: 'Correct url, or look at the log of the API.' })
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}
