import { randomUUID } from 'node:crypto'
import { createMemoryTokenStore, Secret } from '@coupa-connector/connector'
import { type Clock, type Log, systemClock, type TokenStore } from '@coupa-connector/connector/plugins'
import { type BodyInputOf, ProblemError, type Routes } from '@coupa-connector/protocol'
import { createConnectionPool, type NetworkOptions } from './connection-pool.ts'
import { createCompletionQueue } from './hub/completion-queue.ts'
import { createHubLink } from './hub/hub-link.ts'
import { createNodeClient, isCredentialRefused } from './hub/node-client.ts'
import { retryDelayMs } from './hub/retry-delay.ts'
import { createHubTokenStore } from './hub-token-store.ts'
import { createJobDesk } from './job-desk.ts'
import { createRequestTracer } from './jobs/trace-requests.ts'
import { NodeRefusedError } from './node-errors.ts'
import type { NodeIdentity } from './node-identity.ts'
import { createOrganizationRates } from './organization-rates.ts'

export interface NodeOptions extends NetworkOptions {
  readonly identity: NodeIdentity
  /** Of this program, and of the connector in it. */
  readonly version: string
  readonly connectorVersion: string
  /** How the hub is called. Default: the global one; programs use `createHubFetch`, or a hub's own in the same process. */
  readonly fetch?: typeof fetch | undefined
  /** Jobs at a time. Default: 20. */
  readonly capacity?: number | undefined
  /**
   * Keeps an identity with a new credential; the old one ends soon after. Without it the credential is never exchanged.
   */
  readonly onCredentialRotated?: ((identity: NodeIdentity) => Promise<void>) | undefined
  /** Age from which the credential is exchanged. Default: 7 days. */
  readonly credentialLifetimeMs?: number | undefined
  /** Where the tokens of a tenant are kept. Default: in memory for an atom, else shared through the hub. */
  readonly tokenStore?: ((account: string) => TokenStore) | undefined
  readonly clock?: Clock | undefined
  /** 0 to 1, for the spread of pauses. Default: `Math.random`. */
  readonly random?: (() => number) | undefined
  /** Default: no log. */
  readonly log?: Log | undefined
}

/**
 * `idle`: not started; `connecting`: no beat was answered yet; `offline`: the hub does not answer, jobs go on; `refused`:
 * the hub does not know the node any more, and it has stopped.
 */
export type NodeState = 'idle' | 'connecting' | 'online' | 'offline' | 'stopping' | 'stopped' | 'refused'

export interface NodeStatus {
  readonly state: NodeState
  readonly runningJobs: number
  /** Why the hub could not be used last; undefined while it can. */
  readonly problem: string | undefined
}

/** A node of a container, which takes jobs from its hub and runs them. */
export interface Node extends AsyncDisposable {
  /** Begins to call the hub, and goes on until it is stopped or refused. Calling it again does nothing. */
  start(): void
  /**
   * Takes no more jobs, lets those that run come to their end for `graceMs` (default: 30 s), then lets go of them: they are
   * not handed in, so that the hub gives them to another node or calls them interrupted;
   * only changes that may have happened are told as `OUTCOME_UNKNOWN`. Says good-bye to the hub last.
   */
  stop(options?: { readonly graceMs?: number | undefined }): Promise<void>
  readonly status: NodeStatus
  /** Resolves when the node has stopped; rejects with `NodeRefusedError` when the hub has thrown it out. */
  readonly ended: Promise<void>
}

type Beat = BodyInputOf<Routes['node.beat']>

const pollWaitMs = 25_000
/** Whatever a hub says, a node is not silent for longer and does not call more often. */
const beatBoundsMs = { shortest: 250, longest: 30_000 }

/**
 * Makes a node. Three loops run side by side, each of which only ever waits for the hub: beats every 5 s, which renew
 * leases, hear of cancellations, and find out whether the hub is there; a long poll for jobs while there is room; and the
 * handing in of what came of jobs. When the hub is away jobs go on, and beats come by the pauses of
 * `retryDelayMs`; as soon as one is answered the other loops go on at once.
 */
