import { createLoadMapper } from '../load/load-mapper.ts'
import type { LoadDefinition } from '../load/load-schema.ts'
import type { RecordFault } from '../load/record-fault.ts'
import { sourceHashOf } from '../load/source-hash.ts'
import { withHiddenFields } from './load-payload.ts'

type InputFields = Readonly<Record<string, unknown>>

/** A record of an input that somebody corrects. */
export interface RecordToEdit {
  /** As the load has it now. */
  readonly fields: InputFields
  readonly doesNullClear: boolean
  /** Of the record as the input had it, if it was corrected before. */
  readonly sourceHash?: string | undefined
}

/** A corrected record in the place of one of an input. */
export interface EditedRecord {
  readonly fields: InputFields
  readonly key: string | undefined
  readonly hash: string
  readonly ownName: string | undefined
  readonly parentName: string | undefined
  /** Of the record as the input has it, whose place it takes. */
  readonly sourceHash: string
  /** Columns that were changed, added or removed. */
  readonly changed: readonly string[]
}

/** Corrects a record of an input; answers with its faults if the mapping still finds some. What was hidden stays as it is. */
export async function editRecord(
  definition: LoadDefinition,
  before: RecordToEdit,
  given: InputFields,
): Promise<EditedRecord | { readonly faults: readonly RecordFault[] }> {
  const fields = withHiddenFields(definition, given, before.fields)
  const made = await createLoadMapper(definition, { doesNullClear: before.doesNullClear }).map(fields)
  if ('faults' in made) return { faults: made.faults }
  const { key, hash, ownName, parentName } = made
  const sourceHash = before.sourceHash ?? sourceHashOf(before.fields)
  return { fields, key, hash, ownName, parentName, sourceHash, changed: changedColumns(before.fields, fields) }
}

function changedColumns(before: InputFields, after: InputFields): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}
