import { type FieldDescription, nearestNames, type ResourceDescription } from '@coupa-connector/catalog'
import type { JsonRecord } from '../organization/organization.ts'
import { ToolProblem } from '../tool/tool-problem.ts'

const mostProblems = 20

/**
 * Checks a record that is to be written against what the catalog knows of the resource. Throws a `ToolProblem` that names every
 * field that does not exist, cannot be written, or has a value that it does not take.
 */
export function checkRecord(record: JsonRecord, description: ResourceDescription, argument: string): void {
  const problems: string[] = []
  for (const [name, value] of Object.entries(record)) {
    const problem = problemOf(name, value, description.fields)
    if (problem !== undefined) problems.push(problem)
    // Each takes a look through all names, and no agent reads more.
    if (problems.length === mostProblems) break
  }
  if (Object.keys(record).length === 0) problems.push('it is empty')
  if (problems.length === 0) return
  throw new ToolProblem(
    'RECORD_INVALID',
    `${argument} cannot be written to ${description.name}: ${problems.join('; ')}.`,
    'Look at the fields with describe_resource. Custom fields go into custom-fields: { NAME: … }.',
  )
}

function problemOf(name: string, value: unknown, fields: readonly FieldDescription[]): string | undefined {
  const wire = name.replaceAll('_', '-')
  if (wire === 'custom-fields') return undefined
  const field = fields.find((one) => one.name === wire)
  if (field === undefined) {
    const nearest = nearestNames(
      wire,
      fields.filter(({ isWritable }) => isWritable).map((one) => one.name),
    )
    return `there is no field ${JSON.stringify(name)}${nearest.length > 0 ? `, did you mean ${nearest.join(' or ')}?` : ''}`
  }
  if (!field.isWritable) return `${name} is read-only`
  const { allowedValues, maxLength } = field
  if (allowedValues && typeof value === 'string' && !allowedValues.includes(value)) {
    return `${name} is ${JSON.stringify(value.slice(0, 60))}, and takes one of ${allowedValues.slice(0, 20).join(', ')}`
  }
  if (maxLength !== undefined && typeof value === 'string' && value.length > maxLength) {
    return `${name} has ${value.length} characters, and takes ${maxLength}`
  }
  return undefined
}
