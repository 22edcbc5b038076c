// Carries out runs of a process. `run-process.ts` is the order of its steps; each is a file of `steps/`.

export type { AnswersFound, AnswersInput } from './answer-inputs/answers-found.ts'
export type { AnswersPlace } from './answer-inputs/answers-place.ts'
export {
  type AcknowledgeAnswersOptions,
  type AnswersAcknowledged,
  acknowledgeAnswers,
} from './answers/acknowledge-answers.ts'
export { type TakeAnswerInputsOptions, takeAnswerInputs } from './answers/take-answer-inputs.ts'
export {
  type CheckMonitoringOptions,
  checkCoupaMonitoring,
  type MonitoringCheck,
} from './coupa/monitoring/check-coupa-monitoring.ts'
export type { MonitoringNote, MonitoringReport } from './coupa/monitoring/monitoring-report.ts'
export { type DismissedMarked, markDismissedRecords } from './dismissal/mark-dismissed.ts'
export type { LoadRunOptions, LoadStepName } from './load/load-context.ts'
export type { InputReceipt, LoadReceipt } from './load/load-receipt.ts'
export { openLoadFolder } from './load/state/folder/open-load-folder.ts'
export { type DuplicateRows, judgeCircle, judgeDuplicates } from './load/state/judge-order.ts'
export { type LoadCounters, type LoadOutcome, loadOutcomes, noLoadCounts } from './load/state/load-counters.ts'
export type {
  ClaimedInput,
  DeferredRow,
  EditableLoadState,
  KeptEdit,
  KnownRecord,
  LoadRun,
  LoadState,
  PendingRow,
  ReopenFilter,
  ResultLine,
  SetAsideRow,
} from './load/state/load-state.ts'
export { resultAsCsv, resultAsNdjson } from './load/steps/write-result.ts'
export { type LoadPreview, type LoadPreviewOptions, previewLoad } from './preview-load.ts'
export { type PreviewOptions, previewRecords, type RecordPreview } from './preview-records.ts'
export type { ReceiptBatch, RunReceipt } from './report/receipt.ts'
export { RunError, type RunErrorCode } from './report/run-error.ts'
export type { ProcessRunOptions, RecordMapper, RunClock, StepName } from './run/run-options.ts'
export { runLoad } from './run-load.ts'
export { runProcess } from './run-process.ts'
export { type Counters, noCounts } from './state/counters.ts'
export { type FoundInFolder, findInFolder } from './state/folder/find-in-folder.ts'
export { openStateFolder, type StateFolderOptions } from './state/folder/open-state-folder.ts'
export { StateError, type StateErrorCode } from './state/folder/state-error.ts'
export { StateHeldError } from './state/folder/state-lock.ts'
export type { OutboxChange, OutboxEntry, OutboxMessage, OutboxPage } from './state/outbox.ts'
export type { FailureFilter, ProcessState, RunStart, Settlement } from './state/process-state.ts'
export type {
  BatchOutcome,
  BatchRecord,
  DeliveredBatch,
  LedgerEntry,
  OpenBatch,
  OrganizationFingerprint,
  ReadPosition,
  RecordFailure,
  RecordState,
  RunInHand,
  RunOutcome,
  RunTrigger,
  StoredFailure,
} from './state/run-record.ts'
export type { RunStream } from './state/run-stream.ts'
export { type Difference, type Verification, type VerifyOptions, verifyDeliveries } from './verify-deliveries.ts'
export { type LoadDifference, type LoadVerification, type VerifyLoadOptions, verifyLoad } from './verify-load.ts'
