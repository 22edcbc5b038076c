import type { Clock, Log } from '@coupa-connector/connector/plugins'
import { type Completion, type JobEnvelope, ProblemError } from '@coupa-connector/protocol'
import type { ConnectionPool, NetworkOptions } from '../connections/connection-pool.ts'
import type { RequestTracer } from '../connections/trace-requests.ts'
import type { NodeClient } from '../hub/node-client.ts'
import { messageOf } from '../hub/node-errors.ts'
import type { CompletionQueue } from './completion-queue.ts'
import { createEventReporter, type EventReporter } from './event-reporter.ts'
import { JobStop, type StopReason } from './job-stop.ts'
import { isLook, type RunLookJob } from './look-job.ts'
import { readEnvelope } from './read-envelope.ts'
import { runOperationJob } from './run-operation-job.ts'
import { runTestJob } from './run-test-job.ts'

export interface RunningJobsOptions {
  readonly client: Pick<NodeClient, 'call'>
  readonly completions: CompletionQueue
  readonly pool: ConnectionPool
  readonly tracer: RequestTracer
  readonly network: NetworkOptions
  readonly clock: Clock
  readonly log: Log
  /** Carries out looks at processes. */
  readonly runLookJob: RunLookJob
  /** Jobs at a time, those included whose end could not be handed in yet. */
  readonly capacity: number
}

/** The jobs that the node holds, from the moment it received them until the hub knows their results. */
export interface RunningJobs {
  /** Starts a job as the hub sent it. */
  take(given: unknown): void
  /** Jobs whose leases are to be renewed. */
  held(): { readonly job: string; readonly attempt: number }[]
  /** How many of them still run. */
  readonly count: number
  /** How many more jobs there is room for. */
  readonly room: number
  /** Resolves when there is room for another job. Rejects with the signal's reason. */
  waitForRoom(signal: AbortSignal): Promise<void>
  /** Somebody asked for the end of the job. */
  cancel(job: string): void
  /** The hub gave the job to somebody else. */
  lose(job: string, attempt: number): void
  /** The hub has the end of a job, or will never take it. */
  settled(completion: Completion): void
  /** Stops all jobs that run. */
  stopAll(reason: StopReason): void
  /** Resolves when no job runs any more. */
  idle(): Promise<void>
}

/** How long before the hub's own deadline a job ends, so that its result can still be handed in. */
const handInMs = 1000
/** How long after the deadline a result is still worth handing in. After that the hub has ended the job itself. */
const keepMs = 60 * 60_000
/** How long the last events of a job may hold its end up. */
const eventsLimitMs = 2000

interface HeldJob {
  readonly job: string
  readonly attempt: number
  readonly controller: AbortController
  isRunning: boolean
}