export function createNode({
  identity,
  version,
  connectorVersion,
  fetch: send = fetch,
  capacity = 20,
  onCredentialRotated,
  credentialLifetimeMs = 7 * 24 * 60 * 60_000,
  tokenStore,
  clock = systemClock,
  random = Math.random,
  log = noLog,
  proxy,
  environment,
  ca,
  lookup,
}: NodeOptions): Node {
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > 1000) {
    throw new TypeError(`capacity is ${capacity}; give a whole number from 1 to 1000`)
  }
  const boot = randomUUID()
  const network: NetworkOptions = { proxy, environment, ca, lookup }
  const client = createNodeClient({ hubUrl: identity.hubUrl, credential: identity.credential, fetch: send, clock })
  const link = createHubLink({ clock, random })
  const rates = createOrganizationRates({ clock, random })
  const tracer = createRequestTracer()
  const stores = new Map<string, TokenStore>()
  const pool = createConnectionPool({ network, rates, tracer, tokenStore: storeOf, clock, random, log })
  const completions = createCompletionQueue({
    client,
    link,
    clock,
    log,
    onFailure: noteFailure,
    onSettled: (completion) => desk.settled(completion),
  })
  const desk = createJobDesk({ client, completions, pool, tracer, network, clock, log, capacity })
  const ended = Promise.withResolvers<void>()
  ended.promise.catch(() => {})
  const quitPolling = new AbortController()
  const quitBeating = new AbortController()
  let state: NodeState = 'idle'
  let problem: string | undefined
  let loops: Promise<unknown> = Promise.resolve()
  let stopping: Promise<void> | undefined
  let current = identity
  let isKept = true

  const node: Node = {
    start: () => {
      if (state !== 'idle') return
      state = 'connecting'
      const firstBeat = Promise.withResolvers<void>()
      loops = Promise.all([beatOn(firstBeat.resolve), pollOn(firstBeat.promise)])
    },
    stop: ({ graceMs = 30_000 } = {}) => {
      stopping ??= stop(graceMs)
      return stopping
    },
    get status() {
      return { state, runningJobs: desk.running, problem }
    },
    ended: ended.promise,
    [Symbol.asyncDispose]: () => node.stop({ graceMs: 0 }),
  }
  return node

  async function beatOn(onFirst: () => void): Promise<void> {
    const { signal } = quitBeating
    let failures = 0
    while (!signal.aborted) {
      let pauseMs: number
      try {
        pauseMs = await beatOnce(signal, failures)
        failures = 0
        onFirst()
      } catch (error) {
        if (signal.aborted) return
        noteFailure(error)
        failures++
        pauseMs = retryDelayMs(failures, random)
        if (state === 'online') state = 'offline'
        log.warn({ reason: messageOf(error), failures, pauseMs }, 'The hub did not answer a beat')
      }
      await (failures > 0 ? link.pause(pauseMs, signal) : clock.sleep(pauseMs, signal)).catch(() => {})
    }
  }

  /** Gives how long to wait before the next one. */
  async function beatOnce(signal: AbortSignal, failures: number): Promise<number> {
    const startedMs = clock.monotonicMs()
    const nextBeatMs = await beat(stopping ? 'stopping' : 'online', signal)
    if (failures > 0) log.info({ failures }, 'The hub answers again')
    problem = undefined
    if (state === 'connecting' || state === 'offline') state = 'online'
    link.answered()
    await Promise.all([renewCredential(), pool.closeIdle()])
    const spentMs = clock.monotonicMs() - startedMs
    return Math.max(beatBoundsMs.shortest, Math.min(nextBeatMs, beatBoundsMs.longest) - spentMs)
  }

  async function beat(status: Beat['status'], signal: AbortSignal | undefined): Promise<number> {
    const held = status === 'stopped' ? [] : desk.held()
    const body: Beat = {
      boot,
      status,
      version,
      connectorVersion,
      nowMs: clock.now(),
      capacity,
      held,
      organizations: status === 'stopped' ? [] : rates.hosts().slice(0, 1000),
    }
    const answer = await client.call('node.beat', { body }, { signal })
    for (const job of answer.cancel) desk.cancel(job)
    // Only of what was named: a job may have come back with another attempt meanwhile.
    for (const { job, attempt } of held) if (answer.lost.includes(job)) desk.lose(job, attempt)
    rates.setShares(answer.shares)
    return answer.nextBeatMs
  }

  async function pollOn(isKnown: Promise<void>): Promise<void> {
    const { signal } = quitPolling
    // A new boot makes the hub give away what the program before it held; a job that came earlier would be among that.
    await Promise.race([isKnown, aborted(signal)])
    let failures = 0
    while (!signal.aborted) {
      try {
        await pollOnce(signal, failures)
        failures = 0
      } catch (error) {
        if (signal.aborted) return
        noteFailure(error)
        failures++
        log.debug({ reason: messageOf(error), failures }, 'The hub did not answer a poll')
        await link.pauseAfter(failures, signal).catch(() => {})
      }
    }
  }

  async function pollOnce(signal: AbortSignal, failures: number): Promise<void> {
    await desk.waitForRoom(signal)
    const startedMs = clock.monotonicMs()
    // After a failure the answer is wanted at once, for the news that the hub is there.
    const body = { boot, capacity: desk.room, waitMs: failures > 0 ? 0 : pollWaitMs }
    const { jobs, cancel = [] } = await client.call('node.poll', { body }, { signal, limitMs: pollWaitMs + 15_000 })
    if (failures > 0) link.answered()
    for (const job of jobs) desk.take(job)
    for (const job of cancel) desk.cancel(job)
    const isEarly = body.waitMs > 0 && clock.monotonicMs() - startedMs < 500
    // A hub that is about to stop answers at once, again and again.
    if (isEarly && jobs.length === 0 && cancel.length === 0) await clock.sleep(500 + 500 * random(), signal)
  }

  function noteFailure(error: unknown): void {
    problem = messageOf(error)
    if (!isCredentialRefused(error) || state === 'stopped' || state === 'refused') return
    const names = { hubUrl: identity.hubUrl, container: identity.container.name, node: identity.node.name }
    const refusal = new NodeRefusedError(names, { cause: error })
    log.error({ reason: refusal.message }, 'The hub refuses the node')
    state = 'refused'
    desk.stopAll('lost')
    stopping ??= shutDown().then(() => ended.reject(refusal))
  }

  async function stop(graceMs: number): Promise<void> {
    if (state === 'idle' || state === 'refused') {
      await shutDown()
      if (state === 'idle') state = 'stopped'
      ended.resolve()
      return
    }
    state = 'stopping'
    log.info({ running: desk.running, graceMs }, 'The node stops')
    // Told first, so that the hub gives nothing to a poll that is being given up.
    await beat('stopping', undefined).catch(noteFailure)
    quitPolling.abort(new Error('The node stops'))
    await within(graceMs, desk.idle())
    desk.stopAll('node-stops')
    await within(lastCallsMs, desk.idle())
    await within(lastCallsMs, completions.drained())
    quitBeating.abort(new Error('The node stops'))
    await within(lastCallsMs, beat('stopped', undefined).catch(noteFailure))
    await shutDown()
    if (state === 'stopping') state = 'stopped'
    ended.resolve()
  }

  async function shutDown(): Promise<void> {
    quitPolling.abort(new Error('The node stops'))
    quitBeating.abort(new Error('The node stops'))
    completions.stop()
    await pool.close()
    await loops
    await completions.drained()
  }

  /** Resolves with the work, or without it when `limitMs` are over. */
  async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
    const done = new AbortController()
    const limit = clock.sleep(limitMs, done.signal).catch(() => {})
    await Promise.race([work, limit])
    done.abort()
  }

  /**
   * Exchanges an old credential. The new one is kept first and used then, since its first use ends the old one; when it
   * cannot be kept it is used all the same, because the old one ends anyway, and keeping it is tried again at each beat.
   */
  async function renewCredential(): Promise<void> {
    if (!onCredentialRotated) return
    if (isKept) {
      const ageMs = clock.now() - Date.parse(current.credentialIssuedAt)
      if (ageMs < credentialLifetimeMs) return
      const answer = await client.call('node.rotateCredential', {}).catch((error: unknown) => {
        noteFailure(error)
        log.warn({ reason: messageOf(error) }, 'The credential of the node could not be exchanged')
      })
      if (!answer) return
      const credentialIssuedAt = new Date(clock.now()).toISOString()
      current = { ...current, credential: new Secret(answer.credential), credentialIssuedAt }
      isKept = false
    }
    try {
      await onCredentialRotated(current)
      isKept = true
      log.info({}, 'The credential of the node was exchanged')
    } catch (error) {
      log.error({ reason: messageOf(error) }, 'The new credential of the node could not be kept: do not stop the node')
    }
    client.setCredential(current.credential)
  }

  function storeOf(account: string): TokenStore {
    const known = stores.get(account)
    if (known) return known
    const store =
      tokenStore?.(account) ??
      (identity.container.kind === 'atom'
        ? createMemoryTokenStore()
        : createHubTokenStore({ client, account, clock, log }))
    stores.set(account, store)
    return store
  }
}

/** How long each of the last calls to the hub may hold the end of the program up. */
const lastCallsMs = 5000

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function messageOf(error: unknown): string {
  if (error instanceof ProblemError) return `${error.code}: ${error.message}`
  return error instanceof Error ? error.message : String(error)
}

const noLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
