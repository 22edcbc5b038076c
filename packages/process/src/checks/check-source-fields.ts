import { nearestNames, type ResourceDescription } from '@coupa-connector/catalog'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { Definition, SourceField } from '../definition/definition-schema.ts'
import { followPath } from '../paths/catalog-path.ts'

/** Fields to read and conditions that name what Coupa does not have. */
export function checkSourceFields(
  { source }: Definition,
  { name, fields }: ResourceDescription,
): readonly DefinitionProblem[] {
  const problems: DefinitionProblem[] = []
  if (source.fields !== 'from-mapping') {
    for (const path of source.fields.flatMap((field) => pathsOf(field))) {
      const end = followPath(path, fields)
      if ('problem' in end) problems.push({ path: 'source.fields', message: end.problem, suggestion: end.suggestion })
    }
  }
  const names = new Set(fields.map((field) => field.name))
  for (const condition of Object.keys(source.where)) {
    const [first = ''] = condition.replaceAll('_', '-').split('.')
    // An association may be named by its id, and what begins with $ joins conditions.
    if (first === 'custom-fields' || first.startsWith('$') || names.has(first)) continue
    if (first.endsWith('-id') && names.has(first.slice(0, -3))) continue
    const near = nearestNames(first, [...names])
    const suggestion = near.length === 0 ? undefined : `Did you mean ${near.join(', ')}?`
    problems.push({ path: `source.where.${condition}`, message: `is a field that ${name} does not have`, suggestion })
  }
  return problems
}

function pathsOf(field: SourceField): readonly (readonly string[])[] {
  if (typeof field === 'string') return [field.split('.')]
  return Object.entries(field).flatMap(([name, below]) => {
    const inside = Array.isArray(below) ? below.flatMap(pathsOf) : []
    return inside.length === 0 ? [[name]] : inside.map((path) => [name, ...path])
  })
}
