import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Checkpoint } from '@coupa-connector/connector'
import { type AnswerToKeep, keepContestedApart } from '@coupa-connector/process'
import { noCounts } from '../counters.ts'
import type { ProcessState, Settlement } from '../process-state.ts'
import type { BatchOutcome, OrganizationFingerprint } from '../run-record.ts'
import type { RunStream } from '../run-stream.ts'
import { createFolderBatches } from './folder-batches.ts'
import { createFolderFacts } from './folder-facts.ts'
import { createFolderFailures } from './folder-failures.ts'
import { createFolderLedger } from './folder-ledger.ts'
import { createFolderOutbox } from './folder-outbox.ts'
import { createFolderRuns } from './folder-runs.ts'
import { openDatabase } from './open-database.ts'
import { resetFolder } from './reset-folder.ts'
import { createStatements, createTransaction } from './statements.ts'

export interface StateFolderOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /**
   * For runs, which need the state for themselves; looking at it needs no lock. `all`: also without a back-fill beside.
   * Default: true.
   */
  readonly isExclusive?: boolean | 'all' | undefined
  /** Which runs follow one another and go on from where the last one stopped. Default: `run`. */
  readonly kind?: 'run' | 'back-fill' | undefined
  /** Runs of different streams go on side by side. Default: `main`. */
  readonly stream?: RunStream | undefined
  /** What the process does, equal for those that may have the same state: `loads suppliers by number`. Default: not checked. */
  readonly owner?: string | undefined
}

/**
 * The state of a process in a folder of this machine, as an SQLite database: what resolved has reached the disk. The folder
 * is created, for this user alone. Throws `StateHeldError` while another run has it open, and `StateError` where it cannot be used.
 */
export function openStateFolder(folder: string, options: StateFolderOptions): ProcessState {
  const { isExclusive = true, stream = 'main' } = options
  const held = isExclusive === 'all' ? (['main', 'back-fill'] as const) : isExclusive ? [stream] : []
  const { database, release } = openDatabase(folder, held, options.owner)
  const state = createFolderState(database, folder, options)
  return {
    ...state,
    [Symbol.asyncDispose]: async () => {
      database.close()
      release()
    },
  }
}

