import { randomUUID } from 'node:crypto'
import { type Clock, type Log, systemClock, type TokenStore } from '@coupa-connector/connector/plugins'
import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { createConnectionPool, type NetworkOptions } from './connections/connection-pool.ts'
import { createOrganizationRates } from './connections/organization-rates.ts'
import { createTokenStores } from './connections/token-stores.ts'
import { createRequestTracer } from './connections/trace-requests.ts'
import { createHubLink } from './hub/hub-link.ts'
import { createNodeClient, isCredentialRefused } from './hub/node-client.ts'
import { messageOf, NodeRefusedError } from './hub/node-errors.ts'
import type { NodeIdentity } from './hub/node-identity.ts'
import { createCredentialRenewal } from './hub/renew-credential.ts'
import { retryDelayMs } from './hub/retry-delay.ts'
import { createCompletionQueue } from './jobs/completion-queue.ts'
import { createRunningJobs } from './jobs/running-jobs.ts'
import { runLookJob } from './looks/run-look-job.ts'
import { createRunningRuns } from './runs/running-runs.ts'

export interface NodeOptions extends NetworkOptions {
  readonly identity: NodeIdentity
  /** Of this program, and of the connector in it. */
  readonly version: string
  readonly connectorVersion: string
  /**
   * How to call the hub. Default: the global `fetch`. Programs use `createHubFetch`, or the hub's own when it runs in the same
   * process.
   */
  readonly fetch?: typeof fetch | undefined
  /** Jobs at a time. Default: 20. */
  readonly capacity?: number | undefined
  /** Runs of processes at a time. Default: 4. */
  readonly runCapacity?: number | undefined
  /** Stores an identity with a new credential; the old one ends soon after. Without this the credential is never exchanged. */
  readonly onCredentialRotated?: ((identity: NodeIdentity) => Promise<void>) | undefined
  /** Age from which the credential is exchanged. Default: 7 days. */
  readonly credentialLifetimeMs?: number | undefined
  /** Where the tokens of a tenant are kept. Default: in memory for an atom, otherwise shared through the hub. */
  readonly tokenStore?: ((account: string) => TokenStore) | undefined
  readonly clock?: Clock | undefined
  /** 0 to 1, for the spread of pauses. Default: `Math.random`. */
  readonly random?: (() => number) | undefined
  /** Default: no log. */
  readonly log?: Log | undefined
}

/**
 * `idle`: not started. `connecting`: no beat was answered yet. `offline`: the hub does not answer, jobs continue. `refused`:
 * the hub no longer knows the node, and the node has stopped.
 */
export type NodeState = 'idle' | 'connecting' | 'online' | 'offline' | 'stopping' | 'stopped' | 'refused'

export interface NodeStatus {
  readonly state: NodeState
  readonly runningJobs: number
  /** Runs of processes. */
  readonly runningRuns: number
  /** Why the hub could not be used last; undefined while it can. */
  readonly problem: string | undefined
}

/** A node of a container, which takes jobs from its hub and runs them. */
export interface Node extends AsyncDisposable {
  /** Starts to call the hub, and continues until it is stopped or refused. A second call does nothing. */
  start(): void
  /**
   * Takes no more jobs and gives running ones `graceMs` (default: 30 s) to finish. Jobs that are still running then are not
   * handed in: the hub gives them to another node or marks them interrupted. Only changes that may have happened are reported,
   * as `OUTCOME_UNKNOWN`. Signs off at the hub last.
   */
  stop(options?: { readonly graceMs?: number | undefined }): Promise<void>
  readonly status: NodeStatus
  /** Resolves when the node has stopped. Rejects with a `NodeRefusedError` when the hub has removed it. */
  readonly ended: Promise<void>
}

type Beat = BodyInputOf<Routes['node.beat']>

const pollWaitMs = 25_000
/** Whatever a hub says, a node is never silent for longer than this and never calls more often. */
const beatBoundsMs = { shortest: 250, longest: 30_000 }

/**
 * Creates a node. Three loops run side by side, and each only ever waits for the hub. Beats every 5 s renew leases, learn of
 * cancellations, and find out whether the hub is there. A long poll fetches jobs while there is room. A queue hands in results.
 * When the hub is away, jobs continue and beats follow the pauses of `retryDelayMs`; as soon as one is answered, the other
 * loops continue at once.
 */
