// What a process is: its definition, and what follows from it. Nothing here reads, sends or keeps anything.

export {
  type AcknowledgeMode,
  acknowledgeModes,
  type ColumnInput,
  type ColumnRule,
  type Definition,
  type DefinitionInput,
  definitionSchema,
  destinationKinds,
  type Mapping,
  type SourceField,
  type SourceMode,
  sourceModes,
  type TableRule,
} from './definition/definition-schema.ts'
export { contentHash } from './mapping/content-hash.ts'
export type { Cell, Column, ColumnType, MappedRecord, Row, Shape, Table } from './mapping/shape.ts'
