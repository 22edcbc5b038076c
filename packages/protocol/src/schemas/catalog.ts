import { z } from 'zod'

const names = z.array(z.string()).readonly()

/** A field of a resource or of a type. The hub tells more of it than what is named here. */
export const catalogField = z.looseObject({
  name: z.string(),
  /** How a value travels: decimals, dates and times are texts. */
  type: z.enum(['string', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'object', 'array', 'unknown']),
  /** Names of the types of an association. */
  references: names.optional(),
  isReadable: z.boolean(),
  allowedValues: z
    .array(z.union([z.string(), z.number()]))
    .readonly()
    .optional(),
})

/** A type of records that fields refer to. */
export const catalogType = z.looseObject({ name: z.string(), fields: z.array(catalogField).readonly() })

/** A resource of Coupa's API. */
export const catalogResource = z.looseObject({
  name: z.string(),
  title: z.string(),
  type: z.string(),
  xmlItem: z.string(),
  xmlArray: z.string(),
  fields: z.array(catalogField).readonly(),
  /** Sets of fields that tell one record from all others. */
  naturalKeys: z.array(names).readonly(),
  /** Dotted paths of a few fields that tell records apart, for a query to begin with. */
  tellingFields: names,
  operations: z.array(z.looseObject({ name: z.string(), scopes: names })).readonly(),
})

export type CatalogField = z.infer<typeof catalogField>
export type CatalogFieldType = CatalogField['type']
export type CatalogType = z.infer<typeof catalogType>
export type CatalogResource = z.infer<typeof catalogResource>
