import { expressionReads } from '../expression/expression-reads.ts'
import { columnKey } from '../load/flat-row.ts'
import { createLoadMapper } from '../load/load-mapper.ts'
import type { LoadDefinition } from '../load/load-schema.ts'
import type { RecordFault } from '../load/record-fault.ts'
import { isSecretName } from '../paths/secret-names.ts'
import type { FailurePayload } from './create-payload-maker.ts'
import { fitValue } from './fit-value.ts'
import { hiddenValue, hideValues } from './hide-values.ts'

type InputFields = Readonly<Record<string, unknown>>

/** A record of an input that did not get into Coupa, as people may see it. */
export interface LoadPayload extends FailurePayload {
  /** What the mapping finds wrong with it, before Coupa is asked. */
  readonly faults: readonly RecordFault[]
}

const mostBytes = 65_536

/** What the load makes of a record of an input now. What would become a secret in Coupa is hidden. */
export async function loadPayload(
  definition: LoadDefinition,
  fields: InputFields,
  { doesNullClear }: { readonly doesNullClear: boolean },
): Promise<LoadPayload> {
  const made = await createLoadMapper(definition, { doesNullClear }).map(fields)
  const faults = 'faults' in made ? made.faults : []
  const source = fitValue(shownFields(definition, fields), mostBytes)
  const mapped = fitValue('faults' in made ? undefined : hideValues(made.record, []), mostBytes)
  return {
    ...(source.value === undefined ? {} : { source: source.value }),
    ...(mapped.value === undefined ? {} : { mapped: mapped.value }),
    ...(source.isCut || mapped.isCut ? { isCut: true } : {}),
    faults,
  }
}

/** A corrected record in which what was hidden from the person who corrected it is as it was. */
export function withHiddenFields(definition: LoadDefinition, edited: InputFields, before: InputFields): InputFields {
  const hidden = new Set(hiddenColumns(definition, before))
  return Object.fromEntries(
    Object.entries(edited).map(([name, value]) => {
      const isKept = value === hiddenValue && hidden.has(name)
      return [name, isKept ? before[name] : value]
    }),
  )
}

function shownFields(definition: LoadDefinition, fields: InputFields): unknown {
  return hideValues(
    fields,
    hiddenColumns(definition, fields).map((name) => [name]),
  )
}

/** Columns of an input that are named for secrets, or become fields that are. */
function hiddenColumns({ mapping }: LoadDefinition, fields: InputFields): readonly string[] {
  const keys = new Set(
    Object.entries(mapping.columns).flatMap(([target, column]): readonly string[] => {
      if (!isSecretName(target)) return []
      if (typeof column === 'string') return [columnKey(column)]
      if (column.path !== undefined) return [columnKey(column.path)]
      return column.expr === undefined
        ? []
        : expressionReads(column.expr, []).paths.map(([first = '']) => columnKey(first))
    }),
  )
  return Object.keys(fields).filter((name) => isSecretName(name) || keys.has(columnKey(name)))
}
