import type { Connection } from '@coupa-connector/connector'
import type { Destination } from '@coupa-connector/endpoints'
import { type Definition, hasContent } from '@coupa-connector/process'
import { type ExportedFlag, exportedFlagOf } from './coupa/exported-flag.ts'
import type { RecordMapper } from './run/run-options.ts'
import type { ProcessState } from './state/process-state.ts'
import type { LedgerEntry } from './state/run-record.ts'

/** One thing that is not as the state says. */
export interface Difference {
  /** `batch`: at the destination. `record`: in Coupa. */
  readonly about: 'batch' | 'record'
  readonly id: string
  readonly code: 'BATCH_MISSING' | 'BATCH_CHANGED' | 'RECORD_CHANGED' | 'RECORD_GONE' | 'FLAG_NOT_SET'
  readonly message: string
}

export interface VerifyOptions {
  readonly definition: Definition
  readonly connection: Connection
  readonly destination: Destination
  readonly mapper: RecordMapper
  readonly state: Pick<ProcessState, 'allBatches' | 'ledger'>
  /** Only what this run delivered. Default: everything. */
  readonly run?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** How much was compared. */
export interface Verification {
  readonly batches: number
  readonly records: number
  readonly differences: readonly Difference[]
}

/** Records a request: the most that Coupa serves at once (F-220). */
const pageSize = 50
/** More differences than anybody reads are counted and not listed. */
const mostListed = 1000

/**
 * Reads both ends again and compares them with what the state says: whether every batch is still at the destination, and
 * whether every delivered record has the content in Coupa that was delivered, and its flag. Changes nothing.
 */
export async function verifyDeliveries(options: VerifyOptions): Promise<Verification> {
  const { definition, connection, state, destination, run } = options
  const resource = connection.resource<string>(definition.source.resource)
  const flag = definition.acknowledge.mode === 'none' ? undefined : exportedFlagOf(resource.description)
  const differences: Difference[] = []
  const add = (found: readonly Difference[]): void => {
    differences.push(...found.slice(0, mostListed - differences.length))
  }
  let batches = 0
  for await (const { id, objects } of state.allBatches()) {
    if (run !== undefined && runOfBatch(id) !== run) continue
    batches++
    const found = destination.canLookUp ? await destination.lookUp(id) : objects
    if (found === undefined) add([difference('batch', id, 'BATCH_MISSING', 'the destination does not have the batch')])
    else if (JSON.stringify(sumsOf(found)) !== JSON.stringify(sumsOf(objects))) {
      add([difference('batch', id, 'BATCH_CHANGED', 'the destination has other content than what was committed')])
    }
  }
  let records = 0
  let after: string | undefined
  for (;;) {
    const entries = await state.ledger({ after, limit: pageSize })
    if (entries.length === 0) break
    after = entries.at(-1)?.id
    const present = entries.filter((entry) => entry.state !== 'deleted' && (run === undefined || entry.run === run))
    records += present.length
    if (present.length > 0) add(await compareRecords(present, flag, options))
  }
  return { batches, records, differences }
}

/** A batch is named after its run and its number there. */
function runOfBatch(batch: string): string {
  return batch.slice(0, batch.lastIndexOf('-'))
}

function sumsOf(objects: readonly { readonly object: string; readonly sha256: string }[]): readonly string[] {
  return objects.map(({ object, sha256 }) => `${object} ${sha256}`)
}

async function compareRecords(
  entries: readonly LedgerEntry[],
  flag: ExportedFlag | undefined,
  { definition, connection, mapper, signal }: VerifyOptions,
): Promise<readonly Difference[]> {
  const resource = connection.resource<string>(definition.source.resource)
  const ids = entries.map(({ id }) => Number(id))
  const query = { where: { id: { in: ids } }, fields: mapper.fields, limit: ids.length, signal }
  const found = new Map((await resource.query(query).toArray()).map((record) => [String(record.id), record]))
  return entries.flatMap(({ id, hash, state }): readonly Difference[] => {
    const record = found.get(id)
    if (record === undefined) return [difference('record', id, 'RECORD_GONE', 'Coupa does not have it any more')]
    if (!hasContent(record, hash)) {
      return [difference('record', id, 'RECORD_CHANGED', 'it changed after it was delivered')]
    }
    const isMarked = flag === undefined || state !== 'acknowledged' || flag.isSet(record)
    return isMarked ? [] : [difference('record', id, 'FLAG_NOT_SET', 'it is not marked as exported any more')]
  })
}

function difference(about: Difference['about'], id: string, code: Difference['code'], message: string): Difference {
  return { about, id, code, message }
}
