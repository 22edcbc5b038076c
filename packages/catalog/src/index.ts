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
} from './description.ts'
export { CatalogError, type CatalogErrorCode, UnknownResourceError, UnknownTypeError } from './errors.ts'
export { type ScopeNeed, type ScopeSelection, scopesFor, type UnknownScopeNeed } from './scopes-for.ts'
