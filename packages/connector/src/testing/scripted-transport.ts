import { NetworkError, type NetworkFailure } from '../errors/network-error.ts'
import type { Transport, TransportRequest, TransportResponse } from '../http/transport/transport.ts'

/** What a scripted transport does with one request. */
export type Step =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | { readonly failure: NetworkFailure; readonly delivery?: 'not-sent' | 'unknown' }
  | ((request: TransportRequest) => Promise<TransportResponse>)

export interface ScriptedTransport extends Transport {
  readonly requests: TransportRequest[]
}

/** Answers the first request by the first step and so on; the last step also answers all that come later. */
export function createScriptedTransport(steps: readonly Step[]): ScriptedTransport {
  const requests: TransportRequest[] = []
  return {
    requests,
    send: async (request) => {
      request.signal?.throwIfAborted()
      const step = steps[Math.min(requests.length, steps.length - 1)]
      requests.push(request)
      if (!step) throw new Error('The script has no steps')
      if (typeof step === 'function') return step(request)
      if ('failure' in step) throw failure(request, step)
      return respond(step)
    },
    close: async () => {},
  }
}

/** A response as a transport would hand it back. */
export function respond({
  status,
  headers = {},
  body = '',
}: {
  status: number
  headers?: Record<string, string>
  body?: string
}): TransportResponse {
  return {
    status,
    headers,
    bytes: async () => Buffer.from(body),
    stream: async function* () {
      yield Buffer.from(body)
    },
  }
}

function failure(request: TransportRequest, step: Extract<Step, { failure: NetworkFailure }>): NetworkError {
  const { method, url } = request
  const delivery = step.delivery ?? 'unknown'
  return new NetworkError(`${method} ${url} failed`, { failure: step.failure, method, url, delivery })
}