export function createNode({
  identity,
  version,
  connectorVersion,
  fetch: send = fetch,
  capacity = 20,
  runCapacity = 4,
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
  const isShared = identity.container.kind !== 'atom'
  const storeOf = createTokenStores({ client, clock, log, isShared, tokenStore })
  const pool = createConnectionPool({ network, rates, tracer, tokenStore: storeOf, clock, random, log })
  const completions = createCompletionQueue({
    client,
    link,
    clock,
    log,
    onFailure: noteFailure,
    onSettled: (completion) => runningJobs.settled(completion),
  })
  const runningJobs = createRunningJobs({
    ...{ client, completions, pool, tracer, network, clock, log, capacity },
    runLookJob,
  })
  const runningRuns = createRunningRuns({ client, link, pool, clock, log, capacity: runCapacity })
  const renewCredential = createCredentialRenewal({
    ...{ identity, client, onCredentialRotated, lifetimeMs: credentialLifetimeMs, clock, log },
    onFailure: noteFailure,
  })
  const ended = Promise.withResolvers<void>()
  ended.promise.catch(() => {})
  const quitPolling = new AbortController()
  const quitBeating = new AbortController()
  let state: NodeState = 'idle'
  let problem: string | undefined
  let loops: Promise<unknown> = Promise.resolve()
  let stopping: Promise<void> | undefined

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
      return { state, runningJobs: runningJobs.count, runningRuns: runningRuns.count, problem }
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
    const held = status === 'stopped' ? [] : runningJobs.held()
    const heldRuns = status === 'stopped' ? [] : runningRuns.held()
    const body: Beat = {
      boot,
      status,
      version,
      connectorVersion,
      nowMs: clock.now(),
      capacity,
      held,
      heldRuns,
      organizations: status === 'stopped' ? [] : rates.hosts().slice(0, 1000),
    }
    const startedMs = clock.monotonicMs()
    const answer = await client.call('node.beat', { body }, { signal })
    for (const job of answer.cancel) runningJobs.cancel(job)
    // Only those that were named. A job may have come back with another attempt meanwhile.
    for (const { job, attempt } of held) if (answer.lost.includes(job)) runningJobs.lose(job, attempt)
    for (const { run, isImmediate } of answer.cancelRuns ?? []) runningRuns.cancel(run, isImmediate)
    const { lostRuns = [] } = answer
    for (const { run, attempt } of lostRuns) runningRuns.lose(run, attempt)
    const kept = heldRuns.filter(({ run }) => !lostRuns.some((lost) => lost.run === run))
    runningRuns.beaten(kept, startedMs)
    rates.setShares(answer)
    return answer.nextBeatMs
  }

  async function pollOn(isKnown: Promise<void>): Promise<void> {
    const { signal } = quitPolling
    // A new boot makes the hub give away what the previous program held. A job that arrived earlier would be among it.
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
    await runningJobs.waitForRoom(signal)
    const startedMs = clock.monotonicMs()
    // After a failure the answer is wanted at once, because it tells that the hub is there.
    const room = { capacity: runningJobs.room, runCapacity: runningRuns.room }
    const body = { boot, ...room, waitMs: failures > 0 ? 0 : pollWaitMs }
    const {
      jobs,
      runs = [],
      cancel = [],
    } = await client.call('node.poll', { body }, { signal, limitMs: pollWaitMs + 15_000 })
    if (failures > 0) link.answered()
    for (const job of jobs) runningJobs.take(job)
    for (const run of runs) runningRuns.take(run)
    for (const job of cancel) runningJobs.cancel(job)
    const isEarly = body.waitMs > 0 && clock.monotonicMs() - startedMs < 500
    // A hub that is about to stop answers at once, again and again.
    if (isEarly && jobs.length + runs.length + cancel.length === 0) await clock.sleep(500 + 500 * random(), signal)
  }

  function noteFailure(error: unknown): void {
    problem = messageOf(error)
    if (!isCredentialRefused(error) || state === 'stopped' || state === 'refused') return
    const names = { hubUrl: identity.hubUrl, container: identity.container.name, node: identity.node.name }
    const refusal = new NodeRefusedError(names, { cause: error })
    log.error({ reason: refusal.message }, 'The hub refuses the node')
    state = 'refused'
    runningJobs.stopAll('lost')
    runningRuns.loseAll()
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
    log.info({ running: runningJobs.count, runs: runningRuns.count, graceMs }, 'The node stops')
    // After the batch in hand; another node continues them.
    runningRuns.giveBackAll()
    // Told first, so that the hub gives nothing to a poll that is being abandoned.
    await beat('stopping', undefined).catch(noteFailure)
    quitPolling.abort(new Error('The node stops'))
    await within(graceMs, Promise.all([runningJobs.idle(), runningRuns.idle()]))
    runningRuns.loseAll()
    await within(lastCallsMs, runningRuns.idle())
    runningJobs.stopAll('node-stops')
    await within(lastCallsMs, runningJobs.idle())
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
}

/** How long each of the last calls to the hub may delay the end of the program. */
const lastCallsMs = 5000

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

const noLog: Log = { debug() {}, info() {}, warn() {}, error() {} }
