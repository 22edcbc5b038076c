// The record types alone. The list is made by the generator; one by hand would only repeat it.
export type * from './generated/types.ts'
export type { InputOf, OutputOf, ResourceName } from './resource-types.ts'
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
