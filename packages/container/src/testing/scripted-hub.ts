import { randomUUID } from 'node:crypto'
import { type Clock, systemClock } from '@coupa-connector/connector/plugins'
import {
  apiPrefix,
  type BodyOf,
  type Completion,
  type JobEnvelope,
  type Problem,
  type ProblemCode,
  problemKinds,
  type ResponseOf,
  type Route,
  type Routes,
  routes,
} from '@coupa-connector/protocol'
import type { NodeRouteId } from '../hub/node-client.ts'

/** A call that the hub got, checked against the schema of its route. */
export interface HubCall {
  readonly id: NodeRouteId
  readonly params: Readonly<Record<string, string>>
  readonly body: unknown
  readonly credential: string | undefined
}

export type ScriptedJob = Partial<JobEnvelope> & Pick<JobEnvelope, 'kind'>

/**
 * The hub's side of the node's routes, in memory. The protocol's own schemas check requests and answers, so that it cannot
 * drift from what hubs and nodes have agreed on.
 */
export interface ScriptedHub {
  readonly fetch: typeof fetch
  readonly calls: readonly HubCall[]
  callsOf<Id extends NodeRouteId>(id: Id): BodyOf<Routes[Id]>[]
  /** Offers a job to the next poll; gives its id. */
  enqueue(job: ScriptedJob): string
  /** Resolves when the job's completion was handed in. */
  completion(job: string): Promise<Completion>
  readonly completions: readonly Completion[]
  cancel(job: string): void
  lose(job: string): void
  shares: Record<string, number>
  /** `away`: no answer at all; `refusing`: the credential is unknown; a code: every call is answered with this problem. */
  mode: 'there' | 'away' | 'refusing' | ProblemCode
  /** Answers calls of a route in its own way. Undefined leaves it to the hub. */
  intercept: ((call: HubCall) => unknown) | undefined
  readonly credentials: Set<string>
  readonly tokens: Map<string, { sequence: number; token: string | null }>
}

