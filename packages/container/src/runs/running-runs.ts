import type { Clock, Log } from '@coupa-connector/connector/plugins'
import { type RunEnvelope, routes } from '@coupa-connector/protocol'
import type { ConnectionPool } from '../connections/connection-pool.ts'
import type { HubLink } from '../hub/hub-link.ts'
import type { NodeClient } from '../hub/node-client.ts'
import { messageOf } from '../hub/node-errors.ts'
import { createStriker } from '../jobs/strike-secrets.ts'
import { createHubCalls } from './hub-calls.ts'
import { createHubState, stateOver } from './hub-state.ts'
import { secretsOfEnds } from './open-destination.ts'
import { RunStop } from './run-stop.ts'

export interface RunningRunsOptions {
  readonly client: Pick<NodeClient, 'call'>
  readonly link: HubLink
  readonly pool: ConnectionPool
  readonly clock: Clock
  readonly log: Log
  /** Runs at a time. */
  readonly capacity: number
}

/** The runs of processes that the node holds. */
export interface RunningRuns {
  /** Starts a run as the hub sent it. */
  take(given: unknown): void
  /** Runs whose leases are to be renewed. */
  held(): { readonly run: string; readonly attempt: number }[]
  readonly count: number
  /** How many more runs there is room for. */
  readonly room: number
  /** Somebody asked for the end of a run: after the batch in hand, or at once. */
  cancel(run: string, isImmediate: boolean): void
  /** The hub has answered a beat that named these runs and began at a moment of monotonic time: they are still held. */
  beaten(runs: readonly { readonly run: string; readonly attempt: number }[], startedMs: number): void
  /** The hub gave the run to another node. */
  lose(run: string, attempt: number): void
  /** Asks all runs to end after the batch in hand, and gives them back. */
  giveBackAll(): void
  /** Lets go of all runs at once. */
  loseAll(): void
  /** Resolves when no run is carried out any more. */
  idle(): Promise<void>
}

interface HeldRun {
  readonly run: string
  readonly attempt: number
  /** Ends the run after the batch in hand. */
  readonly soft: AbortController
  /** Lets the run go at once. */
  readonly hard: AbortController
  isGivenBack: boolean
  /** When the last beat began that the hub answered, in monotonic time. */
  beatenAtMs: number
}

const envelopeSchema = routes['node.poll'].response.shape.runs.unwrap().element

export function createRunningRuns({ client, link, pool, clock, log, capacity }: RunningRunsOptions): RunningRuns {
  const held = new Map<string, HeldRun>()
  const running = new Set<Promise<void>>()

  return {
    take: (given) => {
      const parsed = envelopeSchema.safeParse(given)
      if (!parsed.success) return log.error({}, 'The hub sent a run that this program cannot read')
      const { run, attempt } = parsed.data
      const before = held.get(run)
      if (before !== undefined) {
        if (before.attempt >= attempt) return
        before.hard.abort(new RunStop('lost'))
      }
      const entry: HeldRun = {
        run,
        attempt,
        soft: new AbortController(),
        hard: new AbortController(),
        isGivenBack: false,
        beatenAtMs: clock.monotonicMs(),
      }
      held.set(run, entry)
      const work = carryOut(parsed.data, entry).finally(() => {
        if (held.get(run) === entry) held.delete(run)
        running.delete(work)
      })
      running.add(work)
    },
    held: () => [...held.values()].map(({ run, attempt }) => ({ run, attempt })),
    get count() {
      return running.size
    },
    get room() {
      return Math.max(0, capacity - running.size)
    },
    cancel: (run, isImmediate) => {
      const entry = held.get(run)
      entry?.soft.abort(new Error('The run was cancelled'))
      if (isImmediate) entry?.hard.abort(new RunStop('cancelled'))
    },
    beaten: (runs, startedMs) => {
      for (const { run, attempt } of runs) {
        const entry = held.get(run)
        if (entry?.attempt === attempt) entry.beatenAtMs = startedMs
      }
    },
    lose: (run, attempt) => {
      const entry = held.get(run)
      if (entry?.attempt === attempt) entry.hard.abort(new RunStop('lost'))
    },
    giveBackAll: () => {
      for (const entry of held.values()) {
        entry.isGivenBack = !entry.soft.signal.aborted
        entry.soft.abort(new Error('The node stops'))
      }
    },
    loseAll: () => {
      for (const { hard } of held.values()) hard.abort(new RunStop('lost'))
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }

  /** Never rejects. */
  async function carryOut(envelope: RunEnvelope, entry: HeldRun): Promise<void> {
    const { run, attempt, account } = envelope
    const facts = { run, attempt, account }
    const strike = createStriker(envelope.settings, [
      ...secretsOfEnds([envelope.destination, ...Object.values(envelope.ends)]),
    ])
    const { signal } = entry.hard
    const stream = envelope.stream === 'back-fill' ? ('back-fill' as const) : ('main' as const)
    const own = { isGivenBack: () => entry.isGivenBack, beatenAtMs: () => entry.beatenAtMs }
    const options = { client, link, clock, run, attempt, stream, strike, ...own }
    log.info(facts, 'A run begins')
    try {
      const carryOutRun = await loadCarryOutRun()
      const calls = createHubCalls({ ...options, signal })
      await using state = stateOver(calls, stream)
      const soft = AbortSignal.any([entry.soft.signal, signal])
      await carryOutRun(envelope, { pool, state, calls, clock, signal: soft, isGivenBack: options.isGivenBack })
      log.info(facts, 'A run has ended')
    } catch (error) {
      await letGo(entry, facts, error, options)
    }
  }

  async function letGo(
    { hard: { signal } }: HeldRun,
    facts: { readonly run: string; readonly attempt: number },
    error: unknown,
    options: Omit<Parameters<typeof createHubState>[0], 'signal'>,
  ): Promise<void> {
    const { run, attempt } = facts
    if (signal.reason instanceof RunStop && signal.reason.reason === 'cancelled') {
      const limit = AbortSignal.timeout(lastCallMs)
      await using state = createHubState({
        ...options,
        signal: limit,
        isGivenBack: () => false,
        firstNumber: 1_000_000_000,
      })
      const receipt = { run, outcome: 'cancelled', code: 'CANCELLED', reason: 'The run was cancelled at once.' }
      const end = { outcome: 'cancelled', receipt, watermarks: {}, canContinue: true } as const
      await state.endRun(run, end).catch(() => {})
      log.info(facts, 'A run was cancelled at once')
      return
    }
    if (signal.aborted) return log.info(facts, 'A run was let go')
    log.error({ ...facts, reason: messageOf(error) }, 'A run broke off by a mistake of the program')
    const body = { attempt, reason: 'the node could not carry it out' }
    await client.call('node.releaseRun', { params: { run }, body }).catch(() => {})
  }
}

/**
 * Loaded with the first run: a container without processes needs none of it. In a function of its own, because the compiler
 * leaves the name of an import as it is in a block with `await using`, and the built program would look for a source.
 */
async function loadCarryOutRun(): Promise<typeof import('./carry-out-run.ts').carryOutRun> {
  return (await import('./carry-out-run.ts')).carryOutRun
}

/** How long the last call of a run that was cancelled at once may take. */
const lastCallMs = 10_000
