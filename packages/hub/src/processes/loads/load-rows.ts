import type { RunStateInput, StoredLoadOutcome, StoredSettlement } from '@coupa-connector/protocol'
import { type Selectable, sql } from 'kysely'
import type { ProcessInputRowTable, ProcessKnownRecordTable } from '../../database/process-tables.ts'
import { fixFailure, type GivenFailure, keepFailures } from '../state/failures.ts'
import type { HeldRunState } from '../state/held-run.ts'
import { keepKnown, toKnown } from './known-records.ts'
import { countLoad } from './load-beginning.ts'

type Row = Selectable<ProcessInputRowTable>

/** The depths at which records of an input wait, rising. */
export async function pendingDepths(
  { trx, deployment }: HeldRunState,
  { input }: RunStateInput<'load-pending-depths'>,
): Promise<unknown> {
  const rows = await trx
    .selectFrom('process_input_row')
    .select('depth')
    .distinct()
    .where('deployment_id', '=', deployment)
    .where('input', '=', input)
    .where('outcome', 'is', null)
    .where('depth', 'is not', null)
    .orderBy('depth')
    .execute()
  return rows.map(({ depth }) => depth)
}

/** Records that wait, in their order. */
export async function pendingRows(
  { trx, deployment }: HeldRunState,
  { input, depth, after, limit }: RunStateInput<'load-pending-rows'>,
): Promise<unknown> {
  const rows = await trx
    .selectFrom('process_input_row')
    .selectAll()
    .where('deployment_id', '=', deployment)
    .where('input', '=', input)
    .where('outcome', 'is', null)
    .where('depth', '=', depth)
    .where('row', '>', after)
    .orderBy('row')
    .limit(limit)
    .execute()
  return rows.map(({ row, key, label, hash, fields, detail, intent }) => ({
    row,
    ...(key === null ? {} : { key }),
    label,
    hash,
    fields,
    ...(detail === null ? {} : { refusal: detail }),
    ...(intent === null ? {} : { intent }),
  }))
}

/** Keeps what is going to be sent. */
export async function intend(
  { trx, deployment }: HeldRunState,
  { input, intents }: RunStateInput<'load-intend'>,
): Promise<void> {
  const given = intents.map(({ row, ...intent }) => ({ row, intent }))
  await sql`
    update process_input_row set intent = given.intent
    from json_to_recordset(${JSON.stringify(given)}::json) as given ("row" integer, intent json)
    where deployment_id = ${deployment}::uuid and input = ${input}::integer
      and process_input_row.row = given."row"`.execute(trx)
}

/** Keeps the outcomes of records, with all that follows from them. */
export async function settleRows(
  held: HeldRunState,
  { input, settlements, counts }: RunStateInput<'load-settle'>,
): Promise<void> {
  await keepSettlements(held, input, settlements, counts)
}

/** Keeps outcomes, what is known of the records from now on, what failed or is in order again, and all counts. */
export async function keepSettlements(
  held: HeldRunState,
  input: number,
  settlements: readonly StoredSettlement[],
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const { trx, deployment, run } = held
  const given = settlements.map(({ row, outcome, detail, isDeferred = false }) => {
    return { row, outcome, detail, deferred: isDeferred, keeps: isDeferred || isOpen(outcome) }
  })
  const { rows } = await sql<{ row: number; label: string; before: StoredLoadOutcome | null }>`
    update process_input_row set outcome = given.outcome, detail = given.detail, is_deferred = given.deferred,
      intent = null, settled_at = hub_now(), run = ${run}::text,
      fields = case when given.keeps then process_input_row.fields end
    from json_to_recordset(${JSON.stringify(given)}::json)
        as given ("row" integer, outcome text, detail json, deferred boolean, keeps boolean),
      process_input_row as former
    where process_input_row.deployment_id = ${deployment}::uuid and process_input_row.input = ${input}::integer
      and process_input_row.row = given."row" and former.deployment_id = process_input_row.deployment_id
      and former.input = process_input_row.input and former.row = process_input_row.row
    returning process_input_row.row, process_input_row.label,
      case when former.run = ${run}::text then former.outcome end as before`.execute(trx)
  await keepKnown(
    held,
    settlements.flatMap(({ known }) => known ?? []),
  )
  const found = new Map(rows.map((row) => [row.row, row]))
  const told = settlements.map((settlement) => ({ ...settlement, label: found.get(settlement.row)?.label ?? '' }))
  const fixed = await keepOpenOnes(held, told)
  const sum: Record<string, number> = { ...counts, fixed }
  const add = (name: string, count: number): void => {
    sum[name] = (sum[name] ?? 0) + count
  }
  // An outcome that another run has counted is not taken back from this one.
  for (const { before } of rows) if (before !== null) add(before, -1)
  for (const { outcome, detail, isDeferred } of settlements) {
    add(outcome, 1)
    // A record that a second pass completes is counted then.
    if (detail.code === 'IGNORED_BY_COUPA' && outcome !== 'failed' && isDeferred !== true) add('ignored', 1)
  }
  await countLoad(held, sum)
}

