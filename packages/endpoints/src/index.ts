// What a process needs of its other end. Each destination is a folder of its own behind `destinationType`, and its libraries
// are loaded when it is opened.

export type { Batch, CommittedObject, OutgoingRecord } from './contract/batch.ts'
export type { CheckReport, CheckStage } from './contract/check.ts'
export type { Destination, Guarantee, PrepareOptions, ShapeChange } from './contract/destination.ts'
export type {
  DeliveryOptions,
  DestinationKind,
  DestinationType,
  EndpointClock,
  FormatName,
  OpenOptions,
  SettingDeclaration,
} from './contract/destination-type.ts'
export {
  EndpointError,
  type EndpointErrorCode,
  type EndpointErrorDetails,
  type RefusedRecord,
} from './contract/endpoint-error.ts'
export { findRefusedRecords } from './contract/find-refused-records.ts'
export { type InputRefusedCode, InputRefusedError } from './contract/input-refused-error.ts'
export type { OutgoingFile } from './contract/outgoing-file.ts'
export type { Cell, Column, ColumnType, ParentOfTable, Row, Shape, Table } from './contract/shape.ts'
export type { InputReading, InputRecord, LoadSource, SourceInput } from './contract/source.ts'
export type { IntakeOptions, NextPage, OpenSourceOptions, SourceFormat, SourceType } from './contract/source-type.ts'
export type { CoupaInbox } from './coupa-inbox/coupa-inbox.ts'
export { coupaInboxSettings } from './coupa-inbox/coupa-inbox-settings.ts'
export { openCoupaInbox } from './coupa-inbox/open-coupa-inbox.ts'
export { destinationType, destinationTypes } from './destination-types.ts'
export { type EndType, type EndUse, endTypesOf, settingsForUse } from './end-types.ts'
export { createLayoutCollector, type LayoutCollector, type UnknownField } from './flat-file/collect-layout.ts'
export { flatFileField } from './flat-file/flat-file-field.ts'
export type { FlatFileLayout } from './flat-file/flat-file-layout.ts'
export type { FlatFileObject, FlatFileRowType } from './flat-file/flat-file-object.ts'
export { largestFlatFile } from './flat-file/largest-flat-file.ts'
export { FlatFileValueError } from './flat-file/leaves-of.ts'
export { findFlatFileObject, flatFileObjects } from './flat-file/objects/flat-file-objects.ts'
export type { UnknownColumn } from './flat-file/read-layout.ts'
export { createFlatFileWriter, type FlatFileWriter } from './flat-file/write-flat-file.ts'
export { csvText } from './formats/csv.ts'
export { readSettings } from './objects/read-settings.ts'
export { sourceType, sourceTypes } from './source-types.ts'
export { type FlatFileReading, readFlatFile } from './sources/formats/read-flat-file.ts'
