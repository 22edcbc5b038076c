import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { createFolderFailures } from '../../../state/folder/folder-failures.ts'
import { openDatabase } from '../../../state/folder/open-database.ts'
import type { StateFolderOptions } from '../../../state/folder/open-state-folder.ts'
import { createStatements, createTransaction, type Fields, text } from '../../../state/folder/statements.ts'
import type { OrganizationFingerprint } from '../../../state/run-record.ts'
import { labelOfKey } from '../label-of-key.ts'
import { addLoadCounts, type LoadCounters, type LoadOutcome, noLoadCounts } from '../load-counters.ts'
import type {
  ClaimedInput,
  DeferredRow,
  EditableLoadState,
  InputClaim,
  InputState,
  KnownRecord,
  LoadRun,
  OutcomeDetail,
  PendingRow,
  ResultLine,
  RowSettlement,
} from '../load-state.ts'
import { createFolderEdits, editedLine } from './folder-edits.ts'
import { settleDuplicates } from './settle-duplicates.ts'
import { settleOrder } from './settle-order.ts'

/** Lines of a result that are read at once. */
const linesAtOnce = 500

/**
 * The state of a load in a folder of this machine, as an SQLite database: what resolved has reached the disk. Throws
 * `StateHeldError` while another run has it open.
 */
export function openLoadFolder(folder: string, options: StateFolderOptions): EditableLoadState {
  const { now, isExclusive = true, owner } = options
  const { database, release } = openDatabase(folder, isExclusive ? ['main'] : [], owner)
  return createFolderLoadState(database, folder, now, release)
}

