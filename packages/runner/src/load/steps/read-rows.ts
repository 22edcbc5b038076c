import { type InputRecord, InputRefusedError, type SourceInput } from '@coupa-connector/endpoints'
import { columnKey, type LoadMapper, sourceHashOf, type UnusedColumn } from '@coupa-connector/process'
import { RunError } from '../../report/run-error.ts'
import type { LoadContext } from '../load-context.ts'
import type { KeptEdit, LoadState, ReadRow } from '../state/load-state.ts'
import { refusalOf } from '../strategies/outcome-details.ts'

/** Records that are kept in one transaction. */
const rowsAtOnce = 1000

/**
 * Reads an input to its end, maps and validates every record, and keeps them all: nothing is sent before the whole input is
 * known to be right. Throws `InputRefusedError`.
 */
export async function readRows(input: SourceInput, id: number, context: LoadContext): Promise<void> {
  const { state, run, definition, createMapper, signal, onStep } = context
  await state.beginReading(run.id, id)
  const mapper = createMapper(input)
  await checkCustomFields(mapper)
  const { columns, records, notices } = await input.read()
  if (columns !== undefined) checkColumns(columns, mapper)
  const hasEdits = (await state.countEdits()) > 0
  const keep = async (some: readonly InputRecord[]): Promise<void> => {
    const edits = hasEdits ? await editsOf(some, state) : undefined
    const rows: ReadRow[] = []
    for (const record of some) rows.push(await toRow(record, edits?.get(record.row), mapper))
    await state.addRows(id, rows)
  }
  let some: InputRecord[] = []
  for await (const record of records) {
    signal?.throwIfAborted()
    some.push(record)
    if (some.length < rowsAtOnce) continue
    await keep(some)
    some = []
    await onStep?.('rows-kept')
  }
  await keep(some)
  const unused = mapper.unusedColumns()
  if (definition.mapping.others === 'refuse') refuseUnused(unused)
  const told = [...notices, ...unused.map(unusedNotice)]
  await state.rowsComplete(run.id, id, { duplicates: definition.source.duplicates, notices: told })
  await onStep?.('input-read')
}

/** Corrected records that take the place of these, by the numbers of their rows. */
async function editsOf(
  records: readonly InputRecord[],
  state: Pick<LoadState, 'edits'>,
): Promise<ReadonlyMap<number, KeptEdit>> {
  const hashes = records.map(({ fields }) => sourceHashOf(fields))
  const edits = await state.edits(hashes)
  return new Map(
    records.flatMap(({ row }, place) => {
      const edit = edits.get(hashes[place] ?? '')
      return edit === undefined ? [] : [[row, edit] as const]
    }),
  )
}

async function toRow({ row, ...read }: InputRecord, edit: KeptEdit | undefined, mapper: LoadMapper): Promise<ReadRow> {
  const fields = edit?.fields ?? read.fields
  const mapped = await mapper.map(fields)
  const about = {
    ...{ row, key: mapped.key, label: mapped.label || `row ${row}`, fields },
    ...(edit === undefined ? {} : { edit: { by: edit.by, atMs: edit.atMs, sourceHash: edit.sourceHash } }),
  }
  if ('faults' in mapped) {
    return { ...about, hash: '', ownName: undefined, parentName: undefined, refusal: refusalOf(mapped.faults) }
  }
  const { hash, ownName, parentName } = mapped
  return { ...about, hash, ownName, parentName, refusal: undefined }
}

/** Refuses an input that lacks a column which the load needs. Throws `InputRefusedError`. */
export function checkColumns(columns: readonly string[], { requiredColumns }: LoadMapper): void {
  const known = new Set(columns.map(columnKey))
  const missing = requiredColumns.filter((column) => !known.has(columnKey(column)))
  if (missing.length === 0) return
  const [only] = missing
  const what =
    missing.length === 1 ? `the column "${only}"` : `the columns ${missing.map((one) => `"${one}"`).join(', ')}`
  throw new InputRefusedError('COLUMN_MISSING', `The input does not have ${what}, which the load needs.`, {
    remedy: `It has: ${columns.join(', ')}. Add what is missing, or name another column in mapping.columns.`,
  })
}

/** Ends a run whose mapping sets custom fields that the organization does not have. Throws `RunError`. */
export async function checkCustomFields(mapper: LoadMapper): Promise<void> {
  const unknown = await mapper.unknownCustomFields()
  if (unknown.length === 0) return
  const names = unknown.map(({ column }) => column).join(', ')
  const suggestions = unknown.flatMap(({ suggestion }) => suggestion ?? [])
  throw new RunError(
    'CUSTOM_FIELD_UNKNOWN',
    `The mapping sets ${names}, and the organization has no such custom field. Nothing was sent.`,
    `${suggestions.length === 0 ? 'Correct mapping.columns, or create the field in Coupa.' : suggestions.join(' ')} If the field is there and the API does not show it, set destination.customFields to trust.`,
  )
}

function refuseUnused([first, ...others]: readonly UnusedColumn[]): void {
  if (first === undefined) return
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  throw new InputRefusedError('COLUMN_UNKNOWN', `The column "${first.column}" is none that is loaded${more}.`, {
    remedy: first.suggestion ?? 'Remove it, map it, or set mapping.others to ignore.',
  })
}

function unusedNotice({ column, suggestion, isKeptByCoupa = false }: UnusedColumn): string {
  const reason = isKeptByCoupa
    ? 'Coupa sets this field by itself'
    : 'no rule names it, and it is not the name of a field'
  return `The column "${column}" is not loaded: ${reason}.${suggestion === undefined ? '' : ` ${suggestion}`}`
}
