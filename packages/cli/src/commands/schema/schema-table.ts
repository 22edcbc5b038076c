import {
  type FieldSchema,
  fieldTypeText,
  type OrganizationSchema,
  type ResourceSchema,
} from '@coupa-connector/connector/schema'
import type { Context } from '../../command/context.ts'
import { printable } from '../../terminal/printable.ts'
import { createStyle } from '../../terminal/style.ts'
import { formatTable } from '../../terminal/table.ts'

/** A schema for people: a table for each resource, and the lookups. */
export async function schemaTable(
  { organization, resources, lookups }: OrganizationSchema,
  { hasAllFields }: { readonly hasAllFields: boolean },
  context: Context,
): Promise<string> {
  const style = createStyle(context, 'stdout')
  const sections = [`${style('bold', printable(organization))}\n`]
  const plainOnes: string[] = []
  for (const resource of resources) {
    const fields = resource.fields.filter((field) => hasAllFields || isOwn(field))
    if (fields.length > 0) sections.push(await resourceTable(resource, fields, context))
    else if (resource.records > 0) plainOnes.push(resource.resource)
  }
  if (lookups.length > 0) {
    const rows = lookups.map(({ name, values, isComplete }) => [
      name,
      `${values.length}${isComplete ? '' : ' or more'}`,
      `${values.filter(({ isActive }) => isActive).length}`,
    ])
    sections.push(await formatTable(['Lookup', 'Values', 'Active'], rows, context))
  }
  if (plainOnes.length > 0) sections.push(`No fields of its own: ${plainOnes.join(', ')}.\n`)
  return sections.join('\n')
}

/** What the organization added, and what Coupa has that the catalog does not know. */
function isOwn({ origin, sources }: FieldSchema): boolean {
  return origin !== 'standard' || !sources.includes('catalog')
}

async function resourceTable(
  { resource, records }: ResourceSchema,
  fields: readonly FieldSchema[],
  context: Context,
): Promise<string> {
  const rows = fields.map((field) => [
    field.path,
    fieldTypeText(field),
    field.seen.of === 0 ? '-' : `${field.seen.filled} of ${field.seen.of}`,
    field.confidence,
    originTexts[field.origin],
  ])
  const headings = [`${resource} (${records} records)`, 'Type', 'Has a value', 'Confidence', 'Origin']
  return await formatTable(headings, rows, context)
}

const originTexts = {
  standard: 'Coupa',
  custom: 'custom field',
  unlisted: 'custom, or new in Coupa',
} as const satisfies Record<FieldSchema['origin'], string>
