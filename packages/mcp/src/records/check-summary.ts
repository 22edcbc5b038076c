import { type FieldDescription, findType, type ResourceDescription } from '@coupa-connector/catalog'
import { ToolProblem } from '../tool/tool-problem.ts'

const numbers: readonly FieldDescription['type'][] = ['integer', 'decimal', 'unknown']
const withFields: readonly FieldDescription['type'][] = ['object', 'array']

/**
 * Refuses to add up what is no number, and to count by a whole record: the one would be a sum of 0, and the other an answer
 * without bounds. Throws a `ToolProblem`. What the catalog does not know, such as a custom field, may be either.
 */
export function checkSummary(
  description: ResourceDescription,
  { sum, groupBy }: { readonly sum: readonly string[]; readonly groupBy: readonly string[] },
): void {
  for (const path of sum) {
    const field = fieldAt(description.fields, path)
    if (field === undefined || numbers.includes(field.type)) continue
    const remedy = 'To count records by its values, name it in groupBy. describe_resource tells types.'
    throw new ToolProblem('NO_NUMBER', `sum: ${path} is a ${field.type} and no number.`, remedy)
  }
  for (const path of groupBy) {
    const field = fieldAt(description.fields, path)
    if (field === undefined || !withFields.includes(field.type)) continue
    throw new ToolProblem(
      'NO_SINGLE_VALUE',
      `groupBy: ${path} holds records, and no single value.`,
      `Name a field of it, such as ${path}.${nameOfOne(field)}. describe_resource with path "${path}" lists them.`,
    )
  }
}

function fieldAt(fields: readonly FieldDescription[], path: string): FieldDescription | undefined {
  const [name = '', ...rest] = path.split('.')
  const field = fields.find((one) => one.name === name.replaceAll('_', '-'))
  if (field === undefined || rest.length === 0) return field
  return fieldAt(fieldsOf(field), rest.join('.'))
}

function fieldsOf({ references = [] }: FieldDescription): readonly FieldDescription[] {
  return references.flatMap((type) => findType(type)?.fields ?? [])
}

function nameOfOne(field: FieldDescription): string {
  const names = fieldsOf(field).map(({ name }) => name)
  return ['name', 'code', 'number', 'line-num'].find((name) => names.includes(name)) ?? 'id'
}
