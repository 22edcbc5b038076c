export {
  describe,
  describeType,
  findResource,
  findScope,
  findType,
  listResources,
  nearestResources,
  type ResourceSummary,
  resourceNames,
  scopes,
  typeNames,
} from './catalog.ts'
export { CatalogError, type CatalogErrorCode, UnknownResourceError, UnknownTypeError } from './errors.ts'
export { findAction } from './find-action.ts'
export type { ResourceTypes } from './generated/resource-types.ts'
export { nearestNames } from './nearest-names.ts'
export { type FieldSelection, nestFields } from './nest-fields.ts'
// 370 record types with their inputs, as they are by themselves under /records.
export type * from './records.ts'
export type { ActionNameOf, ActionParametersOf } from './resource-types.ts'
export {
  type ScopeNeed,
  type ScopeSelection,
  type ScopesForOptions,
  scopesFor,
  type UnknownScopeNeed,
} from './scopes-for.ts'
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
export { tellingFields } from './telling-fields.ts'
