import type { ResourceDescription } from '@coupa-connector/catalog'
import type { DefinitionProblem } from '../definition/definition-error.ts'
import { loadRuleOf } from './load-mapper.ts'
import type { LoadDefinition } from './load-schema.ts'
import { isKeptByCoupa, targetField } from './target-path.ts'
import { toTargetValue } from './target-value.ts'

/** What no record could get right: fields that Coupa sets, fields that two columns set, constants that do not fit. */
export function checkTargets(load: LoadDefinition, resource: ResourceDescription): readonly DefinitionProblem[] {
  return [...ownFields(load), ...setTwice(load), ...unfitConstants(load, resource)]
}

function ownFields({ mapping, destination }: LoadDefinition): readonly DefinitionProblem[] {
  return Object.keys(mapping.columns)
    .filter((path) => isKeptByCoupa(path) && !destination.key.includes(path))
    .map((path) => ({
      path: `mapping.columns.${path}`,
      message: 'names a field that Coupa sets by itself',
      suggestion: 'Remove the column, or name it in destination.key, if it identifies the records.',
    }))
}

/** `payment-term` and `payment-term.code`: one would overwrite the other. */
function setTwice({ mapping }: LoadDefinition): readonly DefinitionProblem[] {
  const paths = Object.keys(mapping.columns)
  return paths.flatMap((path) => {
    const whole = path.replace(/\[\]$/, '')
    const below = paths.find((other) => other.replaceAll('[]', '').startsWith(`${whole}.`))
    if (below === undefined) return []
    const message = `sets the record as a whole, and mapping.columns.${below} sets a field of it`
    return [{ path: `mapping.columns.${path}`, message, suggestion: 'Keep one of both.' }]
  })
}

/** A constant that Coupa cannot take would fail with every record. */
function unfitConstants({ mapping }: LoadDefinition, resource: ResourceDescription): readonly DefinitionProblem[] {
  return Object.entries(mapping.columns).flatMap(([path, column]) => {
    const { value, apply, table } = loadRuleOf(column)
    const isPlain = value !== undefined && value !== null && value !== '' && apply === undefined && table === undefined
    if (!isPlain || path.includes('[]')) return []
    const converted = toTargetValue(value, targetField(path, resource))
    return 'fault' in converted ? [{ path: `mapping.columns.${path}.value`, message: converted.fault.message }] : []
  })
}
