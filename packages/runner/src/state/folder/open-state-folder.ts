import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Checkpoint } from '@coupa-connector/connector'
import { type AnswerToKeep, keepContestedApart } from '@coupa-connector/process'
import { addCounts, type Counters, noCounts } from '../counters.ts'
import type { ProcessState, RunStart, Settlement } from '../process-state.ts'
import type {
  BatchOutcome,
  DeliveredBatch,
  LedgerEntry,
  OpenBatch,
  OrganizationFingerprint,
  ReadPosition,
  RecordState,
  RunInHand,
} from '../run-record.ts'
import type { RunStream } from '../run-stream.ts'
import { createFolderFailures } from './folder-failures.ts'
import { createFolderOutbox } from './folder-outbox.ts'
import { openDatabase } from './open-database.ts'
import { createStatements, createTransaction, type Fields, text } from './statements.ts'

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
  return createFolderState(database, folder, options, release)
}

function createFolderState(
  database: DatabaseSync,
  folder: string,
  { now, kind = 'run', stream = 'main' }: StateFolderOptions,
  release: () => void,
): ProcessState {
  const statements = createStatements(database, folder)
  const { all, first, change } = statements
  const outbox = createFolderOutbox(statements, now)
  const failures = createFolderFailures(statements, now)

  const transaction = createTransaction(database, folder)

  const fact = (name: string): unknown => {
    const row = first('select value from fact where name = ?', name)
    return row === undefined ? undefined : JSON.parse(text(row.value))
  }
  const keepFact = (name: string, value: unknown): number =>
    change('insert or replace into fact (name, value) values (?, ?)', name, JSON.stringify(value))

  function countersOf(run: string): Counters {
    const row = first('select counters from run where id = ?', run)
    if (row === undefined) throw new TypeError(`the state has no run ${run}`)
    return JSON.parse(text(row.counters))
  }

  function count(run: string, ...counts: readonly Partial<Counters>[]): void {
    const counters = counts.reduce<Counters>(addCounts, countersOf(run))
    change('update run set counters = ? where id = ?', JSON.stringify(counters), run)
  }

  const runOf = (id: string): string => text(first('select run from ledger where id = ?', id)?.run)

  function applyOutcome(run: string, batch: string, outcome: BatchOutcome): void {
    for (const { id, hash, sequence, updatedAt = null, label = null } of outcome.records) {
      change(
        `insert or replace into ledger (id, hash, state, run, batch, sequence, lost_marks, updated_at, label)
         values (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, coalesce(?8, (select label from ledger where id = ?1)))`,
        ...[id, hash, outcome.state, run, batch, sequence, updatedAt, label],
      )
      failures.fixByDelivery(run, id, outcome.state)
    }
    for (const id of outcome.unchanged) change("update ledger set state = 'delivered' where id = ?", id)
    for (const [id, updatedAt] of outcome.times ?? []) {
      change('update ledger set updated_at = ? where id = ?', updatedAt, id)
    }
    for (const failure of outcome.failures) failures.keep(run, failure)
    outbox.post(run, outcome.messages)
    change('update run set position = ? where id = ?', JSON.stringify(outcome.position), run)
  }

  /** Ends what cannot be continued, because it was begun for another definition. */
  function abandon(run: string): void {
    change("update run set outcome = 'failed', can_continue = 0, ended_at_ms = ? where id = ?", now(), run)
  }

  function beginRun({ definition, trigger }: RunStart): RunInHand {
    const last = first('select * from run where kind = ? and stream = ? order by number desc limit 1', kind, stream)
    const isSame = last?.definition === definition
    const isUnfinished = last !== undefined && last.ended_at_ms === null
    if (isUnfinished && isSame) return continueRun(last)
    if (isUnfinished) abandon(text(last.id))
    const id = `${now().toString(36)}${randomBytes(3).toString('hex')}`
    const goesOn = last !== undefined && isSame && Boolean(last.can_continue)
    const position: ReadPosition = goesOn ? JSON.parse(text(last.position)) : { pass: 0, checkpoint: undefined }
    const generation = goesOn ? text(last.generation) : id
    change(
      `insert into run (id, number, definition, trigger, attempt, started_at_ms, counters, position, generation, kind, stream)
       values (?, (select coalesce(max(number), 0) + 1 from run), ?, ?, 1, ?, ?, ?, ?, ?, ?)`,
      ...[id, definition, trigger, now(), JSON.stringify(noCounts), JSON.stringify(position), generation, kind, stream],
    )
    return { id, isResumed: false, startedAtMs: now(), generation, counters: noCounts, position, nextBatch: 1 }
  }

  function continueRun(row: Fields): RunInHand {
    const id = text(row.id)
    change('update run set attempt = attempt + 1 where id = ?', id)
    const last = first('select max(number) as number from batch where run = ?', id)
    return {
      id,
      isResumed: true,
      startedAtMs: Number(row.started_at_ms),
      generation: text(row.generation),
      counters: JSON.parse(text(row.counters)),
      position: JSON.parse(text(row.position)),
      nextBatch: Number(last?.number ?? 0) + 1,
    }
  }

  return {
    stream,
    // The lock of the folder ends with this program.
    confirmHeld: async () => {},
    openBatches: async () =>
      all(
        `select b.* from batch b join run r on r.id = b.run where b.state = 'open' and r.stream = ? order by b.run, b.number`,
        stream,
      ).map(toOpenBatch),
    beginRun: async (start) =>
      transaction(() => {
        failures.forgetOldPayloads()
        return beginRun(start)
      }),
    hashKey: async () =>
      transaction(() => {
        const known = fact('hash key')
        if (typeof known === 'string') return known
        const key = randomBytes(32).toString('base64url')
        keepFact('hash key', key)
        return key
      }),
    organization: async () => fact('organization') as OrganizationFingerprint | undefined,
    keepOrganization: async (fingerprint) => void keepFact('organization', fingerprint),
    watermark: async (pass) => fact(`watermark ${pass}`) as Checkpoint | undefined,
    entries: async (ids) => {
      const rows = all('select * from ledger where id in (select value from json_each(?))', JSON.stringify(ids))
      return new Map(rows.map((row) => [text(row.id), toEntry(row)]))
    },
    nextSequence: async (openedAtMs, wanted) =>
      transaction(() => {
        // Milliseconds keep it rising when a state was lost and begun anew.
        const next = Math.max(Number(fact('sequence') ?? 0) + 1, openedAtMs * 1000)
        keepFact('sequence', next + wanted - 1)
        return next
      }),
    openBatch: async ({ id, run, openedAtMs, outcome }) =>
      transaction(() => {
        change(
          `insert into batch (id, run, number, opened_at_ms, state, records, outcome)
           values (?, ?, (select coalesce(max(number), 0) + 1 from batch where run = ?), ?, 'open', ?, ?)`,
          ...[id, run, run, openedAtMs, outcome.records.length, JSON.stringify(outcome)],
        )
      }),
    batchDelivered: async (run, batch, objects, counts) =>
      transaction(() => {
        const row = first("select * from batch where id = ? and state = 'open'", batch)
        if (row === undefined) throw new TypeError(`the state has no open batch ${batch}`)
        const { outcome, contested } = apartFromOthers(toOpenBatch(row).outcome)
        applyOutcome(run, batch, outcome)
        change(
          "update batch set state = 'delivered', objects = ?, outcome = null where id = ?",
          ...[JSON.stringify(objects), batch],
        )
        count(run, outcome.counts, counts)
        return contested
      }),
    batchDropped: async (_run, batch) =>
      transaction(() => {
        change("update batch set state = 'dropped', outcome = null where id = ? and state = 'open'", batch)
      }),
    nothingDelivered: async (run, outcome, counts) =>
      transaction(() => {
        applyOutcome(run, '', outcome)
        count(run, outcome.counts, counts)
      }),
    unsettled: async ({ after = '', limit, state = 'delivered', through = Number.MAX_SAFE_INTEGER }) =>
      // Written out, so that each has its partial index.
      all(
        `select * from ledger where state = '${state}' and id > ? and sequence <= ?
         and (state = 'waiting' or run not in (${othersUnderWay})) order by id limit ?`,
        ...[after, through, stream, limit],
      ).map(toEntry),
    settle: async (run, settlements, counts, messages) =>
      transaction(() => {
        for (const settlement of settlements) settleOne(run, settlement)
        outbox.post(run, messages)
        if (run !== undefined) count(run, counts)
      }),
    keepAnswers: async (changes) =>
      transaction(() => changes.filter((answer) => keepAnswer(answer) > 0).map(({ id }) => id)),
    batches: async (run) =>
      all("select * from batch where run = ? and state = 'delivered' order by number", run).map(toDelivered),
    allBatches: () => everyBatch(),
    ledger: async ({ after = '', limit }) =>
      all('select * from ledger where id > ? order by id limit ?', after, limit).map(toEntry),
    keepSeen: async (reconciliation, ids) =>
      transaction(() => {
        change('delete from seen where reconciliation <> ?', reconciliation)
        change(
          'insert or ignore into seen (id, reconciliation) select value, ? from json_each(?)',
          ...[reconciliation, JSON.stringify(ids)],
        )
      }),
    unseen: async (reconciliation, { after = '', limit }) =>
      all(
        `select l.* from ledger l where ${isUnseen} and l.id > ? order by l.id limit ?`,
        reconciliation,
        after,
        limit,
      ).map(toEntry),
    countUnseen: async (reconciliation) => {
      const row = first(
        `select count(*) as acknowledged, count(*) filter (where ${isUnseen}) as unseen from ledger l
         where l.state = 'acknowledged'`,
        reconciliation,
      )
      return { acknowledged: Number(row?.acknowledged), unseen: Number(row?.unseen) }
    },
    counters: async (run) => countersOf(run),
    endRun: async (run, { outcome, receipt, watermarks, canContinue, messages }) =>
      transaction(() => {
        for (const [pass, checkpoint] of Object.entries(watermarks)) keepFact(`watermark ${pass}`, checkpoint)
        change(
          'update run set outcome = ?, receipt = ?, can_continue = ?, ended_at_ms = ? where id = ?',
          ...[outcome, JSON.stringify(receipt), Number(canContinue), now(), run],
        )
        outbox.post(run, messages)
      }),
    outbox: async ({ limit }) => outbox.page(limit),
    keepOutbox: async ({ told, ...change }) =>
      transaction(() => {
        outbox.keep(change)
        if (told !== undefined) keepFact('told', told)
      }),
    told: async () => fact('told'),
    failures: async (filter = {}) => failures.find(filter),
    failurePayload: async (id) => failures.payload(id),
    dismiss: async (filter, reason) => transaction(() => failures.dismiss(filter, reason)),
    reset: async (what) =>
      transaction(() => {
        if (what === 'organization') change("delete from fact where name = 'organization'")
        else {
          change("delete from fact where name like 'watermark %'")
          // Records of them that wait are tried again all the same.
          change(`update input set sha256 = 'forgotten ' || id || ' ' || sha256
            where state in ('loaded', 'refused', 'stopped') and sha256 not like 'forgotten %'`)
        }
        if (what === 'everything') {
          for (const table of ['ledger', 'failure', 'failure_payload', 'outbox', 'seen', ...loadTables])
            database.exec(`delete from ${table}`)
          change("delete from fact where name in ('organization', 'told', 'owner')")
        }
        for (const row of all('select id from run where ended_at_ms is null')) abandon(text(row.id))
        change('update run set can_continue = 0')
      }),
    [Symbol.asyncDispose]: async () => {
      database.close()
      release()
    },
  }

  /** Only a back-fill makes way: it has the time for it. */
  function apartFromOthers(outcome: BatchOutcome): {
    readonly outcome: BatchOutcome
    readonly contested: readonly string[]
  } {
    if (stream === 'main') return { outcome, contested: [] }
    const open = all(
      "select b.* from batch b join run r on r.id = b.run where b.state = 'open' and r.stream <> ?",
      stream,
    )
    const openHashes = new Map(
      open.flatMap((row) => toOpenBatch(row).outcome.records.map(({ id, hash }) => [id, hash] as const)),
    )
    return keepContestedApart(outcome, (id) => {
      const row = first('select * from ledger where id = ?', id)
      return { line: row && toEntry(row), openHash: openHashes.get(id) }
    })
  }

  async function* everyBatch(): AsyncGenerator<DeliveredBatch> {
    let [run, number] = [0, 0]
    for (;;) {
      const row = first(
        `select b.*, r.number as run_number from batch b join run r on r.id = b.run
         where b.state = 'delivered' and (r.number, b.number) > (?, ?) order by r.number, b.number limit 1`,
        ...[run, number],
      )
      if (row === undefined) return
      run = Number(row.run_number)
      number = Number(row.number)
      yield toDelivered(row)
    }
  }

  function settleOne(run: string | undefined, { id, state, lostMarks = 0, hash, failure }: Settlement): void {
    change(
      'update ledger set state = ?, lost_marks = ?, hash = coalesce(?, hash) where id = ?',
      ...[state, lostMarks, hash ?? null, id],
    )
    if (failure === undefined) failures.fix(run ?? null, id)
    else failures.keep(run ?? runOf(id), failure)
  }

  function keepAnswer({ id, sequence, from, to, answer, messages }: AnswerToKeep): number {
    const kept = change(
      'update ledger set state = ?, answer = ? where id = ? and sequence = ? and state = ?',
      ...[to, JSON.stringify(answer), id, sequence, from],
    )
    if (kept === 0) return 0
    const { refusal } = answer
    if (refusal !== undefined) failures.keep(runOf(id), { id, stage: 'answer', class: 'refused', ...refusal })
    outbox.post(undefined, messages)
    return kept
  }
}

/** What a load remembers, those that refer to others first. */
const loadTables = ['input_row', 'absent_row', 'input', 'known_record', 'edit'] as const
/** Runs of other streams that have not come to their end. */
const othersUnderWay = 'select id from run where stream <> ? and ended_at_ms is null'

/** A line of the ledger that a reconciliation should have seen, and has not. */
const isUnseen = `l.state = 'acknowledged' and not exists (select 1 from seen s where s.id = l.id and s.reconciliation = ?)`

function toOpenBatch(row: Fields): OpenBatch {
  return {
    id: text(row.id),
    run: text(row.run),
    openedAtMs: Number(row.opened_at_ms),
    outcome: JSON.parse(text(row.outcome)),
  }
}

function toDelivered(row: Fields): DeliveredBatch {
  return { id: text(row.id), records: Number(row.records), objects: JSON.parse(text(row.objects)) }
}

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
