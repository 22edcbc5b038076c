import { createHash } from 'node:crypto'
import {
  type ClaimedInput,
  type DeferredRow,
  type DuplicateRows,
  judgeCircle,
  judgeDuplicates,
  type KeptEdit,
  type KnownRecord,
  type LoadCounters,
  type LoadRun,
  type LoadState,
  noLoadCounts,
  type OrganizationFingerprint,
  type PendingRow,
  type ResultLine,
} from '@coupa-connector/runner'
import type { HubCalls } from './hub-calls.ts'

/** Records in one call. */
const rowsAtOnce = 1000
/** Lines of a result that are asked for at once. */
const linesAtOnce = 1000
/** The database of the hub finds no longer texts in an index. */
const longestKey = 500

/** The state of a load behind the hub: each call is one transaction there. */
export function createHubLoadState({ call, giveBack, idle }: HubCalls): LoadState {
  return {
    beginRun: async (start) => {
      const begun = (await call('load-begin', start)) as LoadRun
      return { ...begun, counters: { ...noLoadCounts, ...begun.counters } }
    },
    counters: async () => ({ ...noLoadCounts, ...((await call('counters', {})) as Partial<LoadCounters>) }),
    addCounts: async (_run, counts) => void (await call('load-count', { counts })),
    endRun: async (_run, { outcome, receipt }) => {
      if (outcome === 'cancelled' && (await giveBack())) return
      await call('end', { outcome, receipt, watermarks: {}, canContinue: false, messages: undefined })
    },
    organization: async () => ((await call('organization', {})) ?? undefined) as OrganizationFingerprint | undefined,
    keepOrganization: async (organization) => void (await call('keep-organization', { organization })),
    claimInput: async (_run, { name, ...claim }) =>
      (await call('load-claim-input', { ...claim, name: storable(name) })) as ClaimedInput,
    beginReading: async (_run, input) => void (await call('load-begin-reading', { input })),
    addRows: async (input, rows) => {
      for (let from = 0; from < rows.length; from += rowsAtOnce) {
        const some = rows.slice(from, from + rowsAtOnce).map((row) => ({
          ...row,
          key: keptKey(row.key),
          label: keptLabel(row.label),
          ownName: keptKey(row.ownName),
          parentName: keptKey(row.parentName),
        }))
        await call('load-add-rows', { input, rows: some })
      }
    },
    rowsComplete: async (_run, input, { duplicates, notices }) => {
      const groups = (await call('load-duplicates', { input })) as DuplicateRows[]
      const circle = (await call('load-order', { input })) as { readonly row: number; readonly parent: string }[]
      const doubled = groups.flatMap((group) => judgeDuplicates(group, duplicates))
      const settled = new Set(doubled.map(({ row }) => row))
      const turning = circle.filter(({ row }) => !settled.has(row)).map(({ row, parent }) => judgeCircle(row, parent))
      await call('load-rows-complete', { input, settlements: [...doubled, ...turning], notices: notices.map(storable) })
    },
    unfinishedInputs: async () => (await call('load-unfinished-inputs', {})) as ClaimedInput[],
    pendingDepths: async (input) => (await call('load-pending-depths', { input })) as number[],
    pendingRows: async (input, page) => (await call('load-pending-rows', { input, ...page })) as PendingRow[],
    known: async (keys) => {
      const given = new Map(keys.map((key) => [keptKey(key), key]))
      const found = (await call('load-known', { keys: [...given.keys()] })) as KnownRecord[]
      return new Map(found.map((known) => [given.get(known.key) ?? known.key, known]))
    },
    allKnown: async (page) => (await call('load-all-known', page)) as KnownRecord[],
    intend: async (input, intents) => void (await call('load-intend', { input, intents })),
    settleRows: async (_run, input, settlements, counts) => {
      const kept = settlements.map((settlement) =>
        settlement.known === undefined ? settlement : { ...settlement, known: keptRecord(settlement.known) },
      )
      await call('load-settle', { input, settlements: kept, counts })
    },
    deferredRows: async (input, page) => (await call('load-deferred-rows', { input, ...page })) as DeferredRow[],
    countAbsent: async (input) =>
      (await call('load-count-absent', { input })) as Awaited<ReturnType<LoadState['countAbsent']>>,
    absent: async (input, page) => (await call('load-absent', { input, ...page })) as KnownRecord[],
    settleAbsent: async (_run, input, settlements, counts) => {
      const labeled = settlements.map((settlement) => ({ ...settlement, label: labelOfKey(settlement.known.key) }))
      await call('load-settle-absent', { input, settlements: labeled, counts })
    },
    results,
    skipRest: async (_run, input) => void (await call('load-skip-rest', { input })),
    inputEnded: async (_run, input, end) => void (await call('load-input-ended', { input, ...end })),
    reopen: async (_run, filter) => {
      const labels = filter.labels?.map(keptLabel)
      return (await call('load-reopen', { ...filter, labels })) as number
    },
    countEdits: async () => (await call('load-count-edits', {})) as number,
    edits: async (sourceHashes) => {
      const found = (await call('load-edits', { sourceHashes: [...sourceHashes] })) as KeptEdit[]
      return new Map(found.map((edit) => [edit.sourceHash, edit]))
    },
    [Symbol.asyncDispose]: idle,
  }

  async function* results(input: number): AsyncGenerator<ResultLine> {
    for (let after = 0; ; ) {
      const lines = (await call('load-results', { input, after, limit: linesAtOnce })) as ResultLine[]
      yield* lines
      after = lines.at(-1)?.row ?? after
      if (lines.length < linesAtOnce) break
    }
    for (let after = ''; ; ) {
      const page = (await call('load-absent-results', { input, after, limit: linesAtOnce })) as {
        readonly key: string
        readonly line: ResultLine
      }[]
      for (const { line } of page) yield line
      after = page.at(-1)?.key ?? after
      if (page.length < linesAtOnce) return
    }
  }
}

function keptRecord(known: KnownRecord): KnownRecord {
  return { ...known, key: keptKey(known.key) }
}

/** A key as the hub can keep it: a long one by its hash, in the form that keys have. */
function keptKey<Key extends string | undefined>(key: Key): Key {
  if (key === undefined) return key
  const kept = storable(key)
  if (kept.length <= longestKey) return kept as Key
  return JSON.stringify([`${labelOfKey(kept).slice(0, 100)}… ${sha256(key)}`]) as Key
}

function keptLabel(label: string): string {
  return storable(label).slice(0, longestKey).toWellFormed()
}

/** PostgreSQL keeps neither NUL nor halves of characters. */
function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD').toWellFormed()
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The key for people. */
function labelOfKey(key: string): string {
  try {
    return (JSON.parse(key) as string[]).filter((part) => part !== '').join('/')
  } catch {
    return key
  }
}
