import type { FailurePayload } from '@coupa-connector/process'
import type { FailureFilter } from '../process-state.ts'
import type { RecordFailure, RecordState, StoredFailure } from '../run-record.ts'
import { type Fields, type Statements, text } from './statements.ts'

/** The failures of a state folder. The caller brings the transaction. */
export interface FolderFailures {
  keep(run: string, failure: RecordFailure): void
  /** Answers with how many were open: 0 or 1. */
  fix(run: string | null, id: string): number
  /** What the consumer refused is not fixed by delivering it again, but by its next answer. */
  fixByDelivery(run: string, id: string, state: RecordState): void
  find(filter: FailureFilter): readonly StoredFailure[]
  /** The record that was kept with a failure. */
  payload(id: string): FailurePayload | undefined
  /** Forgets records that are kept for longer than failures are shown with them. */
  forgetOldPayloads(): void
  /** Answers with how many were open. */
  dismiss(filter: FailureFilter, reason: string): number
}

/** Records are kept for so long after they were set aside. */
const payloadMs = 30 * 86_400_000
/** Records that are kept at most. */
const mostPayloads = 10_000

export function createFolderFailures({ all, first, change }: Statements, now: () => number): FolderFailures {
  /** What is kept is always of the failure as it is now. */
  function keepPayload(id: string, payload: FailurePayload | undefined): void {
    change('delete from failure_payload where id = ?', id)
    if (payload === undefined) return
    change(
      `insert into failure_payload (id, payload, kept_ms) select ?, ?, ?
       where (select count(*) from failure_payload) < ?`,
      ...[id, JSON.stringify(payload), now(), mostPayloads],
    )
  }

  function fixed(id: string, count: number): number {
    if (count > 0) change('delete from failure_payload where id = ?', id)
    return count
  }

  const failures: FolderFailures = {
    keep: (run, { id, stage, class: kind, code, message, field = null, payload, label = null }) => {
      change(
        `insert into failure (id, stage, class, code, message, field, state, attempts, first_seen_ms, last_seen_ms, run, label)
         values (?, ?, ?, ?, ?, ?, 'open', 1, ?, ?, ?, ?)
         on conflict (id) do update set stage = excluded.stage, class = excluded.class, code = excluded.code,
           message = excluded.message, field = excluded.field, state = 'open', attempts = failure.attempts + 1,
           last_seen_ms = excluded.last_seen_ms, run = excluded.run, fixed_in = null, reason = null,
           label = coalesce(excluded.label, failure.label)`,
        ...[id, stage, kind, code, message, field, now(), now(), run, label],
      )
      keepPayload(id, payload)
    },
    fix: (run, id) =>
      fixed(id, change("update failure set state = 'fixed', fixed_in = ? where id = ? and state = 'open'", run, id)),
    fixByDelivery: (run, id, state) => {
      const count = change(
        `update failure set state = 'fixed', fixed_in = ?
         where id = ? and state = 'open' and not (stage = 'answer' and ? = 'waiting')`,
        ...[run, id, state],
      )
      fixed(id, count)
    },
    find: ({ state, class: kind, ids, run }) => {
      const rows = all(
        `select * from failure
         where (?1 is null or state = ?1) and (?2 is null or class = ?2)
           and (?3 is null or id in (select value from json_each(?3))) and (?4 is null or run = ?4)
         order by last_seen_ms, length(id), id`,
        ...[state ?? null, kind ?? null, ids === undefined ? null : JSON.stringify(ids), run ?? null],
      )
      return rows.map(toFailure)
    },
    payload: (id) => {
      const row = first('select payload from failure_payload where id = ?', id)
      return row === undefined ? undefined : JSON.parse(text(row.payload))
    },
    forgetOldPayloads: () => void change('delete from failure_payload where kept_ms < ?', now() - payloadMs),
    dismiss: (filter, reason) => {
      const found = failures.find({ ...filter, state: 'open' })
      for (const { id } of found) {
        change("update failure set state = 'dismissed', reason = ? where id = ?", reason, id)
      }
      return found.length
    },
  }
  return failures
}

function toFailure(row: Fields): StoredFailure {
  return {
    id: text(row.id),
    stage: text(row.stage) as StoredFailure['stage'],
    class: text(row.class) as StoredFailure['class'],
    code: text(row.code),
    message: text(row.message),
    field: row.field === null ? undefined : text(row.field),
    state: text(row.state) as StoredFailure['state'],
    attempts: Number(row.attempts),
    firstSeenMs: Number(row.first_seen_ms),
    lastSeenMs: Number(row.last_seen_ms),
    run: text(row.run),
    fixedIn: row.fixed_in === null ? undefined : text(row.fixed_in),
    reason: row.reason === null ? undefined : text(row.reason),
  }
}
