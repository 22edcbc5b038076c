import type { Checkpoint } from '@coupa-connector/connector'
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
import { createHubCalls, type HubCallOptions, type HubCalls } from './hub-calls.ts'

export interface HubStateOptions extends HubCallOptions {
  /** The stream of the run. Default: `main`. */
  readonly stream?: RunStream | undefined
}

/** Batches that are asked for at once. */
const batchesAtOnce = 500

/** The state of a run behind the hub, over calls of its own. */
export function createHubState({ stream, ...options }: HubStateOptions): ProcessState {
  return stateOver(createHubCalls(options), stream)
}

/** The state of a run behind the hub. */
export function stateOver({ call, confirmHeld, giveBack, idle }: HubCalls, stream: RunStream = 'main'): ProcessState {
  return {
    stream,
    confirmHeld,
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
      if (outcome === 'cancelled' && (await giveBack())) return
      await call('end', { outcome, receipt, watermarks, canContinue, messages })
    },
    outbox: async (page) => (await call('outbox', page)) as OutboxPage,
    keepOutbox: async (change) => void (await call('keep-outbox', change)),
    told: async () => (await call('told', {})) ?? undefined,
    failures: async ({ state, ids, class: kind } = {}) => {
      if (state !== 'open' || ids === undefined || kind !== undefined) return notHere('failures')
      return (await call('open-failures', { ids: [...ids] })) as StoredFailure[]
    },
    failurePayload: () => notHere('failurePayload'),
    dismiss: () => notHere('dismiss'),
    reset: () => notHere('reset'),
    [Symbol.asyncDispose]: idle,
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
