// Carries out runs of a process. Read `steps/` in the order of their names in `run/run-process.ts`.

export { type PreviewOptions, previewRecords, type RecordPreview } from './run/preview-records.ts'
export type { ReceiptBatch, RunReceipt } from './run/receipt.ts'
export { RunError, type RunErrorCode } from './run/run-error.ts'
export type { ProcessRunOptions, RecordMapper, RunClock, StepName } from './run/run-options.ts'
export { runProcess } from './run/run-process.ts'
export type { Counters } from './state/counters.ts'
export { openStateFolder, type StateFolderOptions } from './state/folder/open-state-folder.ts'
export { StateHeldError } from './state/folder/state-lock.ts'
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
