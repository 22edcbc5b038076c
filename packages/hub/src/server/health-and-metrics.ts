import { createHash, timingSafeEqual } from 'node:crypto'
import { isLoopbackHost } from '@coupa-connector/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound } from '../basics/problem.ts'
import type { HubContext } from '../context/hub-context.ts'
import type { Metrics } from './metrics.ts'
import { readReadiness } from './readiness.ts'

export interface HealthAndMetricsParts {
  readonly context: HubContext
  readonly metrics: Metrics
  readonly metricsToken: string | undefined
}

const forwardingHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via']

/**
 * What operators ask the hub: `/healthz` (the process answers), `/readyz` (send requests here: the database answers and the hub
 * is not stopping) and `/metrics` in the Prometheus format.
 */
export function registerHealthAndMetrics(
  app: FastifyInstance,
  { context, metrics, metricsToken }: HealthAndMetricsParts,
): void {
  app.get('/healthz', () => ({ status: 'alive' }))
  app.get('/readyz', async (request) => await readReadiness(context, request.id))
  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, context.origin, metricsToken)) throw notFound('address')
    return reply.type(metrics.contentType).send(await metrics.read())
  })
}

/**
 * With a token, whoever has it. Without one, only this machine. A proxy on this machine also calls from here, and is recognized
 * by the headers that it adds. A page whose name was made to lead here calls from here as well; its Host is neither the hub's
 * nor this machine's.
 */
function mayReadMetrics(request: FastifyRequest, origin: string, token: string | undefined): boolean {
  if (token !== undefined) {
    const given = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
    return given !== undefined && timingSafeEqual(hashOf(given), hashOf(token))
  }
  const isDirect = forwardingHeaders.every((name) => request.headers[name] === undefined)
  const host = URL.parse(`http://${request.headers.host ?? ''}`)
  const isOwnName = host !== null && (isLoopbackHost(host.hostname) || host.hostname === new URL(origin).hostname)
  return isDirect && isOwnName && isLoopbackHost(request.socket.remoteAddress ?? '')
}

/** Of the same length for all texts. */
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
