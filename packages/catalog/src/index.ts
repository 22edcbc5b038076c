export {
  describe,
  describeType,
  findResource,
  findScope,
  findType,
  listResources,
  type ResourceSummary,
  resourceNames,
  scopes,
  typeNames,
} from './catalog.ts'
export { CatalogError, type CatalogErrorCode, UnknownResourceError, UnknownTypeError } from './errors.ts'
export type { ResourceTypes } from './generated/resource-types.ts'
// 370 record types with their inputs, listed by the generator: a list by hand would only repeat it.
export type * from './generated/types.ts'
export { nearestNames } from './nearest-names.ts'
export type { ActionNameOf, ActionParametersOf, InputOf, OutputOf, ResourceName } from './resource-types.ts'
export { type ScopeNeed, type ScopeSelection, scopesFor, type UnknownScopeNeed } from './scopes-for.ts'
export type {
  ActionDescription,
  ActionParameter,
  FieldDescription,
  FieldType,
  OperationDescription,
  OperationName,
  Origin,
  ResourceDescription,
  ScopeDescription,
  TypeDescription,
} from './shapes/description.ts'
export type {
  DateOnly,
  DateTime,
  Decimal,
  DecimalInput,
  Embedded,
  EmptyInput,
  FileInput,
  OpenCustomFields,
  OpenValue,
  UnknownObject,
} from './shapes/record-types.ts'
