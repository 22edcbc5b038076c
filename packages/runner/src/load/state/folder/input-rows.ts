import { type Fields, type Statements, text } from '../../../state/folder/statements.ts'
import type { LoadOutcome } from '../load-counters.ts'
import type { DeferredRow, Intent, PendingRow, ReadRow, ReopenFilter, RowSettlement } from '../load-state.ts'
import { toKnown } from './known-records.ts'

/** What was known of a record before it got its outcome. */
export interface RowBefore {
  readonly label: string
  /** The outcome that it had, and the run that counted it. */
  readonly outcome: LoadOutcome | undefined
  readonly run: string | undefined
}

/** The records of the inputs of a load in a state folder. The caller brings the transaction. */
export interface InputRows {
  add(input: number, rows: readonly ReadRow[]): void
  /** The depths at which records wait, rising. */
  pendingDepths(input: number): readonly number[]
  /** Records that wait, in their order. */
  pending(
    input: number,
    page: { readonly depth: number; readonly after: number; readonly limit: number },
  ): readonly PendingRow[]
  /** Records whose second pass is due. */
  deferred(input: number, page: { readonly after: number; readonly limit: number }): readonly DeferredRow[]
  intend(input: number, intents: readonly (Intent & { readonly row: number })[]): void
  settle(run: string, input: number, settlement: RowSettlement): RowBefore
  /** Skips every record without an outcome; answers with how many. */
  skipRest(run: string, input: number): number
  /** Lets records wait again that did not get into Coupa; answers with how many. */
  reopen(run: string, filter: ReopenFilter): number
}

export function createInputRows({ all, first, change }: Statements, now: () => number): InputRows {
  return {
    add: (input, rows) => {
      for (const { row, key = null, label, hash, ownName = null, parentName = null, fields, refusal, edit } of rows) {
        change(
          `insert into input_row (input, row, key, label, hash, own_name, parent_name, fields, detail, edited)
           values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          ...[input, row, key, label, hash, ownName, parentName, JSON.stringify(fields)],
          refusal === undefined ? null : JSON.stringify(refusal),
          edit === undefined ? null : JSON.stringify(edit),
        )
      }
    },
    pendingDepths: (input) =>
      all('select distinct depth from input_row where input = ? and outcome is null order by depth', input).map(
        ({ depth }) => Number(depth),
      ),
    pending: (input, { depth, after, limit }) =>
      all(
        `select * from input_row where input = ? and outcome is null and depth = ? and row > ? order by row limit ?`,
        ...[input, depth, after, limit],
      ).map(toPending),
    deferred: (input, { after, limit }) =>
      all(
        `select r.*, k.id as known_id, k.hash as known_hash, k.record, k.is_inactive
         from input_row r join known_record k on k.key = r.key
         where r.input = ? and r.is_deferred = 1 and r.row > ? order by r.row limit ?`,
        ...[input, after, limit],
      ).map(toDeferred),
    intend: (input, intents) => {
      for (const { row, ...intent } of intents) {
        change('update input_row set intent = ? where input = ? and row = ?', JSON.stringify(intent), input, row)
      }
    },
    settle: (run, input, { row, outcome, detail, isDeferred = false }) => {
      const before = first('select label, outcome, run from input_row where input = ? and row = ?', input, row)
      change(
        `update input_row set outcome = ?, detail = ?, is_deferred = ?, intent = null, settled_at_ms = ?, run = ?,
           fields = case when ? then fields else null end
         where input = ? and row = ?`,
        ...[outcome, JSON.stringify(detail), Number(isDeferred), now(), run],
        ...[Number(isDeferred || isSetAside(outcome)), input, row],
      )
      return toBefore(before)
    },
    skipRest: (run, input) =>
      change(
        `update input_row set outcome = 'skipped', detail = '{}', fields = null, intent = null, settled_at_ms = ?, run = ?
         where input = ? and outcome is null`,
        ...[now(), run, input],
      ),
    reopen: (run, { classes, labels, sinceMs = 0 }) =>
      change(
        `update input_row set outcome = null, detail = null, intent = null
         where outcome in ('failed', 'held', 'unknown') and fields is not null and settled_at_ms >= ?1
           and run is not ?4
           and (?2 is null or json_extract(detail, '$.class') in (select value from json_each(?2)))
           and (?3 is null or label in (select value from json_each(?3)))
           and label in (select id from failure where state = 'open')
           and (edited is not null or json_extract(detail, '$.code') is not 'DUPLICATE_IN_INPUT')
           and (input, row) in (select max(input), row from input_row group by label, row)`,
        ...[sinceMs, classes === undefined ? null : JSON.stringify(classes)],
        ...[labels === undefined ? null : JSON.stringify(labels), run],
      ),
  }
}

/** Whether a record with this outcome did not get into Coupa, and may be tried again. */
export function isSetAside(outcome: LoadOutcome): boolean {
  return outcome === 'failed' || outcome === 'held' || outcome === 'unknown'
}

function toBefore(row: Fields | undefined): RowBefore {
  if (row === undefined) throw new TypeError('the state lost a record')
  return {
    label: text(row.label),
    outcome: row.outcome === null ? undefined : (text(row.outcome) as LoadOutcome),
    run: row.run === null ? undefined : text(row.run),
  }
}

function toPending(row: Fields): PendingRow {
  return {
    row: Number(row.row),
    key: row.key === null ? undefined : text(row.key),
    label: text(row.label),
    hash: text(row.hash),
    fields: JSON.parse(text(row.fields)),
    refusal: row.detail === null ? undefined : JSON.parse(text(row.detail)),
    intent: row.intent === null ? undefined : JSON.parse(text(row.intent)),
  }
}

function toDeferred(row: Fields): DeferredRow {
  return {
    row: Number(row.row),
    label: text(row.label),
    fields: JSON.parse(text(row.fields)),
    outcome: text(row.outcome) as LoadOutcome,
    detail: JSON.parse(text(row.detail)),
    known: toKnown({ ...row, id: row.known_id ?? '', hash: row.known_hash ?? '' }),
  }
}
