import { type Fields, type Statements, text } from '../../../state/folder/statements.ts'
import type { ClaimedInput, InputClaim, InputState } from '../load-state.ts'

/** The inputs of a load in a state folder. The caller brings the transaction. */
export interface FolderInputs {
  /** Finds an input or takes it for the first time. */
  claim(run: string, claim: InputClaim): ClaimedInput
  beginReading(run: string, input: number): void
  /** All its records are kept, and can be loaded. */
  endReading(input: number, notices: readonly string[]): void
  /** Those with records that wait, in the order in which they were taken. */
  unfinished(): readonly ClaimedInput[]
  end(run: string, input: number, end: { readonly state: InputState; readonly result: string | undefined }): void
}

export function createFolderInputs({ all, first, change }: Statements, now: () => number): FolderInputs {
  return {
    claim: (run, { name, sha256, definition, sizeBytes, doesNullClear, isForced }) => {
      const identity = [name, sha256, definition]
      const found = first('select * from input where name = ? and sha256 = ? and definition = ?', ...identity)
      if (found === undefined) {
        change(
          `insert into input (name, sha256, definition, size_bytes, does_null_clear, state, run)
           values (?, ?, ?, ?, ?, 'reading', ?)`,
          ...[...identity, sizeBytes, Number(doesNullClear), run],
        )
        return toInput(first('select * from input where id = last_insert_rowid()'))
      }
      // What this run itself has loaded, before it was interrupted, is not loaded again.
      if (!isForced || found.state !== 'loaded' || found.run === run) return toInput(found)
      change("update input set state = 'reading' where id = ?", Number(found.id))
      return toInput({ ...found, state: 'reading' })
    },
    beginReading: (run, input) => {
      change('delete from input_row where input = ?', input)
      change('delete from absent_row where input = ?', input)
      change("update input set state = 'reading', run = ?, ended_at_ms = null where id = ?", run, input)
    },
    endReading: (input, notices) => {
      change(
        `update input set state = 'loading', notices = ?2,
           records = (select count(*) from input_row where input = ?1) where id = ?1`,
        ...[input, JSON.stringify(notices)],
      )
    },
    unfinished: () =>
      all(
        `select i.*, not exists (select 1 from input j where j.result = i.result and j.id > i.id) as owns_result
         from input i where state in ('loading', 'loaded')
           and exists (select 1 from input_row r where r.input = i.id and (r.outcome is null or r.is_deferred = 1))
         order by id`,
      ).map(toInput),
    end: (run, input, { state, result = null }) => {
      change(
        'update input set state = ?, run = ?, ended_at_ms = ?, result = coalesce(?, result) where id = ?',
        ...[state, run, now(), result, input],
      )
    },
  }
}

function toInput(row: Fields | undefined): ClaimedInput {
  if (row === undefined) throw new TypeError('the state lost an input')
  return {
    id: Number(row.id),
    name: text(row.name),
    state: text(row.state) as InputState,
    records: Number(row.records),
    doesNullClear: row.does_null_clear === 1,
    run: text(row.run),
    endedAtMs: row.ended_at_ms === null || row.ended_at_ms === undefined ? undefined : Number(row.ended_at_ms),
    result: row.result === null || row.result === undefined ? undefined : text(row.result),
    ownsResult: row.owns_result === 1,
    notices: row.notices === undefined ? [] : JSON.parse(text(row.notices)),
  }
}
