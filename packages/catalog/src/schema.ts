// What one organization has: its fields, custom ones included, and the values of its lookups. Data, comparison, and what can be
// made of it; `@coupa-connector/connector/schema` reads it.
export { compareSchemas } from './organization/compare/compare-schemas.ts'
export type {
  FieldCame,
  FieldWent,
  LookupChanged,
  LookupValueChange,
  NotCompared,
  SchemaChange,
  SchemaComparison,
  TypeChanged,
} from './organization/compare/schema-change.ts'
export {
  type Confidence,
  customFieldsName,
  type FieldOrigin,
  type FieldSchema,
  type FieldSource,
  type Introspection,
  type LookupSchema,
  type LookupValueSchema,
  type OrganizationSchema,
  type ResourceSchema,
  type Seen,
} from './organization/organization-schema.ts'
export { parseOrganizationSchema, SchemaFormError } from './organization/parse-organization-schema.ts'
export { fieldTypeText } from './organization/render/field-type-text.ts'
export { type JsonSchema, schemaToJsonSchema } from './organization/render/schema-to-json-schema.ts'
export { schemaToTypeScript } from './organization/render/schema-to-typescript.ts'
export { usualResources } from './organization/usual-resources.ts'
