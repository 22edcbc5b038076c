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
