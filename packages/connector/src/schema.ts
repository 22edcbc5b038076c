// The live schema of an organization: what fields it has, custom ones included. Apart from the rest, because few programs need it.
export {
  type Confidence,
  compareSchemas,
  customFieldsName,
  type FieldOrigin,
  type FieldSchema,
  type FieldSource,
  fieldTypeText,
  type JsonSchema,
  type LookupSchema,
  type OrganizationSchema,
  parseOrganizationSchema,
  type ResourceSchema,
  type SchemaChange,
  type SchemaComparison,
  SchemaFormError,
  schemaToJsonSchema,
  schemaToTypeScript,
  usualResources,
} from '@coupa-connector/catalog/schema'
export { readOwnFields } from './schema/read-own-fields.ts'
export { type ReadSchemaOptions, readSchema } from './schema/read-schema.ts'
export type { SchemaSource } from './schema/schema-source.ts'
