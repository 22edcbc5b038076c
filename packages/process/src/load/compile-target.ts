import { compileFinish, type MappingTools } from '../mapping/compile-column.ts'
import { compileRowExpression } from '../mapping/row-expression.ts'
import { parseRowPath, valueAtPath } from '../mapping/row-path.ts'
import { type CustomFields, customFieldAt, toCustomValue } from './custom-fields.ts'
import { columnKey, type FlatRow } from './flat-row.ts'
import type { LoadColumnRule } from './load-schema.ts'
import type { RecordFault } from './record-fault.ts'
import { type TargetResource, targetField } from './target-path.ts'
import { toTargetValue } from './target-value.ts'

/** A record of an input, and the same by its columns. */
export interface InputRow {
  readonly record: Readonly<Record<string, unknown>>
  readonly columns: FlatRow
}

/** Finds the value of a field: by the name of a column first, and by a path into the record where no column has this name. */
export function compileTarget(rule: LoadColumnRule, field: string, tools: MappingTools): (row: InputRow) => unknown {
  const finish = compileFinish(rule, field, tools)
  if (rule.expr !== undefined) {
    const evaluate = compileRowExpression(rule.expr, field)
    return async ({ record }) => finish(await evaluate([record]))
  }
  if (rule.path === undefined) {
    const constant = rule.value ?? null
    return () => finish(constant)
  }
  const column = columnKey(rule.path)
  const path = parseRowPath(rule.path)
  return ({ record, columns }) => {
    const found = columns.has(column) ? columns.get(column) : valueAtPath(path, [record])
    const value = finish(found)
    // What the input does not have is left alone, and not emptied.
    return found === undefined && value === null ? undefined : value
  }
}

/** Brings the value of a field into the form in which Coupa takes it. `known` are the custom fields that the organization has. */
export function convertValue(
  path: string,
  given: unknown,
  { resource, known }: { readonly resource: TargetResource; readonly known: CustomFields | undefined },
): { readonly value: unknown } | { readonly fault: RecordFault } {
  const isChecked = known !== undefined && customFieldAt(path) !== undefined
  const taken = isChecked ? toCustomValue(path, given, known) : { value: given }
  if ('fault' in taken) return taken
  const { value } = taken
  const field = targetField(path, resource)
  const isListPath = path.includes('[]')
  const items: readonly unknown[] | undefined = isListPath ? listOf(value) : undefined
  const converted = items?.map((item) => toTargetValue(item, field)) ?? [toTargetValue(value, field)]
  const values: unknown[] = []
  for (const one of converted) {
    if ('fault' in one) {
      const { code, message } = one.fault
      return { fault: { field: path, code, message: `${path} ${message}.` } }
    }
    values.push(one.value)
  }
  return { value: isListPath ? values : values[0] }
}

/** A cell holds several values with semicolons between them. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return String(value)
    .split(';')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}
