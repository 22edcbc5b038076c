import type { OrganizationSchema, ResourceSchema } from '../organization-schema.ts'
import { compareFields } from './compare-fields.ts'
import { compareLookup } from './compare-lookups.ts'
import type { NotCompared, SchemaChange, SchemaComparison } from './schema-change.ts'

/** What is different from one schema to another: fields that came, went or changed their type, and values of lookups. */
export function compareSchemas(before: OrganizationSchema, now: OrganizationSchema): SchemaComparison {
  const changes: SchemaChange[] = []
  const notCompared: NotCompared[] = []
  const resourcesNow = new Map(now.resources.map((resource) => [resource.resource, resource]))
  for (const earlier of before.resources) {
    const later = resourcesNow.get(earlier.resource)
    resourcesNow.delete(earlier.resource)
    const obstacle = obstacleTo(earlier, later, { before, now })
    if (obstacle !== undefined) notCompared.push(obstacle)
    else if (later !== undefined) changes.push(...compareFields(earlier, later))
  }
  for (const name of resourcesNow.keys()) notCompared.push(notRead(name, before))
  const lookupsNow = new Map(now.lookups.map((lookup) => [lookup.name, lookup]))
  for (const earlier of before.lookups) {
    const later = lookupsNow.get(earlier.name)
    if (later === undefined) continue
    if (earlier.isComplete && later.isComplete) changes.push(...compareLookup(earlier, later))
    else {
      const message = `The lookup ${JSON.stringify(earlier.name)} has more values than were read.`
      notCompared.push({ kind: 'too-long', message })
    }
  }
  return { from: summary(before), to: summary(now), changes, notCompared }
}

function obstacleTo(
  earlier: ResourceSchema,
  later: ResourceSchema | undefined,
  { before, now }: { readonly before: OrganizationSchema; readonly now: OrganizationSchema },
): NotCompared | undefined {
  if (later === undefined) return notRead(earlier.resource, now)
  const sides = [
    { side: earlier, organization: before.organization },
    { side: later, organization: now.organization },
  ]
  for (const { side, organization } of sides) {
    const { resource, problem } = side
    if (problem !== undefined) {
      return { kind: 'refused', message: `${resource} could not be read of ${organization}: ${problem}` }
    }
  }
  const empty = sides.filter(({ side }) => side.records === 0)
  // Where neither has records there is nothing that could be different.
  if (empty.length !== 1) return undefined
  return { kind: 'no-records', message: `${empty[0]?.organization} has no record of ${earlier.resource} to look at.` }
}

function notRead(resource: string, { organization }: OrganizationSchema): NotCompared {
  return { kind: 'not-read', message: `${resource} was not read of ${organization}.` }
}

function summary({ organization, readAt }: OrganizationSchema): SchemaComparison['from'] {
  return { organization, readAt }
}
