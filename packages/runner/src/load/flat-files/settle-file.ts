import { type FlatFileObject, findFlatFileObject, flatFileField } from '@coupa-connector/endpoints'
import type { LoadMapper, LoadRecord } from '@coupa-connector/process'
import { classifyRefusal } from '../coupa/classify-failure.ts'
import type { LoadContext } from '../load-context.ts'
import type { FilePosition, OutcomeDetail, PendingRow, RowSettlement } from '../state/load-state.ts'
import { planRows, type RowPlan } from '../steps/plan-rows.ts'
import { knownOf } from '../strategies/outcome-details.ts'
import type { FileResult, RowError } from './file-results.ts'

/** A record of the input that is in the file. */
export interface FiledRow extends PendingRow {
  readonly intent: NonNullable<PendingRow['intent']> & { readonly file: FilePosition }
}

/** Records that are looked up together. */
const rowsAtOnce = 50

/**
 * Turns what Coupa says of a file into the outcomes of its records. A row without an error is loaded if Coupa has the record
 * as it was written; where Coupa cannot be asked for the record, the counts of the file have to speak for it.
 */
export async function* settleFile(
  rows: readonly FiledRow[],
  result: FileResult,
  mapper: LoadMapper,
  context: LoadContext,
): AsyncGenerator<RowSettlement> {
  const { errorsOf, others } = assignErrors(rows, result.errors)
  const object = findFlatFileObject(context.definition.destination.flatFiles?.object ?? '')
  const good: FiledRow[] = []
  for (const row of rows) {
    const errors = errorsOf.get(row.row)
    if (errors === undefined) good.push(row)
    else yield { row: row.row, ...refusalOf(errors, result, object) }
  }
  const verdict = judge(result, { rows: rows.length, good: good.length, others })
  for (let from = 0; from < good.length; from += rowsAtOnce) {
    yield* settleGood(good.slice(from, from + rowsAtOnce), { result, verdict }, mapper, context)
  }
}

/** Which errors belong to which records, by their numbers in the input; `others` belong to none. */
function assignErrors(
  rows: readonly FiledRow[],
  errors: readonly RowError[],
): { readonly errorsOf: ReadonlyMap<number, readonly RowError[]>; readonly others: readonly RowError[] } {
  const sorted = rows.toSorted((left, right) => left.intent.file.line - right.intent.file.line)
  const headerRows = (sorted[0]?.intent.file.line ?? 1) - 1
  const rowAt = (line: number): FiledRow | undefined =>
    sorted.find(({ intent: { file } }) => line >= file.line && line < file.line + file.lines)
  const agreeing = (shift: number): number =>
    errors.filter(({ row, firstCell }) => {
      const cell = row === undefined ? undefined : rowAt(row + shift)?.intent.file.firstCell
      return cell !== undefined && firstCell !== undefined && cell.startsWith(firstCell)
    }).length
  // Whether header rows are counted is not documented (F-469): the first cell tells.
  const shift = agreeing(headerRows) > agreeing(0) ? headerRows : 0
  const errorsOf = new Map<number, RowError[]>()
  const others: RowError[] = []
  for (const error of errors) {
    const found = error.row === undefined ? undefined : rowAt(error.row + shift)
    if (found === undefined) others.push(error)
    else errorsOf.set(found.row, [...(errorsOf.get(found.row) ?? []), error])
  }
  return { errorsOf, others }
}

function refusalOf(
  errors: readonly RowError[],
  { name }: FileResult,
  object: FlatFileObject | undefined,
): Pick<RowSettlement, 'outcome' | 'detail'> {
  const { outcome, detail } = classifyRefusal(errors.flatMap(({ messages }) => messages))
  const column = errors.find((error) => error.column !== undefined)?.column
  const field = column === undefined || object === undefined ? column : (flatFileField(object, column) ?? column)
  return { outcome, detail: { ...detail, field, message: `${detail.message} (${placeOf(errors)} of ${name})` } }
}

function placeOf(errors: readonly RowError[]): string {
  const rows = [...new Set(errors.flatMap(({ row }) => row ?? []))]
  return rows.length === 1 ? `row ${rows[0]}` : `rows ${rows.join(', ')}`
}

/** What the file as a whole says of a row without an error. */
type Verdict = 'loaded' | 'doubtful' | 'failed'

function judge(
  { isDone, created, updated, errors, errorCount }: FileResult,
  { good, others }: { readonly rows: number; readonly good: number; readonly others: readonly RowError[] },
): Verdict {
  const hasAllErrors = errorCount <= errors.length && others.length === 0
  if (isDone && hasAllErrors) return 'loaded'
  if (hasAllErrors && created + updated >= good) return 'loaded'
  return !isDone && created + updated === 0 ? 'failed' : 'doubtful'
}

interface Judged {
  readonly result: FileResult
  readonly verdict: Verdict
}

