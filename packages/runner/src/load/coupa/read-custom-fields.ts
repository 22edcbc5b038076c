import type { CoupaRecord } from '@coupa-connector/connector'
import type { CustomFieldKind, CustomFields } from '@coupa-connector/process'
import type { PlanContext } from '../load-context.ts'

/** Records that are looked at for what custom fields hold. */
const mostRecords = 50

/**
 * Finds out which custom fields the organization has of the resource of a load, with two requests when it is first asked, three where
 * the resource has fewer than 50 records. Undefined where no record shows them, and below other records.
 */
export function createCustomFields(
  context: Pick<PlanContext, 'definition' | 'resource' | 'signal'>,
): () => Promise<CustomFields | undefined> {
  let found: Promise<CustomFields | undefined> | undefined
  return () => {
    found ??= readCustomFields(context)
    return found
  }
}

async function readCustomFields({
  definition,
  resource,
  signal,
}: Pick<PlanContext, 'definition' | 'resource' | 'signal'>): Promise<CustomFields | undefined> {
  if (definition.destination.parent !== undefined || definition.destination.resource === '') return undefined
  const reading = { reading: { concurrency: 1 }, priority: 'bulk', signal } as const
  const records = await resource
    .query({ fields: ['id', { 'custom-fields': {} }], limit: mostRecords, ...reading })
    .toArray()
  const shown = records.flatMap((record) => (isRecord(record['custom-fields']) ? [record['custom-fields']] : []))
  if (shown.length === 0) return undefined
  // A field of the older kind is at the top of the record instead (F-140).
  const whole: CoupaRecord[] = await resource.query({ limit: 1, ...reading }).toArray()
  const known = new Set(resource.description.fields.map(({ name }) => name))
  const kinds = new Map<string, CustomFieldKind | undefined>()
  for (const record of whole) {
    for (const name of Object.keys(record)) if (!known.has(name)) kinds.set(name, undefined)
  }
  for (const name of new Set(shown.flatMap((fields) => Object.keys(fields)))) {
    kinds.set(name, kindOf(shown.map((fields) => fields[name])))
  }
  return kinds
}

/** What a field holds, as far as all of its values say the same. One that is not set is null (F-145). */
function kindOf(values: readonly unknown[]): CustomFieldKind | undefined {
  const kinds = new Set(
    values
      .filter((value) => value !== null && value !== undefined)
      .map((value) => (isRecord(value) ? 'record' : typeof value === 'boolean' ? 'boolean' : 'plain')),
  )
  const [only, ...others] = kinds
  return others.length === 0 ? only : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
