import type { Connection } from '@coupa-connector/connector'
import { findFlatFileObject, type InputRecord, type LoadSource } from '@coupa-connector/endpoints'
import type { LoadDefinition, LoadMapper } from '@coupa-connector/process'
import { onlyChanged } from './load/coupa/compare-fields.ts'
import { pathOf } from './load/coupa/find-parents.ts'
import { createCustomFields } from './load/coupa/read-custom-fields.ts'
import { buildFile } from './load/flat-files/build-file.ts'
import { describedPath, type LoadRunOptions, type PlanContext } from './load/load-context.ts'
import type { ChangedField, OutcomeDetail, PendingRow } from './load/state/load-state.ts'
import { type PlannedRow, planRows } from './load/steps/plan-rows.ts'
import { checkColumns, checkCustomFields } from './load/steps/read-rows.ts'
import type { CreatePlan, UpdatePlan } from './load/strategies/row-plan.ts'

/** What a load would do with one record of an input. */
export interface LoadPreview {
  readonly input: string
  readonly row: number
  readonly key: string
  readonly plan: 'create' | 'update' | 'unchanged' | 'refuse'
  readonly id?: string | undefined
  readonly changed?: Readonly<Record<string, ChangedField>> | undefined
  /** The request that would be sent. */
  readonly request?: { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body: unknown } | undefined
  /** What would be written into Coupa's inbox, with the header rows, for a load that writes flat files. */
  readonly flatFile?: string | undefined
  /** Why it would be refused. */
  readonly refusal?: OutcomeDetail | undefined
}

export interface LoadPreviewOptions {
  readonly definition: LoadDefinition
  readonly connection: Connection
  readonly source: LoadSource
  readonly createMapper: LoadRunOptions['createMapper']
  /** At most so many records. */
  readonly records: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Says what a load would do, without doing it: nothing is sent but look-ups, and the inputs stay where they are. Throws
 * `InputRefusedError` for an input that would be refused as a whole; only its first records are read.
 */
export async function* previewLoad(options: LoadPreviewOptions): AsyncGenerator<LoadPreview> {
  const { definition, connection, source, createMapper, signal } = options
  const resource = connection.resource<string>(describedPath(definition))
  // What is known of the records is left aside: a preview shows what Coupa has now.
  const memory = { parents: new Map(), charts: new Map(), state: { known: async () => new Map() } }
  const context = { definition, connection, resource, signal, ...memory }
  const customFields = createCustomFields(context)
  let left = options.records
  for await (const input of source.inputs()) {
    if (left === 0) return
    const mapper = createMapper({ doesNullClear: input.doesNullClear, customFields })
    await checkCustomFields(mapper)
    const { columns, records } = await input.read()
    if (columns !== undefined) checkColumns(columns, mapper)
    const rows: PendingRow[] = []
    for await (const record of records) {
      if (rows.length === left) break
      rows.push(await toPending(record, mapper))
    }
    left -= rows.length
    for (const planned of await planRows(rows, mapper, context)) yield previewOf(input.name, planned, context)
  }
}

async function toPending({ row, fields }: InputRecord, mapper: LoadMapper): Promise<PendingRow> {
  const mapped = await mapper.map(fields)
  const hash = 'faults' in mapped ? '' : mapped.hash
  const { key, label } = mapped
  return { row, key, label: label || `row ${row}`, hash, fields, refusal: undefined, intent: undefined }
}

function previewOf(
  input: string,
  { row, plan }: PlannedRow,
  { definition, parents }: Pick<PlanContext, 'definition' | 'parents'>,
): LoadPreview {
  const { destination } = definition
  const about = { input, row: row.row, key: row.label }
  if (destination.flatFiles !== undefined && (plan.kind === 'create' || plan.kind === 'update')) {
    return { ...about, ...inFlatFile(row.row, plan, destination) }
  }
  const path = 'record' in plan ? pathOf(plan.record, definition, parents) : destination.resource
  switch (plan.kind) {
    case 'create':
      return { ...about, plan: 'create', request: { method: 'POST', path, body: plan.record.record } }
    case 'update': {
      const { id, changed, record } = plan
      const { action } = record
      if (action !== undefined) {
        const request = { method: 'PUT', path: `${path}/${id}/${action.name}`, body: action.parameters } as const
        return { ...about, plan: 'update', id, changed, request }
      }
      const body = onlyChanged(record.record, Object.keys(changed))
      return { ...about, plan: 'update', id, changed, request: { method: 'PUT', path: `${path}/${id}`, body } }
    }
    case 'unchanged':
    case 'arrived':
      return { ...about, plan: 'unchanged', id: plan.id }
    case 'settled':
      return { ...about, plan: 'refuse', refusal: plan.detail }
  }
}

/** The rows that a record would be, below their header rows. */
function inFlatFile(
  row: number,
  plan: CreatePlan | UpdatePlan,
  destination: LoadDefinition['destination'],
): Pick<LoadPreview, 'plan' | 'id' | 'changed' | 'flatFile' | 'refusal'> {
  const name = destination.flatFiles?.object ?? ''
  const object = findFlatFileObject(name)
  if (object === undefined) {
    const message = `Coupa has no flat files of the object "${name}".`
    return { plan: 'refuse', refusal: { class: 'invalid', code: 'SETTING_INVALID', message } }
  }
  const { kind, record } = plan
  const { bytes, refused } = buildFile([{ row, record, kind }], { object, destination })
  const refusal = refused[0]?.detail
  if (refusal !== undefined) return { plan: 'refuse', refusal }
  const known = plan.kind === 'create' ? {} : { ...(plan.id === '' ? {} : { id: plan.id }), changed: plan.changed }
  return { plan: kind, ...known, flatFile: bytes.toString() }
}
