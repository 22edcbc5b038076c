// What a process is: its definition, and what follows from it. Nothing here reads, sends or keeps anything.

export {
  answerColumnOf,
  answerOfFields,
  type LinedAnswer,
  type UnusableAnswer,
} from './answers/answer-of-fields.ts'
export type {
  AnswerChange,
  AnsweredDelivery,
  AnswerRejection,
  ConsumerAnswer,
  KeptAnswer,
} from './answers/consumer-answer.ts'
export { type AnswerVerdict, judgeAnswer } from './answers/judge-answer.ts'
export type { RefusalMessage } from './answers/refusal-messages.ts'
export {
  type AnswerLedger,
  type AnswerOutcome,
  type AnswerToKeep,
  type TakeAnswersOptions,
  takeAnswers,
} from './answers/take-answers.ts'
export { valuesToWrite, type WrittenValue } from './answers/values-to-write.ts'
export { type BackFillOptions, type BackFillRange, backFillOf } from './back-fill/back-fill-of.ts'
export { goesBesideRuns } from './back-fill/goes-beside-runs.ts'
export { type BesideBackFill, keepContestedApart } from './back-fill/keep-contested-apart.ts'
export { type DefinitionWarning, findWarnings } from './checks/find-warnings.ts'
export { parseDefinition } from './checks/parse-definition.ts'
export { DefinitionError, type DefinitionProblem } from './definition/definition-error.ts'
export {
  type AcknowledgeMode,
  acknowledgeModes,
  type BackFillTime,
  backFillTimes,
  type ColumnInput,
  type ColumnRule,
  type Definition,
  type DefinitionInput,
  definitionSchema,
  type Mapping,
  type SourceCompare,
  type SourceField,
  type SourceMode,
  sourceComparisons,
  sourceModes,
  type TableRule,
  type WriteBackRule,
} from './definition/definition-schema.ts'
export { markedResource } from './definition/marked-resource.ts'
export { destinationKinds } from './definition/parts-schema.ts'
export { reconciliationOf } from './definition/reconciliation-of.ts'
export { fileActions, type RecordFileKind } from './definition/record-files.ts'
export { decimalSum } from './expression/decimal-functions.ts'
export { buildRecord } from './load/build-record.ts'
export type { CustomFieldKind, CustomFields } from './load/custom-fields.ts'
export { flatFileObjectNames } from './load/flat-file-object-of.ts'
export { columnKey } from './load/flat-row.ts'
export {
  createLoadMapper,
  type LoadMapper,
  type LoadMapperOptions,
  type LoadRecord,
  type MappedRow,
} from './load/load-mapper.ts'
export {
  type LoadColumnInput,
  type LoadDefinition,
  type LoadDefinitionInput,
  type LoadStrategy,
  loadSchema,
} from './load/load-schema.ts'
export type { UnusedColumn } from './load/other-columns.ts'
export { isLoad, parseLoad, parseProcess } from './load/parse-load.ts'
export { providesFor } from './load/providing/provides-for.ts'
export type { RecordFault } from './load/record-fault.ts'
export { sourceHashOf } from './load/source-hash.ts'
export { parseTargetPath, targetField, valueOfTarget } from './load/target-path.ts'
export { createLoad, findLoadTemplate, listLoadTemplates, type NewLoad } from './load/templates/create-load.ts'
export type { LoadTemplate } from './load/templates/load-template.ts'
export { contentHash, hasContent, versionOf, writtenFields } from './mapping/content-hash.ts'
export { createMapper, type Mapper, type MapperOptions } from './mapping/create-mapper.ts'
export { MappingError, type MappingErrorCode } from './mapping/mapping-error.ts'
export type { Cell, Column, ColumnType, MappedRecord, Row, Shape, Table } from './mapping/shape.ts'
export { type Marking, markingOf } from './marking/marking-of.ts'
export { documentTypeOf } from './monitoring/document-type.ts'
export { createLabeler, type Labeler } from './payload/create-labeler.ts'
export { createPayloadMaker, type FailurePayload, type PayloadMaker } from './payload/create-payload-maker.ts'
export { type EditedRecord, editRecord, type RecordToEdit } from './payload/edit-record.ts'
export { hiddenValue } from './payload/hide-values.ts'
export { type LoadPayload, loadPayload } from './payload/load-payload.ts'
export { dayStarts } from './schedule/day-starts.ts'
export { describeSchedule } from './schedule/describe-schedule.ts'
export {
  describeMaintenance,
  type MaintenanceWindow,
  maintenanceEnd,
  maintenanceProblem,
  type Weekday,
  weekdays,
} from './schedule/maintenance-window.ts'
export { nextInstants } from './schedule/next-instants.ts'
export { parseSchedule, ScheduleError } from './schedule/parse-schedule.ts'
export { type Schedule, scheduleSchema } from './schedule/schedule.ts'
export {
  createDefinition,
  findTemplate,
  listTemplates,
  type NewDefinition,
} from './templates/create-definition.ts'
export type { Template } from './templates/template.ts'
export {
  type ChangeKind,
  compareDefinitions,
  type DefinitionChange,
  type DefinitionComparison,
} from './versions/compare-definitions.ts'
export { compareProcesses } from './versions/compare-processes.ts'
