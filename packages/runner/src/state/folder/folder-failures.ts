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
  /** Answers with how many were open. */
  dismiss(filter: FailureFilter, reason: string): number
}

export function createFolderFailures({ all, change }: Statements, now: () => number): FolderFailures {
  const failures: FolderFailures = {
    keep: (run, { id, stage, class: kind, code, message, field = null }) => {
      change(
        `insert into failure (id, stage, class, code, message, field, state, attempts, first_seen_ms, last_seen_ms, run)
         values (?, ?, ?, ?, ?, ?, 'open', 1, ?, ?, ?)
         on conflict (id) do update set stage = excluded.stage, class = excluded.class, code = excluded.code,
           message = excluded.message, field = excluded.field, state = 'open', attempts = failure.attempts + 1,
           last_seen_ms = excluded.last_seen_ms, run = excluded.run, fixed_in = null, reason = null`,
        ...[id, stage, kind, code, message, field, now(), now(), run],
      )
    },
    fix: (run, id) =>
      change("update failure set state = 'fixed', fixed_in = ? where id = ? and state = 'open'", run, id),
    fixByDelivery: (run, id, state) => {
      change(
        `update failure set state = 'fixed', fixed_in = ?
         where id = ? and state = 'open' and not (stage = 'answer' and ? = 'waiting')`,
        ...[run, id, state],
      )
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
