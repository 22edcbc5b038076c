import type { Definition, JsonValue } from '../json.ts'
import { objectOf } from '../json.ts'

/** The fields that a definition names for records that go as they are; undefined where it leaves that to its mapping. */
export function sourceFieldsOf(definition: Definition): readonly string[] | undefined {
  const { fields } = objectOf(definition.source)
  return Array.isArray(fields) ? flatten(fields, '') : undefined
}

/** A definition that reads these fields, given by their paths. */
export function withSourceFields(definition: Definition, paths: readonly string[]): Definition {
  return { ...definition, source: { ...objectOf(definition.source), fields: nest(paths) } }
}

function flatten(fields: readonly JsonValue[], above: string): string[] {
  return fields.flatMap((field) => {
    if (typeof field === 'string') return [`${above}${field}`]
    return Object.entries(objectOf(field)).flatMap(([name, inner]) =>
      Array.isArray(inner) ? flatten(inner, `${above}${name}.`) : [`${above}${name}`],
    )
  })
}

/** Custom fields are asked for as a whole with an empty object, as Coupa wants it. */
function nest(paths: readonly string[]): JsonValue[] {
  const whole = paths.filter((path) => !path.includes('.'))
  const nested = Map.groupBy(
    paths.filter((path) => path.includes('.')),
    (path) => path.slice(0, path.indexOf('.')),
  )
  return [
    ...whole.map((name): JsonValue => (name === 'custom-fields' ? { [name]: {} } : name)),
    ...[...nested]
      .filter(([name]) => !whole.includes(name))
      .map(([name, inner]): JsonValue => ({ [name]: nest(inner.map((path) => path.slice(name.length + 1))) })),
  ]
}
