import type { Checkpoint } from '@coupa-connector/connector'
import type { Clock } from '@coupa-connector/connector/plugins'
import { ProblemError, type RunStateCall, type RunStateInput } from '@coupa-connector/protocol'
import type {
  Counters,
  DeliveredBatch,
  LedgerEntry,
  OpenBatch,
  OrganizationFingerprint,
  OutboxPage,
  ProcessState,
  RunInHand,
  RunStream,
  StoredFailure,
} from '@coupa-connector/runner'
import { noCounts } from '@coupa-connector/runner'
import type { HubLink } from '../hub/hub-link.ts'
import type { NodeClient } from '../hub/node-client.ts'
import { isRefusedForGood } from '../hub/node-client.ts'

export interface HubStateOptions {
  readonly client: Pick<NodeClient, 'call'>
  readonly link: Pick<HubLink, 'pauseAfter'>
  readonly run: string
  readonly attempt: number
  /** The stream of the run. Default: `main`. */
  readonly stream?: RunStream | undefined
  /** Aborts when the node no longer holds the run, or lets it go at once. */
  readonly signal: AbortSignal
  /** The run is given back instead of ended: another node continues it. */
  readonly isGivenBack: () => boolean
  /** Strikes secrets out of what is told. */
  readonly strike: <Value>(value: Value) => Value
  readonly clock: Pick<Clock, 'monotonicMs'>
  /** When the last beat began, in monotonic time, after which the hub said that the node has the run. */
  readonly beatenAtMs: () => number
  /** Number of the first call. Default: 1. */
  readonly firstNumber?: number | undefined
}

/** The input of a call by its names: the runner's types are read-only, and the hub checks what they hold. */
type CallInput<Call extends RunStateCall> = { readonly [Name in keyof RunStateInput<Call>]: unknown }

/** Batches that are asked for at once. */
const batchesAtOnce = 500
/** Calls may take long: a batch of many records is one transaction. */
const callLimitMs = 60_000

/** For so long the node may take the run for its own: the hub gives it to another one after ten seconds without a beat. */
const surelyHeldMs = 8000

/**
 * The state of a run behind the hub: each call is one transaction there. While the hub is away a call waits and is sent again
 * with the same number, so that it happens once. Throws the signal's reason once the node has lost the run.
 */