/** Keeps the failures among outcomes; answers with how many that had failed before are in order now. */
export async function keepOpenOnes(
  held: HeldRunState,
  settlements: readonly (Pick<StoredSettlement, 'outcome' | 'detail'> & { readonly label: string })[],
): Promise<number> {
  const last = new Map(
    settlements.filter(({ outcome }) => outcome !== 'skipped').map((settlement) => [settlement.label, settlement]),
  )
  const failures: GivenFailure[] = []
  const done: string[] = []
  for (const [id, { outcome, detail }] of last) {
    if (!isOpen(outcome)) {
      done.push(id)
      continue
    }
    const { class: kind = 'invalid', code = '', message = '', field } = detail
    failures.push({ id, stage: 'load', class: kind, code, message, field })
  }
  await keepFailures(held, failures)
  return await fixFailure(held, done)
}

function isOpen(outcome: StoredLoadOutcome): boolean {
  return outcome === 'failed' || outcome === 'held' || outcome === 'unknown'
}

/** Records whose second pass is due. */
export async function readDeferred(
  { trx, deployment }: HeldRunState,
  { input, after, limit }: RunStateInput<'load-deferred-rows'>,
): Promise<unknown> {
  const { rows } = await sql<Row & Selectable<ProcessKnownRecordTable> & { known_hash: string }>`
    select r.row, r.label, r.fields, r.outcome, r.detail, k.key, k.id, k.hash as known_hash, k.record, k.is_inactive
    from process_input_row r
    join process_known_record k on k.deployment_id = r.deployment_id and k.key = r.key
    where r.deployment_id = ${deployment}::uuid and r.input = ${input}::integer and r.is_deferred
      and r.row > ${after}::integer
    order by r.row limit ${limit}`.execute(trx)
  return rows.map((row) => ({
    row: row.row,
    label: row.label,
    fields: row.fields,
    outcome: row.outcome,
    detail: row.detail,
    known: toKnown({ ...row, hash: row.known_hash }),
  }))
}

/**
 * Lets records wait again that failed, are held or unknown, and that nobody dismissed; answers with how many. What this run has
 * tried it does not try again, and of records that differ nobody knows which is right until somebody corrects one.
 */
export async function reopenRows(
  { trx, deployment, run }: HeldRunState,
  { classes, labels, sinceMs = 0 }: RunStateInput<'load-reopen'>,
): Promise<number> {
  const listOf = (given: readonly string[] | undefined): string | null =>
    given === undefined ? null : JSON.stringify(given)
  const { numAffectedRows = 0n } = await sql`
    update process_input_row as r set outcome = null, detail = null, intent = null
    where r.deployment_id = ${deployment}::uuid and r.outcome in ('failed', 'held', 'unknown') and r.fields is not null
      and r.settled_at >= to_timestamp(${sinceMs / 1000}::float8) and r.run is distinct from ${run}::text
      and (${listOf(classes)}::jsonb is null
        or r.detail->>'class' in (select value from jsonb_array_elements_text(${listOf(classes)}::jsonb)))
      and (${listOf(labels)}::jsonb is null
        or r.label in (select value from jsonb_array_elements_text(${listOf(labels)}::jsonb)))
      and (r.edited is not null or r.detail->>'code' is distinct from 'DUPLICATE_IN_INPUT')
      and exists (select from process_failure f
        where f.deployment_id = r.deployment_id and f.record_id = r.label and f.state = 'open')
      and r.input = (select max(n.input) from process_input_row n
        where n.deployment_id = r.deployment_id and n.label = r.label and n.row = r.row)`.execute(trx)
  return Number(numAffectedRows)
}