export function createScriptedHub({ clock = systemClock }: { clock?: Clock } = {}): ScriptedHub {
  const calls: HubCall[] = []
  const queue: JobEnvelope[] = []
  const completions: Completion[] = []
  const cancelled = new Set<string>()
  const untold = new Set<string>()
  const lost = new Set<string>()
  const attempts = new Map<string, number>()
  const locks = new Map<string, { holder: string; endsAtMs: number }>()
  const changes = new Set<() => void>()
  const changed = (): void => {
    for (const resolve of changes) resolve()
    changes.clear()
  }

  const hub: ScriptedHub = {
    calls,
    callsOf: (id) => calls.filter((call) => call.id === id).map(({ body }) => body as never),
    enqueue: (job) => {
      const envelope = envelopeOf(job)
      queue.push(envelope)
      changed()
      return envelope.job
    },
    completion: async (job) => {
      for (;;) {
        const found = completions.find((completion) => completion.job === job)
        if (found) return found
        await waitForChange(60_000, undefined)
      }
    },
    completions,
    cancel: (job) => {
      cancelled.add(job)
      untold.add(job)
      changed()
    },
    lose: (job) => lost.add(job),
    shares: {},
    mode: 'there',
    intercept: undefined,
    credentials: new Set(['credential-1']),
    tokens: new Map(),
    fetch: async (input, init = {}) => {
      if (hub.mode === 'away') throw new TypeError('fetch failed')
      const call = readCall(String(input), init)
      calls.push(call)
      changed()
      if (hub.mode === 'refusing' || !hub.credentials.has(call.credential ?? '')) return problem('CREDENTIAL_REFUSED')
      if (hub.mode !== 'there') return problem(hub.mode)
      const special = hub.intercept?.(call)
      if (special instanceof Response) return special
      const body = special ?? (await answer(call, init.signal ?? undefined))
      if (body instanceof Response) return body
      const { response, status }: Route = routes[call.id]
      if (!response) return new Response(null, { status: 204 })
      return Response.json(special === undefined ? response.parse(body) : body, { status: status ?? 200 })
    },
  }
  return hub

  async function answer({ id, params, body }: HubCall, signal: AbortSignal | undefined): Promise<unknown> {
    switch (id) {
      case 'node.beat':
        return beat(body as BodyOf<Routes['node.beat']>)
      case 'node.poll':
        return await poll(body as BodyOf<Routes['node.poll']>, signal)
      case 'node.events':
        return lost.has(params.job ?? '')
          ? problem('LEASE_LOST')
          : { isCancelRequested: cancelled.has(params.job ?? ''), dropped: 0 }
      case 'node.complete':
        return complete(body as BodyOf<Routes['node.complete']>)
      case 'node.rotateCredential': {
        const credential = `credential-${hub.credentials.size + 1}`
        hub.credentials.add(credential)
        return { credential }
      }
      case 'node.readToken':
        return { stored: hub.tokens.get(keyOf(params, body)) ?? null }
      case 'node.writeToken':
        return writeToken(keyOf(params, body), (body as BodyOf<Routes['node.writeToken']>).stored)
      case 'node.lockToken':
        return await lock(keyOf(params, body), body as BodyOf<Routes['node.lockToken']>, signal)
      case 'node.unlockToken': {
        const { holder } = body as BodyOf<Routes['node.unlockToken']>
        if (locks.get(keyOf(params, body))?.holder === holder) locks.delete(keyOf(params, body))
        changed()
        return undefined
      }
      case 'node.runState':
      case 'node.releaseRun':
        throw new Error(`${id} is for a real hub: this one gives no runs`)
    }
  }

  function beat({ held }: BodyOf<Routes['node.beat']>): ResponseOf<Routes['node.beat']> {
    const jobs = held.map(({ job }) => job)
    return {
      nowMs: clock.now(),
      nextBeatMs: 5000,
      cancel: jobs.filter((job) => cancelled.has(job)),
      lost: jobs.filter((job) => lost.has(job)),
      shares: hub.shares,
    }
  }

  async function poll(
    { capacity, waitMs }: BodyOf<Routes['node.poll']>,
    signal: AbortSignal | undefined,
  ): Promise<unknown> {
    const untilMs = clock.monotonicMs() + waitMs
    while (queue.length === 0 && untold.size === 0 && clock.monotonicMs() < untilMs) {
      await waitForChange(untilMs - clock.monotonicMs(), signal)
      if (hub.mode === 'away') throw new TypeError('fetch failed')
    }
    const cancel = [...untold]
    untold.clear()
    return { jobs: queue.splice(0, capacity), cancel }
  }

  function complete({ completions: given }: BodyOf<Routes['node.complete']>): ResponseOf<Routes['node.complete']> {
    const accepted = given.filter(
      ({ job, attempt }) =>
        !lost.has(job) && attempts.get(job) === attempt && !completions.some((known) => known.job === job),
    )
    completions.push(...accepted)
    changed()
    const taken = accepted.map(({ job }) => job)
    return { accepted: taken, refused: given.map(({ job }) => job).filter((job) => !taken.includes(job)) }
  }

  function writeToken(key: string, stored: { sequence: number; token: string | null }): { isKept: boolean } {
    const known = hub.tokens.get(key)
    const isKept =
      stored.sequence > (known?.sequence ?? 0) || (stored.token === null && stored.sequence === known?.sequence)
    if (isKept) hub.tokens.set(key, stored)
    return { isKept }
  }

  async function lock(
    key: string,
    { holder, waitMs, leaseMs }: BodyOf<Routes['node.lockToken']>,
    signal: AbortSignal | undefined,
  ): Promise<{ isHeld: boolean }> {
    const untilMs = clock.monotonicMs() + waitMs
    for (;;) {
      const nowMs = clock.monotonicMs()
      const held = locks.get(key)
      if (!held || held.holder === holder || held.endsAtMs <= nowMs) {
        locks.set(key, { holder, endsAtMs: nowMs + leaseMs })
        return { isHeld: true }
      }
      if (nowMs >= untilMs) return { isHeld: false }
      await waitForChange(Math.min(untilMs, held.endsAtMs) - nowMs, signal)
    }
  }

  /** Resolves with the next change, after the time, or rejects with the signal's reason. */
  async function waitForChange(limitMs: number, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    changes.add(resolve)
    const done = new AbortController()
    const either = signal ? AbortSignal.any([signal, done.signal]) : done.signal
    try {
      await Promise.race([promise, clock.sleep(limitMs, either).catch(() => {})])
      signal?.throwIfAborted()
    } finally {
      done.abort()
      changes.delete(resolve)
    }
  }

  function envelopeOf(given: ScriptedJob): JobEnvelope {
    const job = given.job ?? randomUUID()
    const attempt = given.attempt ?? 1
    attempts.set(job, attempt)
    const base = {
      job,
      attempt,
      deadlineAt: new Date(clock.now() + 90_000).toISOString(),
      remainingMs: 90_000,
      leaseMs: 15_000,
      account: '00000000-0000-4000-8000-000000000001',
      connectionKey: '00000000-0000-4000-8000-00000000000c',
      containerName: 'Warehouse',
      settings: {},
      publicAddressesOnly: false,
      rateShare: 1,
      correlationId: `correlation-${job.slice(0, 8)}`,
      probes: [],
    }
    // Not parsed here, because tests send what a newer hub might send. What they leave out gets a valid default.
    return { ...base, ...given } as JobEnvelope
  }
}

function readCall(url: string, { method, headers, body }: RequestInit): HubCall {
  const { pathname } = new URL(url)
  for (const [id, route] of Object.entries(routes) as [NodeRouteId, Route][]) {
    const names: string[] = []
    const pattern = route.path.replaceAll(/:(\w+)/g, (_all, name: string) => {
      names.push(name)
      return '([^/]+)'
    })
    const match = new RegExp(`^${apiPrefix}${pattern}$`).exec(pathname)
    if (!match || route.method !== method) continue
    const values = match.slice(1).map((value) => decodeURIComponent(value))
    const params = Object.fromEntries(names.map((name, i) => [name, values[i] ?? '']))
    route.params?.parse(params)
    const given: unknown = typeof body === 'string' ? JSON.parse(body) : undefined
    const credential = new Headers(headers).get('authorization')?.replace(/^Bearer /, '')
    return { id, params, body: route.body ? route.body.parse(given) : undefined, credential }
  }
  throw new Error(`No route for ${method} ${pathname}`)
}

function keyOf({ key = '' }: Readonly<Record<string, string>>, body: unknown): string {
  return `${(body as { account: string }).account}/${key}`
}

export function problem(code: ProblemCode): Response {
  const { status, title } = problemKinds[code]
  const body: Problem = { type: 'about:blank', code, status, title, detail: title, requestId: 'request' }
  return Response.json(body, { status, headers: { 'content-type': 'application/problem+json' } })
}