/** Each call of the state is one transaction over the parts of the folder. */
function createFolderState(
  database: DatabaseSync,
  folder: string,
  { now, kind = 'run', stream = 'main' }: StateFolderOptions,
): Omit<ProcessState, typeof Symbol.asyncDispose> {
  const statements = createStatements(database, folder)
  const transaction = createTransaction(database, folder)
  const facts = createFolderFacts(statements)
  const runs = createFolderRuns(statements, { now, kind, stream, noCounts })
  const batches = createFolderBatches(statements, stream)
  const ledger = createFolderLedger(statements, stream)
  const failures = createFolderFailures(statements, now)
  const outbox = createFolderOutbox(statements, now)

  return {
    stream,
    // The lock of the folder ends with this program.
    confirmHeld: async () => {},
    openBatches: async () => batches.openOfStream(),
    beginRun: async (start) =>
      transaction(() => {
        failures.forgetOldPayloads()
        return runs.begin(start)
      }),
    hashKey: async () =>
      transaction(() => {
        const known = facts.get('hash key')
        if (typeof known === 'string') return known
        const key = randomBytes(32).toString('base64url')
        facts.keep('hash key', key)
        return key
      }),
    organization: async () => facts.get('organization') as OrganizationFingerprint | undefined,
    keepOrganization: async (fingerprint) => facts.keep('organization', fingerprint),
    watermark: async (pass) => facts.get(`watermark ${pass}`) as Checkpoint | undefined,
    entries: async (ids) => ledger.find(ids),
    nextSequence: async (openedAtMs, wanted) =>
      transaction(() => {
        // Milliseconds keep it rising when a state was lost and begun anew.
        const next = Math.max(Number(facts.get('sequence') ?? 0) + 1, openedAtMs * 1000)
        facts.keep('sequence', next + wanted - 1)
        return next
      }),
    openBatch: async (batch) => transaction(() => batches.open(batch)),
    batchDelivered: async (run, batch, objects, more) =>
      transaction(() => {
        const { outcome, contested } = apartFromOthers(batches.findOpen(batch).outcome)
        keepOutcome(run, batch, outcome)
        batches.keepDelivered(batch, objects)
        runs.count(run, outcome.counts, more)
        return contested
      }),
    batchDropped: async (_run, batch) => transaction(() => batches.drop(batch)),
    nothingDelivered: async (run, outcome, more) =>
      transaction(() => {
        keepOutcome(run, '', outcome)
        runs.count(run, outcome.counts, more)
      }),
    unsettled: async (page) => ledger.unsettled(page),
    settle: async (run, settlements, more, messages) =>
      transaction(() => {
        for (const settlement of settlements) settleOne(run, settlement)
        outbox.post(run, messages)
        if (run !== undefined) runs.count(run, more)
      }),
    keepAnswers: async (answers) => transaction(() => answers.filter(keepAnswer).map(({ id }) => id)),
    batches: async (run) => batches.delivered(run),
    allBatches: () => batches.allDelivered(),
    ledger: async (page) => ledger.page(page),
    keepSeen: async (reconciliation, ids) => transaction(() => ledger.keepSeen(reconciliation, ids)),
    unseen: async (reconciliation, page) => ledger.unseen(reconciliation, page),
    countUnseen: async (reconciliation) => ledger.countUnseen(reconciliation),
    counters: async (run) => runs.counts(run),
    endRun: async (run, { watermarks, messages, ...end }) =>
      transaction(() => {
        for (const [pass, checkpoint] of Object.entries(watermarks)) facts.keep(`watermark ${pass}`, checkpoint)
        runs.end(run, end)
        outbox.post(run, messages)
      }),
    outbox: async ({ limit }) => outbox.page(limit),
    keepOutbox: async ({ told, ...change }) =>
      transaction(() => {
        outbox.keep(change)
        if (told !== undefined) facts.keep('told', told)
      }),
    told: async () => facts.get('told'),
    failures: async (filter = {}) => failures.find(filter),
    failurePayload: async (id) => failures.payload(id),
    dismiss: async (filter, reason) => transaction(() => failures.dismiss(filter, reason)),
    reset: async (what) => transaction(() => resetFolder(statements, { facts, runs }, what)),
  }

  /** Only a back-fill makes way: it has the time for it. */
  function apartFromOthers(outcome: BatchOutcome): {
    readonly outcome: BatchOutcome
    readonly contested: readonly string[]
  } {
    if (stream === 'main') return { outcome, contested: [] }
    const openHashes = batches.hashesOpenElsewhere()
    const lines = ledger.find(outcome.records.map(({ id }) => id))
    return keepContestedApart(outcome, (id) => ({ line: lines.get(id), openHash: openHashes.get(id) }))
  }

  function keepOutcome(run: string, batch: string, outcome: BatchOutcome): void {
    ledger.keepOutcome(run, batch, outcome)
    for (const { id } of outcome.records) failures.fixByDelivery(run, id, outcome.state)
    for (const failure of outcome.failures) failures.keep(run, failure)
    outbox.post(run, outcome.messages)
    runs.keepPosition(run, outcome.position)
  }

  function settleOne(run: string | undefined, { id, state, lostMarks = 0, hash, failure }: Settlement): void {
    ledger.settle(id, { state, lostMarks, hash })
    if (failure === undefined) failures.fix(run ?? null, id)
    else failures.keep(run ?? ledger.runOf(id), failure)
  }

  /** Answers with whether it was kept. */
  function keepAnswer(change: AnswerToKeep): boolean {
    if (!ledger.keepAnswer(change)) return false
    const { id, answer, messages } = change
    if (answer.refusal !== undefined) {
      failures.keep(ledger.runOf(id), { id, stage: 'answer', class: 'refused', ...answer.refusal })
    }
    outbox.post(undefined, messages)
    return true
  }
}
