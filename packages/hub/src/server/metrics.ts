import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { HubContext } from '../context/hub-context.ts'

/** What the hub counts of itself, in the format of Prometheus. */
export interface Metrics {
  readonly contentType: string
  observe(request: FastifyRequest, reply: FastifyReply, durationMs: number): void
  read(): Promise<string>
  close(): void
}

/** Minimum time between two reads of numbers from the database, however many clients ask. */
const cacheMs = 10_000
/** A node that missed three beats of five seconds is offline. */
const onlineSeconds = 15

/** Creates the metrics of one hub in a registry of its own, so that several hubs in one process do not mix. */
export function createMetrics({ db, database, clock, version }: HubContext, inFlight: () => number): Metrics {
  const registers = [new Registry()]
  const [registry = new Registry()] = registers
  const durations = new Histogram({
    name: 'coupa_connector_http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer, by route and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30],
    registers,
  })
  gauge('http_requests_in_flight', 'Requests under way, long polls and streams among them', inFlight)
  new Gauge({ name: 'coupa_connector_build_info', help: 'Version of the hub', labelNames: ['version'], registers }).set(
    { version },
    1,
  )
  gauge('process_resident_memory_bytes', 'Memory that the process uses', () => process.memoryUsage.rss())
  gauge('process_heap_bytes', 'Memory of the JavaScript heap in use', () => process.memoryUsage().heapUsed)
  gauge('process_uptime_seconds', 'Time since the process was started', () => process.uptime())
  const cpu = new Counter({
    name: 'coupa_connector_process_cpu_seconds_total',
    help: 'Time of processors that the process has used',
    registers,
    collect: () => {
      const { user, system } = process.cpuUsage()
      cpu.reset()
      cpu.inc((user + system) / 1e6)
    },
  })
  const counted = createCache(async () => await countRows(db), cacheMs, clock)
  gauge('nodes_online', 'Nodes of containers that have reported recently', async () => (await counted()).nodes)
  const jobs = new Gauge({
    name: 'coupa_connector_jobs',
    help: 'Jobs that are not finished, by state',
    labelNames: ['state'],
    registers,
    collect: async () => {
      for (const [state, count] of Object.entries((await counted()).jobs)) jobs.set({ state }, count)
    },
  })
  const pool = new Gauge({
    name: 'coupa_connector_database_connections',
    help: 'Connections to the database: open, idle, and requests that wait for one',
    labelNames: ['state'],
    registers,
    collect: () => {
      for (const [state, count] of Object.entries(database.poolSize())) pool.set({ state }, count)
    },
  })

  function gauge(name: string, help: string, read: () => number | Promise<number>): void {
    const made: Gauge = new Gauge({
      name: `coupa_connector_${name}`,
      help,
      registers,
      collect: async () => made.set(await read()),
    })
  }

  return {
    contentType: registry.contentType,
    observe: ({ state, method }, reply, durationMs) => {
      // The route's id, never the path: paths are without number.
      const status = reply.raw.headersSent ? String(reply.statusCode) : 'aborted'
      durations.observe({ route: state.routeId ?? 'other', method, status }, durationMs / 1000)
    },
    read: async () => await registry.metrics(),
    close: () => registry.clear(),
  }
}

interface CountedRows {
  readonly nodes: number
  readonly jobs: { readonly queued: number; readonly running: number }
}

async function countRows(db: HubContext['db']): Promise<CountedRows> {
  const { rows } = await sql<{ nodes: number; queued: number; running: number }>`
    select
      (select count(*)::int from container_node
        where reported_status = 'online' and last_seen_at between
          hub_now() - make_interval(secs => ${onlineSeconds}) and hub_now() + interval '1 minute') as nodes,
      (select count(*)::int from job where state = 'queued') as queued,
      (select count(*)::int from job where state = 'running') as running`.execute(db)
  const { nodes = 0, queued = 0, running = 0 } = rows[0] ?? {}
  return { nodes, jobs: { queued, running } }
}

/** One read for everybody who asks within that time. A failed one is repeated at once. */
function createCache<Value>(
  load: () => Promise<Value>,
  maxAgeMs: number,
  clock: HubContext['clock'],
): () => Promise<Value> {
  let kept: { readonly value: Promise<Value>; readonly atMs: number } | undefined
  return async () => {
    const nowMs = clock.monotonicMs()
    if (kept === undefined || nowMs - kept.atMs > maxAgeMs) {
      const value = load()
      kept = { value, atMs: nowMs }
      value.catch(() => {
        kept = undefined
      })
    }
    return await kept.value
  }
}
