import type { SchemaChange } from '@coupa-connector/catalog/schema'

/** Fields that are named; more of them are counted. */
const mostNamed = 10

/** What has changed, in sentences. Fields are named; values of lookups are what people entered, and are counted. */
export function schemaDriftText(changes: readonly SchemaChange[]): string {
  const fields = (kind: SchemaChange['kind']): readonly string[] =>
    changes.flatMap((change) => (change.kind === kind && 'path' in change ? [`${change.resource} ${change.path}`] : []))
  const lookups = new Map<string, number>()
  for (const change of changes) {
    if ('lookup' in change) lookups.set(change.lookup, (lookups.get(change.lookup) ?? 0) + 1)
  }
  const values = [...lookups].map(([name, count]) => `${name} (${count})`)
  return [
    ...sentence('Came', fields('field-came')),
    ...sentence('Went', fields('field-went')),
    ...sentence('Of another type', fields('type-changed')),
    ...sentence('With values of another lookup', fields('lookup-changed')),
    ...sentence('Lookups with other values', values),
  ].join(' ')
}

function sentence(what: string, names: readonly string[]): readonly string[] {
  if (names.length === 0) return []
  const rest = names.length - mostNamed
  return [`${what}: ${names.slice(0, mostNamed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`]
}
