import type { AnswerToKeep } from '@coupa-connector/process'
import type { BatchOutcome, LedgerEntry, RecordState } from '../run-record.ts'
import type { RunStream } from '../run-stream.ts'
import { type Fields, type Statements, text } from './statements.ts'

/** One page of lines, in the order of their ids as texts. */
export interface LedgerPage {
  readonly after: string | undefined
  readonly limit: number
}

/** The delivered records of a state folder. The caller brings the transaction. */
export interface FolderLedger {
  find(ids: readonly string[]): ReadonlyMap<string, LedgerEntry>
  page(page: LedgerPage): readonly LedgerEntry[]
  /** The run that delivered the record. */
  runOf(id: string): string
  /** Keeps what a batch delivered, and what was read beside it. `batch` is empty where nothing was delivered. */
  keepOutcome(run: string, batch: string, outcome: BatchOutcome): void
  unsettled(
    page: LedgerPage & {
      readonly state?: 'delivered' | 'waiting' | undefined
      readonly through?: number | undefined
    },
  ): readonly LedgerEntry[]
  settle(
    id: string,
    change: { readonly state: RecordState; readonly lostMarks: number; readonly hash: string | undefined },
  ): void
  /** Answers with whether the line was still as the answer expects it. */
  keepAnswer(answer: AnswerToKeep): boolean
  keepSeen(reconciliation: string, ids: readonly string[]): void
  unseen(reconciliation: string, page: LedgerPage): readonly LedgerEntry[]
  countUnseen(reconciliation: string): { readonly acknowledged: number; readonly unseen: number }
}

export function createFolderLedger({ all, first, change }: Statements, stream: RunStream): FolderLedger {
  return {
    find: (ids) => {
      const rows = all('select * from ledger where id in (select value from json_each(?))', JSON.stringify(ids))
      return new Map(rows.map((row) => [text(row.id), toEntry(row)]))
    },
    page: ({ after = '', limit }) =>
      all('select * from ledger where id > ? order by id limit ?', after, limit).map(toEntry),
    runOf: (id) => text(first('select run from ledger where id = ?', id)?.run),
    keepOutcome: (run, batch, { records, state, unchanged, times = [] }) => {
      for (const { id, hash, sequence, updatedAt = null, label = null } of records) {
        change(
          `insert or replace into ledger (id, hash, state, run, batch, sequence, lost_marks, updated_at, label)
           values (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, coalesce(?8, (select label from ledger where id = ?1)))`,
          ...[id, hash, state, run, batch, sequence, updatedAt, label],
        )
      }
      for (const id of unchanged) change("update ledger set state = 'delivered' where id = ?", id)
      for (const [id, updatedAt] of times) change('update ledger set updated_at = ? where id = ?', updatedAt, id)
    },
    unsettled: ({ after = '', limit, state = 'delivered', through = Number.MAX_SAFE_INTEGER }) =>
      // The state is written out, so that SQLite uses the partial index of that state.
      all(
        `select * from ledger where state = '${state}' and id > ? and sequence <= ?
         and (state = 'waiting' or run not in (${otherRunsUnderWay})) order by id limit ?`,
        ...[after, through, stream, limit],
      ).map(toEntry),
    settle: (id, { state, lostMarks, hash = null }) => {
      change(
        'update ledger set state = ?, lost_marks = ?, hash = coalesce(?, hash) where id = ?',
        ...[state, lostMarks, hash, id],
      )
    },
    keepAnswer: ({ id, sequence, from, to, answer }) =>
      change(
        'update ledger set state = ?, answer = ? where id = ? and sequence = ? and state = ?',
        ...[to, JSON.stringify(answer), id, sequence, from],
      ) > 0,
    keepSeen: (reconciliation, ids) => {
      change('delete from seen where reconciliation <> ?', reconciliation)
      change(
        'insert or ignore into seen (id, reconciliation) select value, ? from json_each(?)',
        ...[reconciliation, JSON.stringify(ids)],
      )
    },
    unseen: (reconciliation, { after = '', limit }) =>
      all(
        `select l.* from ledger l where ${isUnseen} and l.id > ? order by l.id limit ?`,
        ...[reconciliation, after, limit],
      ).map(toEntry),
    countUnseen: (reconciliation) => {
      const row = first(
        `select count(*) as acknowledged, count(*) filter (where ${isUnseen}) as unseen from ledger l
         where l.state = 'acknowledged'`,
        reconciliation,
      )
      return { acknowledged: Number(row?.acknowledged), unseen: Number(row?.unseen) }
    },
  }
}

/** Runs of other streams that have not come to their end. */
const otherRunsUnderWay = 'select id from run where stream <> ? and ended_at_ms is null'

/** A line of the ledger that a reconciliation should have seen, and has not. */
const isUnseen = `l.state = 'acknowledged' and not exists (select 1 from seen s where s.id = l.id and s.reconciliation = ?)`

function toEntry(row: Fields): LedgerEntry {
  return {
    id: text(row.id),
    hash: text(row.hash),
    state: text(row.state) as RecordState,
    run: text(row.run),
    batch: text(row.batch),
    sequence: Number(row.sequence),
    lostMarks: Number(row.lost_marks),
    ...(row.updated_at === null ? {} : { updatedAt: text(row.updated_at) }),
    ...(row.answer === null ? {} : { answer: JSON.parse(text(row.answer)) }),
  }
}
