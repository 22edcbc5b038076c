import type { LookupSchema, LookupValueSchema } from '../organization-schema.ts'
import type { LookupValueChange } from './schema-change.ts'

/** What is different in the values of a lookup that both have. Values are the same by their reference, or else by their name. */
export function compareLookup(before: LookupSchema, now: LookupSchema): readonly LookupValueChange[] {
  const valuesBefore = keyed(before)
  const valuesNow = keyed(now)
  const lookup = now.name
  return [...new Set([...valuesBefore.keys(), ...valuesNow.keys()])].flatMap((value): readonly LookupValueChange[] => {
    const earlier = valuesBefore.get(value)
    const later = valuesNow.get(value)
    if (later === undefined) return earlier ? [{ kind: 'lookup-value-went', lookup, value, before: earlier }] : []
    if (earlier === undefined) return [{ kind: 'lookup-value-came', lookup, value, now: later }]
    const isSame = earlier.name === later.name && earlier.isActive === later.isActive
    return isSame ? [] : [{ kind: 'lookup-value-changed', lookup, value, before: earlier, now: later }]
  })
}

function keyed({ values }: LookupSchema): ReadonlyMap<string, LookupValueSchema> {
  return new Map(values.map((value) => [value.externalReference ?? value.name, value]))
}
