import { nearestNames, type ResourceDescription } from '@coupa-connector/catalog'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { Definition } from '../definition/definition-schema.ts'

/** Never written: the mark has a request of its own, and Coupa sets the others. */
const neverWritten = new Set([
  'id',
  'exported',
  'last-exported-at',
  'created-at',
  'updated-at',
  'created-by',
  'updated-by',
])

/** Types of fields that hold one value. */
const plainTypes: ReadonlySet<string> = new Set([
  'string',
  'integer',
  'decimal',
  'boolean',
  'date',
  'datetime',
  'unknown',
])

/** A PUT changes their flag and nothing else (F-339). */
const flagOnly: ReadonlySet<string> = new Set(['receiving_transactions'])

/** What a positive answer writes back: only with answers, and only into fields that exist and can be written. */
export function checkWriteBack(
  { acknowledge: { mode, writeBack = {} } }: Definition,
  resource: ResourceDescription,
): readonly DefinitionProblem[] {
  const targets = Object.keys(writeBack)
  if (targets.length === 0) return []
  if (mode !== 'after-answer') {
    const message = `is set, and the mode ${mode} has no answers that could be written back`
    return [{ path: 'acknowledge.writeBack', message, suggestion: 'Use the mode after-answer.' }]
  }
  const isChangeable = resource.operations.some(({ name }) => name === 'update') && !flagOnly.has(resource.name)
  if (!isChangeable) {
    const message = `is set, and of ${resource.name} Coupa lets nothing be changed but the flag`
    return [{ path: 'acknowledge.writeBack', message }]
  }
  return targets.flatMap((target) => {
    const problem = targetProblem(target, resource)
    return problem === undefined ? [] : [{ path: `acknowledge.writeBack.${target}`, ...problem }]
  })
}

function targetProblem(
  target: string,
  { name, fields }: ResourceDescription,
): Pick<DefinitionProblem, 'message' | 'suggestion'> | undefined {
  const [first = '', ...below] = target.split('.')
  if (first === 'custom-fields') {
    // Which custom fields there are, the organization alone knows: its answer says what it did not take.
    if (below.length === 1 && /^[a-z0-9][a-z0-9-]*$/.test(below[0] ?? '')) return undefined
    return {
      message: 'does not name one custom field',
      suggestion: 'Write custom-fields and its name with hyphens: custom-fields.erp-number.',
    }
  }
  if (neverWritten.has(first)) return { message: 'is a field that only Coupa sets' }
  const field = fields.find((one) => one.name === first)
  if (field === undefined) {
    const near = nearestNames(
      first,
      fields.filter(({ isWritable }) => isWritable).map((one) => one.name),
    )
    const suggestion = near.length === 0 ? undefined : `Did you mean ${near.join(', ')}?`
    return { message: `is a field that ${name} does not have`, suggestion }
  }
  if (below.length > 0 || !plainTypes.has(field.type)) {
    const suggestion = 'Use a field that holds one value, or a custom field.'
    return { message: 'is not a field that holds one value', suggestion }
  }
  return field.isWritable ? undefined : { message: 'is a field that Coupa does not let anybody change' }
}
