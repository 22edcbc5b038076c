import { type NetworkDetails, NetworkError, type NetworkFailure } from '../errors/network-error.ts'
import type { Transport, TransportRequest } from '../http/transport/transport.ts'

/** What a scripted party does with one request. */
export type ScriptedAnswer =
  | {
      readonly status: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body?: string
    }
  | {
      readonly fails: NetworkFailure
      readonly details?: NetworkDetails['evidence']
      readonly after?: 'connected' | 'secured'
    }
  /** Never answers and heeds no signal; `after` says how far the connection got. */
  | { readonly hangs: true; readonly after?: 'connected' | 'secured' }

/** Decides on an answer; calls are counted from 1, token requests and probes apart. */
export type Script = (request: TransportRequest, call: number) => ScriptedAnswer

/** Transports that speak to nobody: token requests and probes are answered by scripts, and kept. */
export interface ScriptedParties {
  readonly createTransport: () => Transport
  readonly tokenRequests: TransportRequest[]
  readonly probeRequests: TransportRequest[]
  /** How many transports were made and how many of them closed. */
  readonly opened: () => number
  readonly closed: () => number
}

/** Without scripts of its own: a token with the scopes asked for, and no tax codes. */
export function scriptParties({
  token = grantToken(),
  probe = answerJson([]),
}: {
  token?: Script
  probe?: Script
} = {}): ScriptedParties {
  const tokenRequests: TransportRequest[] = []
  const probeRequests: TransportRequest[] = []
  let opened = 0
  let closed = 0

  async function send(request: TransportRequest): ReturnType<Transport['send']> {
    const isToken = request.method === 'POST'
    const requests = isToken ? tokenRequests : probeRequests
    requests.push(request)
    const answer = (isToken ? token : probe)(request, requests.length)
    const reached = 'status' in answer ? 'secured' : (answer.after ?? 'nothing')
    if (reached !== 'nothing') request.onProgress?.({ name: 'connected', address: '127.0.0.1:443' })
    if (reached === 'secured' && request.url.startsWith('https:')) {
      request.onProgress?.({ name: 'secured', protocol: 'TLSv1.3', cipher: 'x', certificateExpiresAt: undefined })
    }
    if ('hangs' in answer) return new Promise(() => {})
    if ('fails' in answer) {
      const { origin, pathname } = new URL(request.url)
      throw new NetworkError(`failed: ${answer.fails}`, {
        failure: answer.fails,
        method: request.method,
        url: `${origin}${pathname}`,
        delivery: 'unknown',
        evidence: answer.details,
      })
    }
    const bytes = Buffer.from(answer.body ?? '')
    return {
      status: answer.status,
      headers: answer.headers ?? {},
      bytes: async () => bytes,
      async *stream() {
        yield bytes
      },
    }
  }

  return {
    tokenRequests,
    probeRequests,
    opened: () => opened,
    closed: () => closed,
    createTransport: () => {
      opened++
      return {
        send,
        close: async () => {
          closed++
        },
      }
    },
  }
}

/** Grants a token with the scopes that are asked for, or with those given. */
export function grantToken({
  scope,
  accessToken = 'granted-token',
  expiresIn = 86_399,
}: {
  scope?: string
  accessToken?: string
  expiresIn?: number
} = {}): Script {
  return (request) =>
    json(200, {
      access_token: accessToken,
      token_type: 'bearer',
      expires_in: expiresIn,
      scope: scope ?? new URLSearchParams(String(request.body)).get('scope') ?? '',
    })
}

/** The same JSON each time. */
export function answerJson(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Script {
  return () => json(status, value, headers)
}

/** Each answer once, in order; the last one stays. */
export function inTurn(...answers: readonly [ScriptedAnswer, ...ScriptedAnswer[]]): Script {
  return (_request, call) => answers[Math.min(call, answers.length) - 1] ?? answers[0]
}

/** An answer in JSON. */
export function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): ScriptedAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(value),
  }
}

/** An answer with a web page. */
export function html(
  status: number,
  body = '<!DOCTYPE html><html><head><title>Log in</title></head></html>',
): ScriptedAnswer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body }
}