export function createHubState({
  client,
  link,
  run,
  attempt,
  stream = 'main',
  signal,
  isGivenBack,
  strike,
  clock,
  beatenAtMs,
  firstNumber = 1,
}: HubStateOptions): ProcessState {
  let next = firstNumber
  // One after the other: the hub tells a repeated call by its number.
  let before: Promise<unknown> = Promise.resolve()
  let confirmedAtMs = clock.monotonicMs()
  let confirming: Promise<unknown> | undefined

  function call<Call extends RunStateCall>(name: Call, input: CallInput<Call>): Promise<unknown> {
    const result = before.then(() => send(name, input))
    before = result.catch(() => {})
    return result
  }

  async function send<Call extends RunStateCall>(name: Call, input: CallInput<Call>): Promise<unknown> {
    const number = next++
    // As JSON, where what is undefined is absent.
    const body = { attempt, number, call: name, input: JSON.parse(JSON.stringify(strike(input))) }
    for (let failures = 1; ; failures++) {
      signal.throwIfAborted()
      const startedMs = clock.monotonicMs()
      try {
        const { result } = await client.call(
          'node.runState',
          { params: { run }, body },
          { signal, limitMs: callLimitMs },
        )
        confirmedAtMs = startedMs
        return result
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof ProblemError && (error.code === 'LEASE_LOST' || isRefusedForGood(error))) throw error
        await link.pauseAfter(failures, signal)
      }
    }
  }

  return {
    stream,
    confirmHeld: async () => {
      signal.throwIfAborted()
      if (clock.monotonicMs() - Math.max(confirmedAtMs, beatenAtMs()) < surelyHeldMs) return
      confirming ??= call('counters', {}).finally(() => {
        confirming = undefined
      })
      await confirming
    },
    openBatches: async () => (await call('open-batches', {})) as OpenBatch[],
    beginRun: async (start) => {
      const begun = (await call('begin', start)) as RunInHand
      return { ...begun, counters: { ...noCounts, ...begun.counters } }
    },
    hashKey: async () => (await call('hash-key', {})) as string,
    organization: async () => ((await call('organization', {})) ?? undefined) as OrganizationFingerprint | undefined,
    keepOrganization: async (organization) => void (await call('keep-organization', { organization })),
    watermark: async (pass) => ((await call('watermark', { pass })) ?? undefined) as Checkpoint | undefined,
    entries: async (ids) => {
      const entries = (await call('entries', { ids: [...ids] })) as LedgerEntry[]
      return new Map(entries.map((entry) => [entry.id, entry]))
    },
    nextSequence: async (openedAtMs, count) => (await call('next-sequence', { openedAtMs, count })) as number,
    openBatch: async ({ id, openedAtMs, outcome }) => void (await call('open-batch', { id, openedAtMs, outcome })),
    batchDelivered: async (_run, batch, objects, counts) =>
      ((await call('batch-delivered', { batch, objects, counts })) ?? []) as string[],
    batchDropped: async (_run, batch) => void (await call('batch-dropped', { batch })),
    nothingDelivered: async (_run, outcome, counts) => void (await call('nothing-delivered', { outcome, counts })),
    unsettled: async (page) => (await call('unsettled', page)) as LedgerEntry[],
    settle: async (_run, settlements, counts, messages) =>
      void (await call('settle', { settlements, counts, messages })),
    keepAnswers: async (answers) => (await call('keep-answers', { answers: [...answers] })) as string[],
    batches: async () => (await call('batches', {})) as DeliveredBatch[],
    allBatches: () => everyBatch(),
    ledger: async (page) => (await call('ledger', page)) as LedgerEntry[],
    keepSeen: async (reconciliation, ids) => void (await call('keep-seen', { reconciliation, ids: [...ids] })),
    unseen: async (reconciliation, page) => (await call('unseen', { reconciliation, ...page })) as LedgerEntry[],
    countUnseen: async (reconciliation) =>
      (await call('count-unseen', { reconciliation })) as Awaited<ReturnType<ProcessState['countUnseen']>>,
    counters: async () => ({ ...noCounts, ...((await call('counters', {})) as Partial<Counters>) }),
    endRun: async (_run, { outcome, receipt, watermarks, canContinue, messages }) => {
      if (outcome === 'cancelled' && isGivenBack()) {
        const body = { attempt, reason: 'the node stops' }
        await client.call('node.releaseRun', { params: { run }, body }, { signal })
        return
      }
      await call('end', { outcome, receipt, watermarks, canContinue, messages })
    },
    outbox: async (page) => (await call('outbox', page)) as OutboxPage,
    keepOutbox: async (change) => void (await call('keep-outbox', change)),
    told: async () => (await call('told', {})) ?? undefined,
    failures: async ({ state, ids, class: kind } = {}) => {
      if (state !== 'open' || ids === undefined || kind !== undefined) return notHere('failures')
      return (await call('open-failures', { ids: [...ids] })) as StoredFailure[]
    },
    dismiss: () => notHere('dismiss'),
    reset: () => notHere('reset'),
    [Symbol.asyncDispose]: async () => {
      await before
    },
  }

  async function* everyBatch(): AsyncGenerator<DeliveredBatch> {
    let after: string | undefined
    for (;;) {
      const page = (await call('all-batches', { after, limit: batchesAtOnce })) as DeliveredBatch[]
      yield* page
      if (page.length < batchesAtOnce) return
      after = page.at(-1)?.id
    }
  }
}

/** What the hub answers by its own routes is not asked for by a run. */
function notHere(name: string): never {
  throw new TypeError(`A run on a container does not call ${name}`)
}
