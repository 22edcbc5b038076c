import { z } from 'zod'
import { id, moment } from './common.ts'

// What an organization was seen to have, as the package catalog describes it: fields with their types, and values of lookups.

const text = z.string().max(500)
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const schemaField = z.object({
  /** Names with dots between: `custom-fields.erp-number`. */
  path: text,
  origin: z.enum(['standard', 'custom', 'unlisted']),
  type: z.enum(['string', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'object', 'array', 'unknown']),
  /** What the values are of: `LookupValue`, `User`. */
  references: text.optional(),
  /** Lookups that the values are from. */
  lookups: z.array(text).max(1000).optional(),
  sources: z.array(z.enum(['catalog', 'introspection', 'samples'])).max(3),
  confidence: z.enum(['high', 'medium', 'low']),
  /** How many records could have shown the field, showed it, and held a value. */
  seen: z.object({ of: count, shown: count, filled: count }),
})
export type SchemaField = z.output<typeof schemaField>

export const organizationSchema = z.object({
  version: z.literal(1),
  organization: text,
  readAt: moment,
  introspection: z.object({ isUsed: z.boolean(), reason: z.string().max(4000).optional() }),
  resources: z
    .array(
      z.object({
        resource: text,
        type: text,
        records: count,
        fields: z.array(schemaField).max(10_000),
        /** Why it could not be read. */
        problem: z.string().max(4000).optional(),
      }),
    )
    .max(200),
  lookups: z
    .array(
      z.object({
        name: text,
        values: z
          .array(z.object({ name: text, externalReference: text.optional(), isActive: z.boolean() }))
          .max(100_000),
        isComplete: z.boolean(),
      }),
    )
    .max(10_000),
  notices: z.array(z.string().max(4000)).max(1000),
})
export type OrganizationSchemaView = z.output<typeof organizationSchema>

/** What the hub keeps of the fields of an organization. Resources that were read at different times stand side by side. */
export const schemaSnapshot = z.object({
  readAt: moment,
  /** The job that read it last; gone once the job is forgotten. */
  job: id,
  schema: organizationSchema,
})
export type SchemaSnapshot = z.output<typeof schemaSnapshot>

/** One thing that is different. Before and now are words for people, such as `decimal` or `LookupValue of Region`. */
export const schemaChange = z.object({
  kind: z.enum([
    'field-came',
    'field-went',
    'type-changed',
    'lookup-changed',
    'lookup-value-came',
    'lookup-value-went',
    'lookup-value-changed',
  ]),
  /** Of a field. */
  resource: z.string().nullable(),
  path: z.string().nullable(),
  /** Of a value of a lookup. */
  lookup: z.string().nullable(),
  value: z.string().nullable(),
  before: z.string().nullable(),
  now: z.string().nullable(),
})
export type SchemaChangeView = z.output<typeof schemaChange>

/** What had changed when a schema was read anew. */
export const schemaDrift = z.object({
  id,
  /** When it was read before, and when the changes were found. */
  fromAt: moment,
  at: moment,
  /** All changes. */
  count,
  /** The first 200 of them. */
  changes: z.array(schemaChange),
})
export type SchemaDrift = z.output<typeof schemaDrift>

/** What to read of an organization. */
export const schemaReadContent = z.object({
  /** Left out, those that companies add fields to. */
  resources: z.array(z.string().min(1).max(300)).min(1).max(50).optional(),
  /** Records of each resource that are looked at. */
  samples: z.number().int().min(1).max(200).default(50),
})
