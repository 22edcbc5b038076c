import type { OrganizationSchema } from '@coupa-connector/catalog/schema'

/**
 * What is known of an organization after it was read again. A resource or lookup that was not read this time, or could not be,
 * stays as it was, so that what changes meanwhile is noticed when it is read the next time.
 */
export function combineSchemas(before: OrganizationSchema, now: OrganizationSchema): OrganizationSchema {
  const known = new Map(before.resources.map((resource) => [resource.resource, resource]))
  const resources = now.resources.map((read) => {
    const earlier = known.get(read.resource)
    known.delete(read.resource)
    const isWorse = read.problem !== undefined || read.records === 0
    return isWorse && earlier !== undefined && earlier.problem === undefined ? earlier : read
  })
  const lookups = new Map(before.lookups.map((lookup) => [lookup.name, lookup]))
  for (const lookup of now.lookups) if (lookup.isComplete || !lookups.has(lookup.name)) lookups.set(lookup.name, lookup)
  const refused = now.resources.flatMap(({ resource, problem }) =>
    problem === undefined ? [] : [`${resource}: ${problem}`],
  )
  return {
    ...now,
    resources: [...resources, ...known.values()].toSorted((left, right) => (left.resource < right.resource ? -1 : 1)),
    lookups: [...lookups.values()],
    notices: [...refused, ...now.notices],
  }
}