export function createRunningJobs({
  client,
  completions,
  pool,
  tracer,
  network,
  clock,
  log,
  runLookJob,
  capacity,
}: RunningJobsOptions): RunningJobs {
  const held = new Map<string, HeldJob>()
  const running = new Set<Promise<void>>()
  const waitingForRoom = new Set<() => void>()

  const runningJobs: RunningJobs = {
    take: (given) => {
      const read = readEnvelope(given)
      if (read.kind === 'unreadable') return log.error({}, 'The hub sent a job that this program cannot read')
      const { job, attempt } = read.kind === 'job' ? read.envelope : read.completion
      const before = held.get(job)
      if (before) {
        if (before.attempt >= attempt) return
        forget(before)
      }
      const entry: HeldJob = { job, attempt, controller: new AbortController(), isRunning: true }
      held.set(job, entry)
      const work = read.kind === 'job' ? run(read.envelope, entry) : finish(entry, read.completion, 0)
      running.add(work)
      void work.finally(() => running.delete(work))
    },
    held: () => [...held.values()].map(({ job, attempt }) => ({ job, attempt })),
    get count() {
      return running.size
    },
    get room() {
      return capacity - held.size
    },
    waitForRoom: async (signal) => {
      while (runningJobs.room <= 0) {
        const { promise, resolve, reject } = Promise.withResolvers<void>()
        const onAbort = () => reject(signal.reason)
        signal.addEventListener('abort', onAbort, { once: true })
        waitingForRoom.add(resolve)
        try {
          signal.throwIfAborted()
          await promise
        } finally {
          waitingForRoom.delete(resolve)
          signal.removeEventListener('abort', onAbort)
        }
      }
    },
    cancel: (job) => stop(held.get(job), 'cancelled'),
    lose: (job, attempt) => {
      const entry = held.get(job)
      if (entry?.attempt === attempt) forget(entry)
    },
    settled: ({ job, attempt }) => {
      if (held.get(job)?.attempt === attempt) release(job)
    },
    stopAll: (reason) => {
      for (const entry of held.values()) stop(entry, reason)
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
  return runningJobs

  async function run(envelope: JobEnvelope, entry: HeldJob): Promise<void> {
    const { job, attempt, kind, account, correlationId, remainingMs } = envelope
    const facts = { job, attempt, kind, account, correlationId }
    const startedMs = clock.monotonicMs()
    const events = createEventReporter({
      clock,
      send: async (reported) => {
        const body = { attempt, events: [...reported] }
        const { isCancelRequested } = await client.call('node.events', { params: { job }, body }, { limitMs: 5000 })
        if (isCancelRequested) stop(entry, 'cancelled')
      },
      onFailure: (error) => {
        if (error instanceof ProblemError && error.code === 'LEASE_LOST') runningJobs.lose(job, attempt)
        else log.debug({ ...facts, reason: messageOf(error) }, 'Events of a job could not be reported')
      },
    })
    const done = new AbortController()
    const limitMs = Math.max(0, remainingMs - Math.min(handInMs, remainingMs / 10))
    clock.sleep(limitMs, done.signal).then(
      () => stop(entry, 'deadline'),
      () => {},
    )
    log.info(facts, 'A job begins')
    const completion = await complete(envelope, entry, events).catch((error: unknown) => {
      log.error({ ...facts, reason: messageOf(error) }, 'A job broke off by a mistake of the program')
      return undefined
    })
    done.abort()
    const lastEvents = await events.finish(eventsLimitMs)
    const durationMs = Math.round(clock.monotonicMs() - startedMs)
    log.info(
      { ...facts, outcome: completion?.outcome, durationMs },
      completion ? 'A job has ended' : 'A job was let go',
    )
    await finish(
      entry,
      completion && { ...completion, ...(lastEvents.length > 0 && { events: lastEvents }) },
      remainingMs,
    )
  }

  async function complete(
    envelope: JobEnvelope,
    { job, attempt, controller: { signal } }: HeldJob,
    events: EventReporter,
  ): Promise<Completion | undefined> {
    if (envelope.kind === 'test') {
      const report = await runTestJob(envelope, { network, clock, signal, onEvent: events.add })
      return report && { job, attempt, outcome: report.outcome, report }
    }
    const options = { pool, tracer, clock, signal }
    const { operation } = envelope
    const result = isLook(operation)
      ? await runLookJob({ ...envelope, operation }, options)
      : await runOperationJob({ ...envelope, operation }, options)
    return result && { job, attempt, outcome: result.outcome, result }
  }

  async function finish(entry: HeldJob, completion: Completion | undefined, remainingMs: number): Promise<void> {
    entry.isRunning = false
    // What was lost meanwhile is not told.
    if (held.get(entry.job) !== entry) return
    if (completion) completions.add(completion, clock.monotonicMs() + Math.max(0, remainingMs) + keepMs)
    else release(entry.job)
  }

  function stop(entry: HeldJob | undefined, reason: StopReason): void {
    if (entry?.isRunning) entry.controller.abort(new JobStop(reason))
  }

  function forget(entry: HeldJob): void {
    stop(entry, 'lost')
    completions.drop(entry.job)
    release(entry.job)
  }

  function release(job: string): void {
    held.delete(job)
    for (const resolve of waitingForRoom) resolve()
  }
}