function createFolderLoadState(
  database: DatabaseSync,
  folder: string,
  now: () => number,
  release: () => void,
): EditableLoadState {
  const statements = createStatements(database, folder)
  const { all, first, change } = statements
  const transaction = createTransaction(database, folder)
  const failures = createFolderFailures(statements, now)
  const edits = createFolderEdits(statements, now)

  const countersOf = (run: string): LoadCounters => {
    const row = first('select counters from run where id = ?', run)
    if (row === undefined) throw new TypeError(`the state has no run ${run}`)
    return JSON.parse(text(row.counters))
  }

  function count(run: string, counts: Partial<LoadCounters>): void {
    const counters = addLoadCounts(countersOf(run), counts)
    change('update run set counters = ? where id = ?', JSON.stringify(counters), run)
  }

  function beginRun(definition: string, trigger: string): LoadRun {
    const last = first('select * from run order by number desc limit 1')
    if (last !== undefined && last.ended_at_ms === null && last.definition === definition) {
      change('update run set attempt = attempt + 1 where id = ?', text(last.id))
      const counters: LoadCounters = JSON.parse(text(last.counters))
      return { id: text(last.id), isResumed: true, startedAtMs: Number(last.started_at_ms), counters }
    }
    change("update run set outcome = 'failed', can_continue = 0, ended_at_ms = ? where ended_at_ms is null", now())
    const id = `${now().toString(36)}${randomBytes(3).toString('hex')}`
    change(
      `insert into run (id, number, definition, trigger, attempt, started_at_ms, counters, position, generation)
       values (?, (select coalesce(max(number), 0) + 1 from run), ?, ?, 1, ?, ?, '{}', '')`,
      ...[id, definition, trigger, now(), JSON.stringify(noLoadCounts)],
    )
    return { id, isResumed: false, startedAtMs: now(), counters: noLoadCounts }
  }

  function claimInput(
    run: string,
    { name, sha256, definition, sizeBytes, doesNullClear, isForced }: InputClaim,
  ): ClaimedInput {
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
  }

  /** Keeps an outcome, its counts and its failure. */
  function settleRow(run: string, input: number, { row, outcome, detail, known, isDeferred }: RowSettlement): void {
    const before = first('select label, outcome, run from input_row where input = ? and row = ?', input, row)
    const label = text(before?.label)
    const keepsFields = outcome === 'failed' || outcome === 'held' || outcome === 'unknown' || isDeferred === true
    change(
      `update input_row set outcome = ?, detail = ?, is_deferred = ?, intent = null, settled_at_ms = ?, run = ?,
         fields = case when ? then fields else null end
       where input = ? and row = ?`,
      ...[outcome, JSON.stringify(detail), Number(isDeferred ?? false), now(), run, Number(keepsFields), input, row],
    )
    if (known !== undefined) keepKnown(known)
    // An outcome that another run has counted is not taken back from this one.
    const wasCounted = before?.outcome !== null && before?.run === run
    if (wasCounted) count(run, { [text(before?.outcome)]: -1 })
    // A record that a second pass completes is counted then.
    const isIgnored = detail.code === 'IGNORED_BY_COUPA' && outcome !== 'failed' && isDeferred !== true
    count(run, { [outcome]: 1, ignored: Number(isIgnored) })
    keepFailure(run, label, outcome, detail)
  }

  function keepFailure(run: string, label: string, outcome: LoadOutcome, detail: OutcomeDetail): void {
    if (outcome === 'failed' || outcome === 'held' || outcome === 'unknown') {
      failures.keep(run, {
        id: label,
        stage: 'load',
        class: detail.class ?? 'invalid',
        code: detail.code ?? '',
        message: detail.message ?? '',
        field: detail.field,
      })
    } else if (outcome !== 'skipped' && failures.fix(run, label) > 0) count(run, { fixed: 1 })
  }

  function keepKnown({ key, id, hash, record, isInactive }: KnownRecord): void {
    change(
      'insert or replace into known_record (key, id, hash, record, is_inactive) values (?, ?, ?, ?, ?)',
      ...[key, id, hash, JSON.stringify(record), Number(isInactive)],
    )
  }

  const fact = (name: string): unknown => {
    const row = first('select value from fact where name = ?', name)
    return row === undefined ? undefined : JSON.parse(text(row.value))
  }

  async function* results(input: number): AsyncGenerator<ResultLine> {
    for (let after = 0; ; ) {
      const rows = all(
        'select row, label, outcome, detail, edited from input_row where input = ? and row > ? and outcome is not null order by row limit ?',
        ...[input, after, linesAtOnce],
      )
      for (const row of rows) yield toLine(Number(row.row), row)
      after = Number(rows.at(-1)?.row)
      if (rows.length < linesAtOnce) break
    }
    for (let after = ''; ; ) {
      const rows = all(
        'select * from absent_row where input = ? and key > ? order by key limit ?',
        ...[input, after, linesAtOnce],
      )
      for (const row of rows) yield toLine(null, row)
      after = text(rows.at(-1)?.key)
      if (rows.length < linesAtOnce) return
    }
  }

  return {
    beginRun: async ({ definition, trigger }) => transaction(() => beginRun(definition, trigger)),
    counters: async (run) => countersOf(run),
    addCounts: async (run, counts) => transaction(() => count(run, counts)),
    endRun: async (run, { outcome, receipt }) =>
      transaction(() => {
        change(
          'update run set outcome = ?, receipt = ?, ended_at_ms = ? where id = ?',
          ...[outcome, JSON.stringify(receipt), now(), run],
        )
      }),
    organization: async () => fact('organization') as OrganizationFingerprint | undefined,
    keepOrganization: async (fingerprint) =>
      void change("insert or replace into fact (name, value) values ('organization', ?)", JSON.stringify(fingerprint)),
    claimInput: async (run, claim) => transaction(() => claimInput(run, claim)),
    beginReading: async (run, input) =>
      transaction(() => {
        change('delete from input_row where input = ?', input)
        change('delete from absent_row where input = ?', input)
        change("update input set state = 'reading', run = ?, ended_at_ms = null where id = ?", run, input)
      }),
    addRows: async (input, rows) =>
      transaction(() => {
        for (const { row, key = null, label, hash, ownName = null, parentName = null, fields, refusal, edit } of rows) {
          change(
            `insert into input_row (input, row, key, label, hash, own_name, parent_name, fields, detail, edited)
             values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
            ...[input, row, key, label, hash, ownName, parentName, JSON.stringify(fields)],
            refusal === undefined ? null : JSON.stringify(refusal),
            edit === undefined ? null : JSON.stringify(edit),
          )
        }
      }),
    rowsComplete: async (run, input, { duplicates, notices }) =>
      transaction(() => {
        const settle = (settlement: RowSettlement): void => settleRow(run, input, settlement)
        settleDuplicates(statements, input, duplicates, settle)
        settleOrder(statements, input, settle)
        change(
          `update input set state = 'loading', notices = ?2,
             records = (select count(*) from input_row where input = ?1) where id = ?1`,
          ...[input, JSON.stringify(notices)],
        )
      }),
    unfinishedInputs: async () =>
      all(
        `select i.*, not exists (select 1 from input j where j.result = i.result and j.id > i.id) as owns_result
         from input i where state in ('loading', 'loaded')
           and exists (select 1 from input_row r where r.input = i.id and (r.outcome is null or r.is_deferred = 1))
         order by id`,
      ).map(toInput),
    pendingDepths: async (input) =>
      all('select distinct depth from input_row where input = ? and outcome is null order by depth', input).map(
        ({ depth }) => Number(depth),
      ),
    pendingRows: async (input, { depth, after, limit }) =>
      all(
        `select * from input_row where input = ? and outcome is null and depth = ? and row > ? order by row limit ?`,
        ...[input, depth, after, limit],
      ).map(toPending),
    known: async (keys) => {
      const rows = all('select * from known_record where key in (select value from json_each(?))', JSON.stringify(keys))
      return new Map(rows.map((row) => [text(row.key), toKnown(row)]))
    },
    intend: async (input, intents) =>
      transaction(() => {
        for (const { row, ...intent } of intents) {
          change('update input_row set intent = ? where input = ? and row = ?', JSON.stringify(intent), input, row)
        }
      }),
    settleRows: async (run, input, settlements, counts) =>
      transaction(() => {
        for (const settlement of settlements) settleRow(run, input, settlement)
        count(run, counts)
      }),
    deferredRows: async (input, { after, limit }) =>
      all(
        `select r.*, k.id as known_id, k.hash as known_hash, k.record, k.is_inactive
         from input_row r join known_record k on k.key = r.key
         where r.input = ? and r.is_deferred = 1 and r.row > ? order by r.row limit ?`,
        ...[input, after, limit],
      ).map(toDeferred),
    countAbsent: async (input) => {
      const row = first(
        `select count(*) as active, count(*) filter (where ${isAbsent}) as absent from known_record k
         where k.is_inactive = 0`,
        input,
      )
      return { active: Number(row?.active), absent: Number(row?.absent) }
    },
    absent: async (input, { after, limit }) =>
      all(
        `select * from known_record k where k.is_inactive = 0 and ${isAbsent} and k.key > ? order by k.key limit ?`,
        ...[input, after, limit],
      ).map(toKnown),
    settleAbsent: async (run, input, settlements, counts) =>
      transaction(() => {
        for (const { known, outcome, detail } of settlements) {
          const label = labelOfKey(known.key)
          change(
            'insert or replace into absent_row (input, key, label, outcome, detail) values (?, ?, ?, ?, ?)',
            ...[input, known.key, label, outcome, JSON.stringify(detail)],
          )
          if (outcome === 'inactivated') keepKnown(known)
          count(run, { [outcome]: 1 })
          keepFailure(run, label, outcome, detail)
        }
        count(run, counts)
      }),
    results,
    skipRest: async (run, input) =>
      transaction(() => {
        const skipped = change(
          `update input_row set outcome = 'skipped', detail = '{}', fields = null, intent = null, settled_at_ms = ?, run = ?
           where input = ? and outcome is null`,
          ...[now(), run, input],
        )
        count(run, { skipped })
      }),
    inputEnded: async (run, input, { state, result = null }) =>
      transaction(() => {
        change(
          'update input set state = ?, run = ?, ended_at_ms = ?, result = coalesce(?, result) where id = ?',
          ...[state, run, now(), result, input],
        )
      }),
    reopen: async (run, { classes, labels, sinceMs = 0 }) =>
      transaction(() =>
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
      ),
    allKnown: async ({ after, limit }) =>
      all('select * from known_record where key > ? order by key limit ?', after, limit).map(toKnown),
    countEdits: async () => edits.count(),
    edits: async (sourceHashes) => edits.find(sourceHashes),
    setAside: async (label) => edits.setAside(label),
    rowWithKey: async (row, key) => edits.rowWithKey(row, key),
    editRow: async (label, row, edited, by) => transaction(() => edits.editRow(label, row, edited, by)),
    [Symbol.asyncDispose]: async () => {
      database.close()
      release()
    },
  }
}

/** A known record that the input does not have. */
const isAbsent = 'not exists (select 1 from input_row r where r.input = ? and r.key = k.key)'

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

function toKnown(row: Fields): KnownRecord {
  return {
    key: text(row.key),
    id: text(row.id),
    hash: text(row.hash),
    record: JSON.parse(text(row.record)),
    isInactive: row.is_inactive === 1,
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

function toLine(row: number | null, { label, outcome, detail, edited }: Fields): ResultLine {
  return {
    row,
    key: text(label),
    outcome: text(outcome) as LoadOutcome,
    ...JSON.parse(text(detail)),
    ...editedLine(edited),
  }
}
