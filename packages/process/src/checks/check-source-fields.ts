import { nearestNames, type ResourceDescription } from '@coupa-connector/catalog'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import type { Definition, SourceField } from '../definition/definition-schema.ts'
import { markingOf } from '../marking/marking-of.ts'
import { followPath } from '../paths/catalog-path.ts'

/** Fields to read and conditions that name what Coupa does not have. */
export function checkSourceFields({ source }: Definition, resource: ResourceDescription): readonly DefinitionProblem[] {
  const { name, fields } = resource
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
  return [...problems, ...modeConditions(source, resource)]
}

/** Conditions that the mode itself makes: one beside it would be left out without a word. */
function modeConditions(
  { mode, where }: Definition['source'],
  resource: ResourceDescription,
): readonly DefinitionProblem[] {
  const own = ownCondition(mode, resource)
  if (own === undefined) return []
  return Object.keys(where)
    .filter((condition) => condition.trim().replaceAll('_', '-') === own.field)
    .map((condition) => ({
      path: `source.where.${condition}`,
      message: `is a condition that the mode ${mode} makes itself`,
      suggestion: own.suggestion,
    }))
}

function ownCondition(
  mode: Definition['source']['mode'],
  resource: ResourceDescription,
): { readonly field: string; readonly suggestion: string } | undefined {
  switch (mode) {
    case 'work-list': {
      const field = markingOf(resource)?.flag
      return field && { field, suggestion: 'Leave it out, or use the mode incremental.' }
    }
    case 'incremental':
      return { field: 'updated-at', suggestion: 'Leave it out; source.from says where the first window begins.' }
    case 'back-fill':
      return { field: 'updated-at', suggestion: 'Leave it out; source.from and source.until are the range.' }
    case 'on-demand':
      return { field: 'id', suggestion: 'Leave it out; source.ids names the records.' }
    case 'full':
    case 'reconcile':
      return undefined
  }
}

function pathsOf(field: SourceField): readonly (readonly string[])[] {
  if (typeof field === 'string') return [field.split('.')]
  return Object.entries(field).flatMap(([name, below]) => {
    const inside = Array.isArray(below) ? below.flatMap(pathsOf) : []
    return inside.length === 0 ? [[name]] : inside.map((path) => [name, ...path])
  })
}