async function* settleGood(
  rows: readonly FiledRow[],
  judged: Judged,
  mapper: LoadMapper,
  context: LoadContext,
): AsyncGenerator<RowSettlement> {
  const { resource, key } = context.definition.destination
  const canAsk = resource !== '' && key.length > 0
  // An intent to change lets a record that is there be compared, whoever created it.
  const asked = rows.map((row): PendingRow => ({ ...row, intent: { ...row.intent, kind: 'update' } }))
  const plans = canAsk ? await planRows(asked, mapper, context) : []
  for (const [place, row] of rows.entries()) {
    const plan = plans[place]?.plan
    const record = await mapper.map(row.fields)
    if ('faults' in record) throw new TypeError(`row ${row.row} is in a file and has faults`)
    const settled =
      plan === undefined ? byCounts(row, record, judged, context) : byRecord(row, record, { plan, ...judged }, context)
    yield { row: row.row, ...settled }
  }
}

type Settled = Omit<RowSettlement, 'row'>

/** The outcome of a record that Coupa cannot be asked for. */
function byCounts(
  { intent }: FiledRow,
  record: LoadRecord,
  { result, verdict }: Judged,
  { definition }: LoadContext,
): Settled {
  if (verdict === 'failed') return { outcome: 'failed', detail: fileFailed(result) }
  if (verdict === 'doubtful') return { outcome: 'unknown', detail: doubtful(result) }
  const { created, updated } = result
  const isCreated = updated === 0 ? created > 0 : created > 0 && intent.kind === 'create'
  return { outcome: isCreated ? 'created' : 'updated', detail: {}, known: knownOf(record, '', definition) }
}

/** The outcome of a record by what Coupa has of it now. */
function byRecord(
  { intent }: FiledRow,
  record: LoadRecord,
  { plan, result, verdict }: Judged & { readonly plan: RowPlan },
  { definition }: LoadContext,
): Settled {
  const { strategy } = definition.destination
  const outcome = intent.kind === 'create' ? 'created' : 'updated'
  const changed = intent.changed === undefined ? {} : { changed: intent.changed }
  const loaded = (id: string, more: OutcomeDetail = {}): Settled => ({
    outcome,
    detail: { ...(id === '' ? {} : { id }), ...changed, ...more },
    known: knownOf(record, id, definition),
  })
  switch (plan.kind) {
    case 'arrived':
    case 'unchanged':
      return loaded(plan.id)
    case 'update': {
      const isPayment = strategy === 'invoice-payments' || strategy === 'expense-payments'
      if (isPayment || verdict === 'failed') return missing(result, verdict)
      const fields = Object.keys(plan.changed).filter((field) => strategy !== 'invoices' || field !== 'status')
      return loaded(plan.id, fields.length === 0 ? {} : ignored(fields))
    }
    case 'settled': {
      const isThere = plan.detail.code === 'EXISTS' || plan.detail.code === 'EXISTS_DIFFERENT'
      if (isThere && verdict === 'loaded') return loaded(plan.detail.id ?? '', ignored([]))
      return verdict === 'loaded' ? { outcome: plan.outcome, detail: plan.detail } : missing(result, verdict)
    }
    case 'create':
      return missing(result, verdict)
  }
}

/** Coupa does not have the record as it was written. */
function missing(result: FileResult, verdict: Verdict): Settled {
  if (verdict !== 'loaded') return { outcome: 'failed', detail: fileFailed(result) }
  const message = `Coupa shows no error for it in ${result.name}, and does not have it. Look in Coupa, then retry or dismiss it.`
  return { outcome: 'unknown', detail: { class: 'unknown', code: 'NOT_FOUND_AFTER_LOAD', message } }
}

function ignored(fields: readonly string[]): OutcomeDetail {
  const what = fields.length === 0 ? 'some of its values' : fields.slice(0, 5).join(', ')
  const message = `Coupa loaded the row, and has other values than the file: ${what}.`
  return { code: 'IGNORED_BY_COUPA', field: fields[0], message }
}

function fileFailed({ name, status, text, errors }: FileResult): OutcomeDetail {
  const said = [text, ...errors.filter(({ row }) => row === undefined).flatMap(({ messages }) => messages)]
  const reason = said.find((one) => one !== '') ?? 'it does not say why'
  const message = `Coupa did not load ${name} (${status}): ${reason}.`.replace(/\.\.$/, '.')
  return { class: 'invalid', code: 'FILE_FAILED', message }
}

function doubtful({ name, status, created, updated }: FileResult): OutcomeDetail {
  const message = `Coupa ended ${name} as ${status}, with ${created} records created and ${updated} changed, and does not say which. Look in Coupa, then retry or dismiss it.`
  return { class: 'unknown', code: 'OUTCOME_UNKNOWN', message }
}
