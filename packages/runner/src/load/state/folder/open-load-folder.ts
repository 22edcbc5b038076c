import type { DatabaseSync } from 'node:sqlite'
import { createFolderFacts } from '../../../state/folder/folder-facts.ts'
import { createFolderFailures } from '../../../state/folder/folder-failures.ts'
import { createFolderRuns } from '../../../state/folder/folder-runs.ts'
import { openDatabase } from '../../../state/folder/open-database.ts'
import type { StateFolderOptions } from '../../../state/folder/open-state-folder.ts'
import { createStatements, createTransaction } from '../../../state/folder/statements.ts'
import type { OrganizationFingerprint } from '../../../state/run-record.ts'
import { type LoadOutcome, noLoadCounts } from '../load-counters.ts'
import type { EditableLoadState, OutcomeDetail, RowSettlement } from '../load-state.ts'
import { createFolderEdits } from './folder-edits.ts'
import { createFolderInputs } from './folder-inputs.ts'
import { createInputRows, isSetAside } from './input-rows.ts'
import { createKnownRecords } from './known-records.ts'
import { addAbsentLine, resultLines } from './result-lines.ts'
import { foldedKey, settleDuplicates } from './settle-duplicates.ts'
import { settleOrder } from './settle-order.ts'

/**
 * The state of a load in a folder of this machine, as an SQLite database: what resolved has reached the disk. Throws
 * `StateHeldError` while another run has it open.
 */
export function openLoadFolder(
  folder: string,
  { now, isExclusive = true, owner }: StateFolderOptions,
): EditableLoadState {
  const { database, release } = openDatabase(folder, isExclusive ? ['main'] : [], owner)
  database.function('folded_key', { deterministic: true }, (key) => foldedKey(String(key)))
  return {
    ...createFolderLoadState(database, folder, now),
    [Symbol.asyncDispose]: async () => {
      database.close()
      release()
    },
  }
}

/** Each call of the state is one transaction over the parts of the folder. */
function createFolderLoadState(
  database: DatabaseSync,
  folder: string,
  now: () => number,
): Omit<EditableLoadState, typeof Symbol.asyncDispose> {
  const statements = createStatements(database, folder)
  const transaction = createTransaction(database, folder)
  const facts = createFolderFacts(statements)
  const runs = createFolderRuns(statements, { now, kind: 'run', stream: 'main', noCounts: noLoadCounts })
  const inputs = createFolderInputs(statements, now)
  const rows = createInputRows(statements, now)
  const known = createKnownRecords(statements)
  const failures = createFolderFailures(statements, now)
  const edits = createFolderEdits(statements, now)

  return {
    beginRun: async (start) => transaction(() => runs.begin(start)),
    counters: async (run) => runs.counts(run),
    addCounts: async (run, counts) => transaction(() => runs.count(run, counts)),
    endRun: async (run, end) => transaction(() => runs.end(run, { ...end, canContinue: false })),
    organization: async () => facts.get('organization') as OrganizationFingerprint | undefined,
    keepOrganization: async (fingerprint) => facts.keep('organization', fingerprint),
    claimInput: async (run, claim) => transaction(() => inputs.claim(run, claim)),
    beginReading: async (run, input) => transaction(() => inputs.beginReading(run, input)),
    addRows: async (input, read) => transaction(() => rows.add(input, read)),
    rowsComplete: async (run, input, { duplicates, notices }) =>
      transaction(() => {
        const settle = (settlement: RowSettlement): void => settleRow(run, input, settlement)
        settleDuplicates(statements, input, duplicates, settle)
        settleOrder(statements, input, settle)
        inputs.endReading(input, notices)
      }),
    unfinishedInputs: async () => inputs.unfinished(),
    pendingDepths: async (input) => rows.pendingDepths(input),
    pendingRows: async (input, page) => rows.pending(input, page),
    known: async (keys) => known.find(keys),
    intend: async (input, intents) => transaction(() => rows.intend(input, intents)),
    settleRows: async (run, input, settlements, counts) =>
      transaction(() => {
        for (const settlement of settlements) settleRow(run, input, settlement)
        runs.count(run, counts)
      }),
    deferredRows: async (input, page) => rows.deferred(input, page),
    countAbsent: async (input) => known.countAbsent(input),
    absent: async (input, page) => known.absent(input, page),
    settleAbsent: async (run, input, settlements, counts) =>
      transaction(() => {
        for (const settlement of settlements) {
          const { outcome, detail } = settlement
          const label = addAbsentLine(statements, input, settlement)
          if (outcome === 'inactivated') known.keep(settlement.known)
          runs.count(run, { [outcome]: 1 })
          keepFailure(run, label, outcome, detail)
        }
        runs.count(run, counts)
      }),
    results: (input) => resultLines(statements, input),
    skipRest: async (run, input) => transaction(() => runs.count(run, { skipped: rows.skipRest(run, input) })),
    inputEnded: async (run, input, end) => transaction(() => inputs.end(run, input, end)),
    reopen: async (run, filter) => transaction(() => rows.reopen(run, filter)),
    allKnown: async (page) => known.page(page),
    countEdits: async () => edits.count(),
    edits: async (sourceHashes) => edits.find(sourceHashes),
    setAside: async (label) => edits.setAside(label),
    rowWithKey: async (row, key) => edits.rowWithKey(row, key),
    editRow: async (label, row, edited, by) => transaction(() => edits.editRow(label, row, edited, by)),
  }

  /** Keeps an outcome, its counts and its failure. */
  function settleRow(run: string, input: number, settlement: RowSettlement): void {
    const { outcome, detail, isDeferred = false } = settlement
    const before = rows.settle(run, input, settlement)
    if (settlement.known !== undefined) known.keep(settlement.known)
    // An outcome that another run has counted is not taken back from this one.
    if (before.outcome !== undefined && before.run === run) runs.count(run, { [before.outcome]: -1 })
    // A record that a second pass completes is counted then.
    const isIgnored = detail.code === 'IGNORED_BY_COUPA' && outcome !== 'failed' && !isDeferred
    runs.count(run, { [outcome]: 1, ignored: Number(isIgnored) })
    keepFailure(run, before.label, outcome, detail)
  }

  function keepFailure(run: string, label: string, outcome: LoadOutcome, detail: OutcomeDetail): void {
    if (isSetAside(outcome)) {
      const { class: kind = 'invalid', code = '', message = '', field } = detail
      failures.keep(run, { id: label, stage: 'load', class: kind, code, message, field })
    } else if (outcome !== 'skipped' && failures.fix(run, label) > 0) runs.count(run, { fixed: 1 })
  }
}
