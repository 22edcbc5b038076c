import { lookup as lookUp } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import type { MessagingSettings } from '../../context/messaging-options.ts'
import { SendError } from './send-error.ts'

/** For the whole of a request: connecting, sending and the answer. */
const usualTimeoutMs = 10_000
const longestPauseMs = 3_600_000

export interface JsonRequest {
  readonly url: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** For all of it. Default: 10 s. */
  readonly timeoutMs?: number | undefined
}

/**
 * Sends JSON to an address that people of an account have chosen. It goes to addresses that the installation allows and to no
 * others, redirects are not followed, and what is answered is not kept. Throws a `SendError`.
 */
export async function postJson(
  { isAddressAllowed }: Pick<MessagingSettings, 'isAddressAllowed'>,
  { url, body, headers, signal, timeoutMs = usualTimeoutMs }: JsonRequest,
): Promise<void> {
  const { hostname } = new URL(url)
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  // An address is not looked up on the way to a connection.
  if (isIP(host) !== 0 && !isAddressAllowed(host)) throw forbidden(host)
  const { Agent, request } = await import('undici')
  const agent = new Agent({
    connect: { lookup: allowedLookup(isAddressAllowed), timeout: timeoutMs },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    allowH2: false,
    pipelining: 0,
  })
  const expired = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await request(url, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'user-agent': 'coupa-connector', 'content-type': 'application/json', ...headers },
      body,
      signal: AbortSignal.any([expired, signal]),
    })
    // At most 64 KiB, and nothing of it is shown: it may repeat what was sent.
    await answer.body.dump({ limit: 65_536, signal: expired }).catch(() => {})
    const { statusCode } = answer
    if (statusCode >= 200 && statusCode < 300) return
    throw refusal(host, statusCode, answer.headers['retry-after'])
  } catch (error) {
    if (error instanceof SendError) throw error
    if (signal.aborted) throw new SendError('The hub was stopped.', { cause: error })
    if (expired.aborted) throw new SendError(`${host} did not answer within ${timeoutMs / 1000} s.`, { cause: error })
    throw transportError(host, error)
  } finally {
    // Also where an answer is still on its way.
    await agent.destroy()
  }
}

function refusal(host: string, status: number, retryAfter: string | string[] | undefined): SendError {
  if (status >= 300 && status < 400) {
    return new SendError(`${host} redirects (${status}), which is not followed. Enter the final address.`)
  }
  const seconds = Number(Array.isArray(retryAfter) ? retryAfter[0] : retryAfter)
  const retryAfterMs = seconds > 0 ? Math.min(seconds * 1000, longestPauseMs) : undefined
  const hint =
    status === 401 || status === 403
      ? ' Check the secret of the channel.'
      : status === 404 || status === 410
        ? ' Check the address of the channel.'
        : ''
  // What is gone is gone for good, by the words of HTTP and of Standard Webhooks.
  return new SendError(`${host} answered ${status}.${hint}`, { isFinal: status === 410, retryAfterMs })
}

function transportError(host: string, error: unknown): SendError {
  const { code = '' } = Object(error) as { readonly code?: string }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new SendError(`The host name ${host} is not known (${code}). Check the address of the channel.`)
  }
  if (/CERT|SIGNATURE|SELF_SIGNED|ERR_TLS|ERR_SSL/.test(code)) {
    return new SendError(`The certificate of ${host} is not accepted (${code}).`, { cause: error })
  }
  return new SendError(`${host} cannot be reached${code === '' ? '' : ` (${code})`}.`, { cause: error })
}

function forbidden(host: string): SendError {
  return new SendError(
    `${host} is at an address that this hub must not reach. Use a public address, or ask the operator of the hub to allow private ones.`,
    { isFinal: true },
  )
}

/** Connections go to the addresses that were checked: no second look-up can differ. */
function allowedLookup(isAddressAllowed: (address: string) => boolean): LookupFunction {
  return (host, { all }, answer) => {
    lookUp(host, { all: true }).then(
      (found) => {
        const allowed = found.filter(({ address }) => isAddressAllowed(address))
        const [first] = allowed
        if (first === undefined) answer(forbidden(host), '')
        else if (all) answer(null, allowed)
        else answer(null, first.address, first.family)
      },
      (error: Error) => answer(error as NodeJS.ErrnoException, ''),
    )
  }
}
